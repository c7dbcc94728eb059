package dev.cistern.lint.rules;

import dev.cistern.lint.flow.Event;
import dev.cistern.lint.flow.Event.Kind;
import dev.cistern.lint.flow.Thing;
import dev.cistern.lint.flow.Thing.Origin;
import dev.cistern.lint.ir.Shape;
import dev.cistern.model.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;

/** The rules as they hold for Java: what a fault costs there, and how it is mended. */
final class JvmRules {
  private static final String COUNTED = "io.netty.";
  private static final String OWN = "dev.cistern.pool.";

  private JvmRules() {}

  /** Whether a pool's objects count their users: what came from elsewhere may have several. */
  private static boolean isCounted(Event event) {
    return event.pool().startsWith(COUNTED) || event.thing().pool().startsWith(COUNTED);
  }

  /** Of a counted object others may have their own share, which is not to be seen. */
  private static boolean isSpared(Event event) {
    boolean another =
        event.thing().origin() == Origin.FOREIGN || event.kind() == Kind.STORED_RELEASED;
    return Rule.overRounds(event) || isCounted(event) && another;
  }

  /** POOL-02: null is given back. */
  static final class NullGiven extends EventRule {
    NullGiven() {
      super("POOL-02");
    }

    @Override
    Optional<Found> fault(Event event) {
      if (event.kind() != Kind.NIL_RELEASED
          || event.type().shape() != Shape.POINTER
          || isCounted(event)) {
        return Optional.empty();
      }
      return Optional.of(
          found(
              event,
              Severity.MEDIUM,
              "null may be given back to " + pool(event.pool()),
              "Where nothing was taken, this throws by itself and hides the exception that was the"
                  + " cause.",
              "Take it in front of the try, or give it back only where it is not null."));
    }
  }

  /** POOL-03: taken and on some way not given back. */
  static final class Lost extends Rule {
    Lost() {
      super("POOL-03");
    }

    @Override
    public List<Found> check(Seen seen) {
      List<Found> found = new ArrayList<>();
      for (String function : seen.functions()) {
        Leavings.of(seen.events(function), Origin.ACQUIRED).stream()
            .filter(left -> !mayBeTaken(left))
            .forEach(left -> found.add(one(left.event(), left.never())));
      }
      return found;
    }

    /** Whether a counted object is given to nobody but calls of which nothing is known. */
    private static boolean mayBeTaken(Leavings.Left left) {
      return !left.dealt() && !left.never() && left.event().thing().pool().startsWith(COUNTED);
    }

    private Found one(Event event, boolean never) {
      String pool = event.thing().pool();
      boolean thrown = Leavings.isByException(event);
      boolean own = pool.startsWith(OWN);
      boolean counted = pool.startsWith(COUNTED);
      Severity severity =
          own || counted && thrown ? Severity.LOW : never ? Severity.HIGH : Severity.MEDIUM;
      String how =
          never
              ? " and never given back"
              : thrown
                  ? " and lost when an exception is thrown"
                  : " and not given back on every way";
      return found(
              event,
              severity,
              "taken from " + pool(pool) + how,
              own
                  ? "No leak: the collector takes it. But it is lost for reuse."
                  : counted
                      ? "Its memory is not given back to the arena: direct memory runs out."
                      : "The pool counts it as taken for good: enough of them, and every taker"
                          + " waits forever.",
              "Give it back in a finally block, or take it in the head of a try.")
          .movedTo(event.thing().at());
    }
  }

  /** POOL-04: used after it was given back. */
  static Rule usedAfter() {
    return new FlowRules.UseAfterPut(
        JvmRules::isSpared,
        "From the give-back on another thread may have it: both work on the same object.",
        "Give it back behind the last use.");
  }

  /** POOL-06: given back twice. */
  static Rule givenTwice() {
    return new FlowRules.DoublePut(
        JvmRules::isSpared,
        "The pool throws, or hands the same object to two takers.",
        "Give it back in one place, the finally block.");
  }

  /** POOL-10: given back to another pool than it came from, or taken as two types. */
  static final class WrongPool extends Rule {
    private final BiPredicate<String, String> isKind;

    WrongPool(BiPredicate<String, String> isKind) {
      super("POOL-10");
      this.isKind = isKind;
    }

    @Override
    public List<Found> check(Seen seen) {
      List<Found> found = new ArrayList<>();
      for (Event event : seen.all(Kind.RELEASED)) {
        String from = event.thing().pool();
        String to = event.pool();
        if (event.thing().origin() == Origin.ACQUIRED
            && isVariable(from)
            && isVariable(to)
            && !from.equals(to)
            && from.substring(0, from.lastIndexOf('.'))
                .equals(to.substring(0, to.lastIndexOf('.')))) {
          found.add(
              found(
                  event,
                  Severity.HIGH,
                  "taken from " + pool(from) + " and given back to " + pool(to),
                  "The one pool lacks it for good, the other refuses what it never handed out.",
                  "Give it back to the pool it was taken from."));
        }
      }
      types(seen, found);
      return found;
    }

    /** Whether a pool is told by its field: of a library's type alone it is not known which. */
    private static boolean isVariable(String pool) {
      String last = pool.substring(pool.lastIndexOf('.') + 1);
      return !last.isEmpty()
          && (Character.isLowerCase(last.charAt(0))
              || last.equals(last.toUpperCase(java.util.Locale.ROOT)));
    }

    private void types(Seen seen, List<Found> found) {
      Map<String, Event> first = new HashMap<>();
      for (Event event : seen.all(Kind.ASSERTED)) {
        String type = event.type().name();
        if (!isVariable(event.pool()) || type.isEmpty() || type.equals("java.lang.Object")) {
          continue;
        }
        Event before = first.putIfAbsent(event.pool(), event);
        String other = before == null ? type : before.type().name();
        if (!isKind.test(type, other) && !isKind.test(other, type)) {
          found.add(
              found(
                  event,
                  Severity.HIGH,
                  "taken from "
                      + pool(event.pool())
                      + " as "
                      + simple(type)
                      + " here, as "
                      + simple(other)
                      + " elsewhere",
                  "One of the two casts fails as soon as the pool hands out the other's object.",
                  "Give the pool a type parameter, and each type a pool."));
        }
      }
    }

    private static String simple(String type) {
      return type.substring(type.lastIndexOf('.') + 1);
    }
  }

  /** POOL-16: connections and statements that are not closed on some way. */
  static final class NotClosed extends Rule {
    NotClosed() {
      super("POOL-16");
    }

    @Override
    public List<Found> check(Seen seen) {
      List<Found> found = new ArrayList<>();
      for (String function : seen.functions()) {
        for (Leavings.Left left : Leavings.of(seen.events(function), Origin.OPENED)) {
          Event event = left.event();
          Thing thing = event.thing();
          String what = thing.pool().substring(0, thing.pool().indexOf('|'));
          boolean thrown = Leavings.isByException(event);
          found.add(
              found(
                      event,
                      what.equals("connection") || !thrown ? Severity.MEDIUM : Severity.LOW,
                      "a "
                          + what
                          + " is opened and "
                          + (left.never()
                              ? "never"
                              : thrown
                                  ? "not closed when an exception is thrown,"
                                  : "on some way not")
                          + (thrown && !left.never() ? " as it is" : " closed"),
                      "It keeps a connection from the pool until it is closed; enough of them, and"
                          + " every taker waits until it gives up.",
                      "Open it in the head of a try, which closes it on every way.")
                  .movedTo(thing.at()));
        }
      }
      return found;
    }
  }
}
