package dev.cistern.lint.rules;

import dev.cistern.lint.flow.Event;
import dev.cistern.lint.flow.Event.Kind;
import dev.cistern.lint.ir.Callee;
import dev.cistern.lint.ir.Shape;
import dev.cistern.model.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

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
            case USED_BEYOND_CALL -> found.add(beyond(event));
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

    private Found beyond(Event event) {
      return found(
          event,
          Severity.MEDIUM,
          "a goroutine may use " + event.type().shortName() + " after the handler has returned",
          "The framework gives the context to the next request as soon as the handler returns: the"
              + " goroutine then reads and writes another request's.",
          "Take what the goroutine needs out of it before it starts (copies), or wait for it.");
    }
  }

  /** POOL-02: a nil pointer is given back. */
  static final class NilPut extends EventRule {
    NilPut() {
      super("POOL-02");
    }

    @Override
    Optional<Found> fault(Event event) {
      if (event.kind() != Kind.NIL_RELEASED || event.type().shape() != Shape.POINTER) {
        return Optional.empty();
      }
      return Optional.of(
          found(
              event,
              Severity.MEDIUM,
              "a nil " + event.type().shortName() + " may be given back to " + pool(event.pool()),
              "In an interface a nil pointer is not nil: the next taker gets it and dereferences"
                  + " it.",
              "Give it back only where it is not nil."));
    }
  }

  /** POOL-04: used after it was given back. */
  static final class UseAfterPut extends EventRule {
    private final Predicate<Event> spared;
    private final String why;
    private final String mend;

    UseAfterPut() {
      this(
          Rule::overRounds,
          "From the give-back on it may be in another goroutine's hands: both write to it.",
          "Give it back behind the last use; a deferred give-back runs last of all"
              + " when it is deferred first.");
    }

    UseAfterPut(Predicate<Event> spared, String why, String mend) {
      super("POOL-04");
      this.spared = spared;
      this.why = why;
      this.mend = mend;
    }

    @Override
    Optional<Found> fault(Event event) {
      String title =
          switch (event.kind()) {
            case USED_AFTER_RELEASE -> "used after it was given back to " + pool(event.pool());
            case RETURNED_RELEASED -> "returned although given back to " + pool(event.pool());
            case STORED_RELEASED ->
                event.pool().startsWith(Callee.OUTSIDE)
                    ? ""
                    : "still held elsewhere after it was given back to " + pool(event.pool());
            default -> "";
          };
      if (title.isEmpty() || spared.test(event)) {
        return Optional.empty();
      }
      Severity severity = event.kind() == Kind.STORED_RELEASED ? Severity.MEDIUM : Severity.HIGH;
      return Optional.of(found(event, severity, title, why, mend));
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
      seen.all()
          .filter(e -> e.kind() == Kind.RETURNED_VIEW || e.kind() == Kind.STORED_VIEW)
          .filter(e -> e.detail().isEmpty() || !isRenewed(seen, e))
          .forEach(e -> found.add(fault(e, e.kind() == Kind.RETURNED_VIEW)));
      return found;
    }

    /** Whether whoever takes or gives back the pool's objects puts other memory into the field. */
    private static boolean isRenewed(Seen seen, Event view) {
      Pattern set =
          Pattern.compile("\\." + Pattern.quote(view.detail()) + "\\s*=\\s*(nil\\b|make\\()");
      return seen.all()
          .filter(e -> e.kind() == Kind.ACQUIRED || e.kind() == Kind.RELEASED)
          .filter(e -> e.pool().equals(view.pool()))
          .map(Event::function)
          .distinct()
          .anyMatch(function -> set.matcher(seen.text(function)).find());
    }

    private Found fault(Event event, boolean returned) {
      return found(
          event,
          Severity.HIGH,
          (returned
                  ? "memory of an object that goes back to "
                  : "memory kept of an object that goes back to ")
              + pool(event.pool())
              + (returned ? " is returned" : ""),
          "It is not a copy: the next taker of the object overwrites what was handed out.",
          "Copy it (bytes.Clone, string(b)) before the object is given back.");
    }
  }

  /** POOL-06: given back twice. */
  static final class DoublePut extends EventRule {
    private final Predicate<Event> spared;
    private final String why;
    private final String mend;

    DoublePut() {
      this(
          Rule::overRounds,
          "The pool then hands the same object to two takers.",
          "Give it back in one place; let who gives it back forget it (x = nil).");
    }

    DoublePut(Predicate<Event> spared, String why, String mend) {
      super("POOL-06");
      this.spared = spared;
      this.why = why;
      this.mend = mend;
    }

    @Override
    Optional<Found> fault(Event event) {
      if (event.kind() != Kind.RELEASED_TWICE || spared.test(event)) {
        return Optional.empty();
      }
      return Optional.of(
          found(event, Severity.HIGH, "given back twice to " + pool(event.pool()), why, mend));
    }
  }

  /** POOL-14: a deferred give-back has an old slice. */
  static final class StaleDefer extends Rule {
    StaleDefer() {
      super("POOL-14");
    }

    @Override
    public List<Found> check(Seen seen) {
      return seen.all()
          .filter(event -> event.kind() == Kind.STALE_DEFER && !isFromOutside(seen, event))
          .map(event ->
              found(
                  event,
                  Severity.MEDIUM,
                  "the deferred give-back has the slice as it was here, before it grew",
                  "Arguments of a deferred call are evaluated at the defer: the grown slice is"
                      + " lost, the old one goes back.",
                  "Defer a function literal that gives the variable back, or put the slice behind"
                      + " a pointer."))
          .toList();
    }

    /** Whether a pool gave it whose source is not at hand: {@link RegrownDefer} asks more then. */
    private static boolean isFromOutside(Seen seen, Event event) {
      return event.thing().pool().startsWith(Callee.OUTSIDE)
          && LostRule.takesByName(seen, event.function(), event.thing().at(), 0);
    }
  }

  /** POOL-14: a slice goes back without its beginning. */
  static final class TailPut extends EventRule {
    TailPut() {
      super("POOL-14");
    }

    @Override
    Optional<Found> fault(Event event) {
      if (event.kind() != Kind.TAIL_RELEASED) {
        return Optional.empty();
      }
      return Optional.of(
          found(
              event,
              Severity.MEDIUM,
              "a slice without its beginning is given back to " + pool(event.pool()),
              "Its start cannot be had back: with each round the buffer gets shorter.",
              "Give the whole slice back: keep it in a variable of its own."));
    }
  }

  /** POOL-09: a value that an interface cannot hold without allocating is given back. */
  static final class ValuePut extends EventRule {
    ValuePut() {
      super("POOL-09");
    }

    @Override
    Optional<Found> fault(Event event) {
      Shape shape = event.type().shape();
      if (event.kind() != Kind.RELEASED || shape.fitsInterface()) {
        return Optional.empty();
      }
      boolean copied = shape == Shape.STRUCT || shape == Shape.ARRAY;
      return Optional.of(
          found(
                  event,
                  copied ? Severity.MEDIUM : Severity.LOW,
                  "a " + kind(shape) + " is put into " + pool(event.pool()) + " by value",
                  "Put takes an interface: the "
                      + kind(shape)
                      + (copied ? " is copied to the heap" : " header is moved to the heap")
                      + " at every call, which is what the pool is to spare.",
                  "Pool a pointer: *" + event.type().shortName() + ".")
              .withoutSteps());
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
}
