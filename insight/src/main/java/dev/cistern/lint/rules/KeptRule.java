package dev.cistern.lint.rules;

import dev.cistern.lint.flow.Event;
import dev.cistern.lint.flow.Event.Kind;
import dev.cistern.lint.flow.Fact;
import dev.cistern.lint.flow.Outcome;
import dev.cistern.lint.flow.Outcome.Result;
import dev.cistern.lint.flow.Question;
import dev.cistern.lint.flow.Reach;
import dev.cistern.lint.flow.Summary;
import dev.cistern.lint.flow.Trail;
import dev.cistern.lint.flow.Value;
import dev.cistern.lint.ir.Func;
import dev.cistern.lint.ir.Op;
import dev.cistern.model.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * POOL-06: what is given back stays in the field it was found in, and another function gives back
 * what it finds there.
 *
 * <p>That the other one looks whether the field is empty, and empties it, shows that an empty one
 * is how this type knows that nothing is left to give back. A function that by its name is the
 * object's last is spared.
 */
final class KeptRule extends Rule {
  private static final Pattern LAST =
      Pattern.compile(
          "(?i)(close|free|release|recycle|return|destroy|dispose|finish|stop|shutdown|teardown|put|"
              + "finali[sz]e|terminate|unref|decref|kill|exit|abort)");

  private static final Pattern REMOVES =
      Pattern.compile("\\b(delete|clear)\\(|= *make\\(map|= *map\\[|(?<![=!])= *nil\\b");

  KeptRule() {
    super("POOL-06");
  }

  @Override
  public List<Found> check(Seen seen) {
    List<Event> kept = seen.all(Kind.KEPT_IN_FIELD);
    if (kept.isEmpty()) {
      return List.of();
    }
    Map<String, String> emptiers = emptiers(seen);
    List<Found> found = new ArrayList<>();
    Set<String> told = new HashSet<>();
    for (Event event : kept) {
      String key = plain(event.type().name()) + "." + event.detail();
      String other = emptiers.get(key);
      String simple = event.function().substring(event.function().lastIndexOf('.') + 1);
      if (event.detail().startsWith("[")) {
        inMap(seen, event, told).ifPresent(found::add);
      } else if (other != null
          && !other.equals(event.function())
          && seen.isOfSamePackage(other, event.function())
          && !LAST.matcher(simple).lookingAt()
          && isHandedOver(seen.func(event.function()), event)
          && told.add(event.function() + " " + key)) {
        found.add(fault(event, other));
      }
    }
    return found;
  }

  /** Whether what the field holds is an argument of the call that gives it back. */
  private static boolean isHandedOver(@Nullable Func func, Event event) {
    List<Trail.Step> steps = event.thing().trail().steps();
    Set<Integer> held = new HashSet<>();
    boolean[] handed = new boolean[1];
    if (func != null && !steps.isEmpty()) {
      PoolUseRules.each(
          func,
          (_, op) -> {
            switch (op) {
              case Op.Load l when l.field().equals(event.detail()) -> held.add(l.dst());
              case Op.Copy c when held.contains(c.src()) -> held.add(c.dst());
              case Op.Call c when c.at() == steps.getFirst().at() ->
                  handed[0] |= c.args().stream().anyMatch(held::contains);
              default -> {}
            }
          });
    }
    return handed[0];
  }

  /** What a map still holds: who looks it up there gets an object that is another's. */
  private Optional<Found> inMap(Seen seen, Event event, Set<String> told) {
    String call = event.function().substring(event.function().lastIndexOf('.') + 1) + "(";
    boolean removed =
        seen.around(event.function()).stream()
                .anyMatch(other -> seen.text(other).contains(call) && removes(seen, other))
            || seen.called(event.function()).stream().anyMatch(callee -> removes(seen, callee));
    if (removed || !told.add(event.function() + " " + event.detail())) {
      return Optional.empty();
    }
    Found found =
        found(
            event,
            Severity.MEDIUM,
            "given back to " + pool(event.pool()) + " and still in the map it was found in",
            "Who looks it up there next gets an object that is another's by then, and may give it"
                + " back again.",
            "Delete it from the map where it is given back.");
    List<Trail.Step> steps = event.thing().trail().steps();
    return Optional.of(steps.isEmpty() ? found : found.movedTo(steps.getFirst().at()));
  }

  private static boolean removes(Seen seen, String function) {
    return REMOVES.matcher(seen.text(function)).find();
  }

  /** The functions that give back what a field holds and empty it, by the field. */
  private static Map<String, String> emptiers(Seen seen) {
    Map<String, String> emptiers = new HashMap<>();
    for (String function : seen.functions()) {
      Summary summary = seen.summary(function);
      Func func = seen.func(function);
      if (summary == null || func == null) {
        continue;
      }
      for (Outcome outcome : summary.outcomes()) {
        outcome
            .effects()
            .forEach((reach, effect) -> {
              boolean field =
                  reach.fields().size() == 1 && reach.param() < func.code().params().size();
              if (field
                  && effect.released()
                  && isNil(outcome.fields().get(reach))
                  && outcome.asked().contains(new Question(reach, Optional.of(Fact.NOT_NIL)))) {
                emptiers.putIfAbsent(type(func, reach) + "." + reach.fields().getFirst(), function);
              }
            });
      }
    }
    return emptiers;
  }

  private static boolean isNil(@Nullable Result result) {
    return result instanceof Result.Known known && known.value().equals(Value.NIL);
  }

  private static String type(Func func, Reach reach) {
    return plain(func.vars().get(func.code().params().get(reach.param())).type().name());
  }

  private Found fault(Event event, String other) {
    List<Trail.Step> steps = event.thing().trail().steps();
    String simple = other.substring(other.lastIndexOf('.') + 1);
    Found found =
        found(
            event,
            Severity.MEDIUM,
            "given back to "
                + pool(event.pool())
                + " and left in "
                + event.detail()
                + ", which "
                + simple
                + " gives back too",
            "The pool then hands the same object to two takers.",
            "Set " + event.detail() + " to nil where it is given back.");
    return steps.isEmpty() ? found : found.movedTo(steps.getFirst().at());
  }
}
