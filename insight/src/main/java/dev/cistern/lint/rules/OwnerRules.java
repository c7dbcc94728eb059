package dev.cistern.lint.rules;

import dev.cistern.lint.flow.Event;
import dev.cistern.lint.flow.Event.Kind;
import dev.cistern.lint.flow.Fact;
import dev.cistern.lint.flow.Outcome;
import dev.cistern.lint.flow.Reach;
import dev.cistern.lint.flow.Summary;
import dev.cistern.lint.flow.Thing;
import dev.cistern.lint.ir.Callee;
import dev.cistern.lint.ir.Code;
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

/** Rules on objects that fields and callers own. */
final class OwnerRules {
  private static final Pattern ONCE =
      Pattern.compile("\\bOnce\\b|\\.Do\\(|Swap\\(|CompareAndSwap|\\.Add\\(");

  private OwnerRules() {}

  /** POOL-06: a Close that gives back each time it is called. */
  static final class CloseTwice extends Rule {
    CloseTwice() {
      super("POOL-06");
    }

    @Override
    public List<Found> check(Seen seen) {
      List<Found> found = new ArrayList<>();
      for (String function : seen.functions()) {
        Summary summary = function.endsWith(").Close") ? seen.summary(function) : null;
        Func func = seen.func(function);
        if (summary == null
            || func == null
            || summary.params() != 1
            || func.code().results().size() != 1) {
          continue;
        }
        List<Outcome> giving =
            summary.outcomes().stream().filter(OwnerRules::givesReceiver).toList();
        boolean always = !giving.isEmpty() && giving.size() == summary.outcomes().size();
        boolean asks =
            !always && (givesItself(giving) || giving.stream().anyMatch(OwnerRules::asks));
        boolean marks = summary.outcomes().stream().anyMatch(o -> marks(o, giving));
        boolean told = !giving.isEmpty() && !asks && !marks && !isOnce(seen, function, always);
        for (Event event : told ? seen.events(function) : List.<Event>of()) {
          if (event.isRelease()) {
            found.add(
                found(
                    event,
                    Severity.LOW,
                    "Close gives back to " + pool(event.pool()) + " each time it is called",
                    "Closers are closed twice (a defer and an error path): the pool then has the"
                        + " object twice.",
                    "Remember that it is closed (a flag, or a field set to nil), and do nothing the"
                        + " second time."));
            break;
          }
        }
      }
      return found;
    }
  }

  /** Whether something is set that is no part of what is given back. */
  private static boolean marks(Outcome outcome, List<Outcome> giving) {
    return outcome.fields().keySet().stream()
        .anyMatch(set ->
            giving.stream()
                .flatMap(one -> one.effects().entrySet().stream())
                .noneMatch(e -> e.getValue().released() && isPart(set, e.getKey())));
  }

  private static boolean isPart(Reach part, Reach whole) {
    int size = whole.fields().size();
    return size > 0
        && part.param() == whole.param()
        && part.fields().size() > size
        && part.fields().subList(0, size).equals(whole.fields());
  }

  private static boolean isOnce(Seen seen, String function, boolean always) {
    return !always && ONCE.matcher(seen.text(function)).find();
  }

  private static boolean givesItself(List<Outcome> outcomes) {
    return outcomes.stream().anyMatch(o -> o.effects().containsKey(new Reach(0, List.of())));
  }

  /** Whether something may be asked that the second call answers otherwise; nil fields are not. */
  private static boolean asks(Outcome outcome) {
    return outcome.asked().stream()
        .anyMatch(question -> !question.answer().equals(Optional.of(Fact.NOT_NIL)));
  }

  private static boolean givesReceiver(Outcome outcome) {
    return outcome.effects().entrySet().stream()
        .anyMatch(e -> e.getKey().param() == 0 && e.getValue().released());
  }

  /** POOL-03: a field that owns a pooled object is overwritten while it has one. */
  static final class FieldLost extends Rule {
    FieldLost() {
      super("POOL-03");
    }

    @Override
    public List<Found> check(Seen seen) {
      Set<String> owned = new HashSet<>();
      for (Event event : seen.all(Kind.STORED_IN_FIELD)) {
        if (!event.pool().startsWith(Callee.OUTSIDE)) {
          owned.add(plain(event.type().name()) + "." + event.detail());
        }
      }
      if (owned.isEmpty()) {
        return List.of();
      }
      Map<String, Set<String>> released = new HashMap<>();
      for (String function : seen.functions()) {
        released.put(function, releasedFields(seen, function));
      }
      Set<String> anywhere = new HashSet<>();
      released.values().forEach(anywhere::addAll);
      List<Found> found = new ArrayList<>();
      for (Event event : seen.all(Kind.OVERWRITTEN)) {
        Thing thing = event.thing();
        String key = plain(event.type().name()) + "." + event.detail();
        if (!owned.contains(key)
            || !anywhere.contains(event.detail())
            || !thing.lent().isEmpty()
            || thing.bounded()) {
          continue;
        }
        boolean here = released.getOrDefault(event.function(), Set.of()).contains(event.detail());
        if (!here
            && seen.callers(event.function()).stream()
                .noneMatch(
                    caller -> released.getOrDefault(caller, Set.of()).contains(event.detail()))) {
          found.add(
              found(
                  event,
                  Severity.LOW,
                  event.detail() + " may hold an object of a pool here and is overwritten",
                  "What it held is lost for reuse: nobody has it any more to give it back.",
                  "Give it back first where it is not nil."));
        }
      }
      return found;
    }

    private static Set<String> releasedFields(Seen seen, String function) {
      Set<String> fields = new HashSet<>();
      Summary summary = seen.summary(function);
      if (summary != null) {
        for (Outcome outcome : summary.outcomes()) {
          outcome
              .effects()
              .forEach((Reach reach, Outcome.Effect effect) -> {
                if (effect.released() && !reach.fields().isEmpty()) {
                  fields.add(reach.fields().getLast());
                }
              });
        }
      }
      return fields;
    }
  }

  /**
   * POOL-03: in a handler of HTTP, whose panics the server takes, a callback stands before the put.
   */
  static final class HandlerPanic extends Rule {
    HandlerPanic() {
      super("POOL-03");
    }

    @Override
    public List<Found> check(Seen seen) {
      List<Found> found = new ArrayList<>();
      for (String function : seen.functions()) {
        Func func = seen.func(function);
        List<Event> events = seen.events(function);
        for (Event event : events) {
          if (event.kind() != Kind.HANDED_TO_CALLBACK || func == null) {
            continue;
          }
          Thing thing = event.thing();
          boolean later =
              events.stream()
                  .anyMatch(e ->
                      e.kind() == Kind.RELEASED
                          && e.at() > event.at()
                          && e.thing().site() == thing.site()
                          && !isDeferred(func, e.at()));
          if (later && isHandler(func, event.at())) {
            Found one =
                found(
                    event,
                    Severity.LOW,
                    "not given back to "
                        + pool(event.pool())
                        + " if this panics, and what is called may keep it",
                    "The server takes a handler's panic, the give-back behind it never runs; and a"
                        + " handler that goes on in a goroutine has an object that is another"
                        + " request's by then.",
                    "Do not pool what is handed to others' code, or defer the give-back and hand"
                        + " out a copy.");
            found.add(one);
          }
        }
      }
      return found;
    }

    private static boolean isDeferred(Func func, int at) {
      boolean[] deferred = new boolean[1];
      PoolUseRules.each(
          func,
          (_, op) ->
              deferred[0] |=
                  op instanceof Op.Call c && c.at() == at && c.mode() == Op.Mode.DEFERRED);
      return deferred[0];
    }

    private static boolean isHandler(Func func, int at) {
      boolean[] handler = new boolean[1];
      PoolUseRules.each(
          func,
          (code, op) -> {
            if (op instanceof Op.Call c && c.at() == at && c.callee() instanceof Callee.Value) {
              handler[0] |=
                  hasParam(func, code, "net/http.ResponseWriter")
                      && hasParam(func, code, "*net/http.Request");
            }
          });
      return handler[0];
    }

    private static boolean hasParam(Func func, Code code, String type) {
      return code.params().stream().anyMatch(p -> func.vars().get(p).type().name().equals(type));
    }
  }
}
