package dev.cistern.lint.rules;

import dev.cistern.lint.flow.Event;
import dev.cistern.lint.flow.Event.Kind;
import dev.cistern.lint.ir.Callee;
import dev.cistern.lint.ir.Func;
import dev.cistern.lint.ir.Op;
import dev.cistern.model.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * POOL-07: a decoder writes into a pooled struct that nobody makes empty.
 *
 * <p>Decoders of texts set the fields that they find and leave the others as they are: what the
 * message before had and this one has not is taken for this one's.
 */
final class DecodedOver extends Rule {
  private static final Pattern MERGES =
      Pattern.compile(
          "(?i).*(json|xml|yaml|gob|sonic|msgpack|toml|cbor|bson).*\\.(unmarshal\\w*|decode)");
  private static final Pattern CLEANS =
      Pattern.compile("\\*\\w+\\s*=[^=]|(?i)\\b(\\w+\\.)*\\w*(reset|clear|clean|init|zero)\\w*\\(");

  DecodedOver() {
    super("POOL-07");
  }

  @Override
  public List<Found> check(Seen seen) {
    Map<String, Map<Integer, Event>> taken = new HashMap<>();
    Map<String, Set<String>> around = new HashMap<>();
    for (Event event : seen.all(Kind.ACQUIRED)) {
      taken.computeIfAbsent(event.function(), _ -> new HashMap<>()).putIfAbsent(event.at(), event);
      around.computeIfAbsent(event.pool(), _ -> new HashSet<>()).add(event.function());
    }
    for (Event event : taken.isEmpty() ? List.<Event>of() : seen.all(Kind.RELEASED)) {
      around.computeIfAbsent(event.pool(), _ -> new HashSet<>()).add(event.function());
    }
    List<Found> found = new ArrayList<>();
    taken.forEach((function, events) -> {
      Func func = seen.func(function);
      if (func != null) {
        decoded(seen, func, events, around, found);
      }
    });
    return found;
  }

  private void decoded(
      Seen seen,
      Func func,
      Map<Integer, Event> taken,
      Map<String, Set<String>> around,
      List<Found> found) {
    Writes writes = new Writes(func);
    PoolUseRules.each(
        func,
        (_, op) -> {
          if (op instanceof Op.Call call
              && call.callee() instanceof Callee.Named named
              && !call.args().isEmpty()
              && MERGES.matcher(named.name()).matches()) {
            int into = call.args().getLast();
            Event event = source(writes, into, taken);
            String type = plain(func.vars().get(into).type().name());
            if (event != null
                && hasShownFields(seen, type)
                && isNeverEmptied(seen, func, into, around.getOrDefault(event.pool(), Set.of()))) {
              found.add(fault(event, call.at(), type));
            }
          }
        });
  }

  /** Where a variable's value was taken from a pool; null where it came otherwise. */
  private static @Nullable Event source(Writes writes, int var, Map<Integer, Event> taken) {
    List<Op> sources = writes.sources(var);
    Op one = sources.size() == 1 ? sources.getFirst() : null;
    if (one instanceof Op.Assert assertion) {
      sources = writes.sources(assertion.src());
      one = sources.size() == 1 ? sources.getFirst() : null;
    }
    return one instanceof Op.Call call ? taken.get(call.at()) : null;
  }

  /** Whether a decoder may set fields of it, and does not do so by a method of its own. */
  private static boolean hasShownFields(Seen seen, String type) {
    return seen.fields(type).stream()
            .anyMatch(field -> Character.isUpperCase(field.name().charAt(0)))
        && seen.methods(type).stream().noneMatch(method -> method.contains(".Unmarshal"));
  }

  /**
   * Whether neither who takes nor who gives back makes it empty, or sets a field: here of the
   * variable itself, elsewhere of any.
   */
  private static boolean isNeverEmptied(Seen seen, Func func, int var, Set<String> around) {
    String name = Pattern.quote(func.vars().get(var).name());
    for (String function : around) {
      String text = seen.text(function);
      String of = function.equals(func.name()) ? name : "\\w+";
      if (CLEANS.matcher(text).find()
          || Pattern.compile("\\b" + of + "\\.\\w+\\s*=[^=]").matcher(text).find()) {
        return false;
      }
    }
    return true;
  }

  private Found fault(Event event, int at, String type) {
    String simple = type.substring(type.lastIndexOf('.') + 1);
    return found(
            event,
            Severity.MEDIUM,
            "decoded into a pooled " + simple + " that still has what the message before left",
            "A decoder sets the fields that it finds: what this message lacks keeps the value of the"
                + " one before.",
            "Empty it before it is given back, or as soon as it is taken: *x = " + simple + "{}.")
        .movedTo(at);
  }
}
