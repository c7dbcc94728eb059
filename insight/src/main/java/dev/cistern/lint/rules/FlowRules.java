package dev.cistern.lint.rules;

import dev.cistern.lint.flow.Event;
import dev.cistern.lint.flow.Event.Kind;
import dev.cistern.lint.flow.Thing;
import dev.cistern.lint.ir.Shape;
import dev.cistern.model.Severity;
import java.util.ArrayList;
import java.util.List;

/** The rules that a single path shows. */
final class FlowRules {
  private FlowRules() {}

  /** POOL-01: given back in another goroutine, or while another one may still use it. */
  static final class OtherGoroutine extends Rule {
    OtherGoroutine() {
      super("POOL-01");
    }

    @Override
    public List<Found> check(Seen seen) {
      List<Found> found = new ArrayList<>();
      for (String function : seen.functions()) {
        boolean used =
            seen.events(function).stream().anyMatch(e -> e.kind() == Kind.USED_AFTER_SPAWN);
        for (Event event : seen.events(function)) {
          switch (event.kind()) {
            case USED_AFTER_SPAWN ->
                found.add(
                    found(
                        event,
                        Severity.HIGH,
                        "used here while a goroutine gives it back to " + pool(event.pool()),
                        "The goroutine may give it back at any time; from then on it is another's.",
                        "Give it back where the last use is, or hand a copy to the goroutine."));
            case RELEASED_WHILE_SPAWNED ->
                found.add(
                    found(
                        event,
                        Severity.HIGH,
                        "given back to "
                            + pool(event.pool())
                            + " while a goroutine may still use it",
                        "The next taker and the goroutine would write to the same object.",
                        "Wait for the goroutine first, or let the goroutine give it back."));
            case RELEASED_IN_SPAWN -> {
              if (!used) {
                found.add(
                    found(
                        event,
                        Severity.INFO,
                        "given back by another goroutine than the one that took it",
                        "Allowed; but it goes to another processor's queue, and locality is lost.",
                        "Nothing, unless it shows in a profile."));
              }
            }
            default -> {}
          }
        }
      }
      return found;
    }
  }

  /** POOL-02: a nil pointer is given back. */
  static final class NilPut extends Rule {
    NilPut() {
      super("POOL-02");
    }

    @Override
    public List<Found> check(Seen seen) {
      List<Found> found = new ArrayList<>();
      for (Event event : seen.all(Kind.NIL_RELEASED)) {
        if (event.type().shape() == Shape.POINTER) {
          found.add(
              found(
                  event,
                  Severity.MEDIUM,
                  "a nil "
                      + event.type().shortName()
                      + " may be given back to "
                      + pool(event.pool()),
                  "In an interface a nil pointer is not nil: the next taker gets it and dereferences it.",
                  "Give it back only where it is not nil."));
        }
      }
      return found;
    }
  }

  /** POOL-04: used after it was given back. */
  static final class UseAfterPut extends Rule {
    UseAfterPut() {
      super("POOL-04");
    }

    @Override
    public List<Found> check(Seen seen) {
      List<Found> found = new ArrayList<>();
      for (String function : seen.functions()) {
        for (Event event : seen.events(function)) {
          String title =
              switch (event.kind()) {
                case USED_AFTER_RELEASE -> "used after it was given back to " + pool(event.pool());
                case RETURNED_RELEASED -> "returned although given back to " + pool(event.pool());
                case STORED_RELEASED ->
                    "still held elsewhere after it was given back to " + pool(event.pool());
                default -> "";
              };
          if (!title.isEmpty() && !overRounds(event)) {
            found.add(
                found(
                    event,
                    event.kind() == Kind.STORED_RELEASED ? Severity.MEDIUM : Severity.HIGH,
                    title,
                    "From the give-back on it may be in another goroutine's hands: both write to it.",
                    "Give it back behind the last use; a deferred give-back runs last of all"
                        + " when it is deferred first."));
          }
        }
      }
      return found;
    }
  }

  /** POOL-05: memory of a thing outlives its give-back. */
  static final class EscapingView extends Rule {
    EscapingView() {
      super("POOL-05");
    }

    @Override
    public List<Found> check(Seen seen) {
      List<Found> found = new ArrayList<>();
      for (String function : seen.functions()) {
        for (Event event : seen.events(function)) {
          boolean returned = event.kind() == Kind.RETURNED_VIEW;
          if (returned || event.kind() == Kind.STORED_VIEW) {
            found.add(
                found(
                    event,
                    Severity.HIGH,
                    (returned
                            ? "memory of an object that goes back to "
                            : "memory kept of an object that goes back to ")
                        + pool(event.pool())
                        + (returned ? " is returned" : ""),
                    "It is not a copy: the next taker of the object overwrites what was handed out.",
                    "Copy it (bytes.Clone, string(b)) before the object is given back."));
          }
        }
      }
      return found;
    }
  }

  /** POOL-06: given back twice. */
  static final class DoublePut extends Rule {
    DoublePut() {
      super("POOL-06");
    }

    @Override
    public List<Found> check(Seen seen) {
      List<Found> found = new ArrayList<>();
      for (Event event : seen.all(Kind.RELEASED_TWICE)) {
        if (overRounds(event)) {
          continue;
        }
        found.add(
            found(
                event,
                Severity.HIGH,
                "given back twice to " + pool(event.pool()),
                "The pool then hands the same object to two takers.",
                "Give it back in one place; let who gives it back forget it (x = nil)."));
      }
      return found;
    }
  }

  /** POOL-14: a deferred give-back has an old slice. */
  static final class StaleDefer extends Rule {
    StaleDefer() {
      super("POOL-14");
    }

    @Override
    public List<Found> check(Seen seen) {
      List<Found> found = new ArrayList<>();
      for (Event event : seen.all(Kind.STALE_DEFER)) {
        found.add(
            found(
                event,
                Severity.MEDIUM,
                "the deferred give-back has the slice as it was here, before it grew",
                "Arguments of a deferred call are evaluated at the defer: the grown slice is lost, the old one goes back.",
                "Defer a function literal that gives the variable back, or put the slice behind a pointer."));
      }
      for (Event event : seen.all(Kind.TAIL_RELEASED)) {
        found.add(
            found(
                event,
                Severity.MEDIUM,
                "a slice without its beginning is given back to " + pool(event.pool()),
                "Its start cannot be had back: with each round the buffer gets shorter.",
                "Give the whole slice back: keep it in a variable of its own."));
      }
      return found;
    }
  }

  /** POOL-09: a value that an interface cannot hold without allocating is given back. */
  static final class ValuePut extends Rule {
    ValuePut() {
      super("POOL-09");
    }

    @Override
    public List<Found> check(Seen seen) {
      List<Found> found = new ArrayList<>();
      for (Event event : seen.all(Kind.RELEASED)) {
        if (event.type().shape().fitsInterface() || event.detail().equals("nil")) {
          continue;
        }
        boolean copied =
            event.type().shape() == Shape.STRUCT || event.type().shape() == Shape.ARRAY;
        Found one =
            found(
                event,
                copied ? Severity.MEDIUM : Severity.LOW,
                "a "
                    + kind(event.type().shape())
                    + " is put into "
                    + pool(event.pool())
                    + " by value",
                "Put takes an interface: the "
                    + kind(event.type().shape())
                    + (copied ? " is copied to the heap" : " header is moved to the heap")
                    + " at every call, which is what the pool is to spare.",
                "Pool a pointer: *" + event.type().shortName() + ".");
        found.add(
            new Found(
                one.rule(),
                one.severity(),
                one.title(),
                one.why(),
                one.mend(),
                one.function(),
                one.file(),
                one.at(),
                List.of()));
      }
      return found;
    }

    private static String kind(Shape shape) {
      return switch (shape) {
        case SLICE -> "slice";
        case STRING -> "string";
        case ARRAY -> "array";
        case STRUCT -> "struct";
        default -> "number";
      };
    }
  }

  /** POOL-16: rows, statements or bodies that are not closed on some way. */
  static final class NotClosed extends Rule {
    NotClosed() {
      super("POOL-16");
    }

    @Override
    public List<Found> check(Seen seen) {
      List<Found> found = new ArrayList<>();
      for (String function : seen.functions()) {
        java.util.Set<Integer> told = new java.util.HashSet<>();
        for (Event event : seen.events(function)) {
          Thing thing = event.thing();
          if (event.kind() != Kind.LEFT_LIVE
              || thing == null
              || thing.origin() != Thing.Origin.OPENED
              || thing.pool().startsWith("file")
              || !told.add(thing.site())) {
            continue;
          }
          String what = thing.pool().substring(0, thing.pool().indexOf('|'));
          String how = thing.pool().contains("Body") ? "its body is" : "it is";
          Found one =
              found(
                  event,
                  Severity.MEDIUM,
                  "a " + what + " is opened and on some way " + how + " not closed",
                  "It holds a connection until it is closed; enough of them, and the pool of connections is empty.",
                  "Defer the Close behind the check of the error.");
          found.add(
              new Found(
                  one.rule(),
                  one.severity(),
                  one.title(),
                  one.why(),
                  one.mend(),
                  function,
                  one.file(),
                  thing.at(),
                  one.steps()));
        }
      }
      return found;
    }
  }
}
