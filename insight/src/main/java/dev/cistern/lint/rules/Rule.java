package dev.cistern.lint.rules;

import dev.cistern.lint.flow.Event;
import dev.cistern.lint.flow.Thing;
import dev.cistern.lint.flow.Trail;
import dev.cistern.lint.ir.Callee;
import dev.cistern.model.RuleId;
import dev.cistern.model.Severity;
import java.util.List;

/** Tells faults of one kind from what was seen. */
public abstract class Rule {
  private final RuleId id;

  Rule(String id) {
    this.id = new RuleId(id);
  }

  public final RuleId id() {
    return id;
  }

  /** The faults, in the order of the functions. */
  public abstract List<Found> check(Seen seen);

  /** A fault where an event happened, with the event's thing's steps. */
  final Found found(Event event, Severity severity, String title, String why, String mend) {
    List<Trail.Step> steps = event.thing().trail().steps();
    return new Found(
        id, severity, title, why, mend, event.function(), event.file(), event.at(), steps);
  }

  /**
   * Whether something found in a field was given back further down the source, or something taken
   * by the call that took it: in another round of a loop, where another object stood there.
   */
  static boolean overRounds(Event event) {
    Thing thing = event.thing();
    List<Trail.Step> steps = thing.trail().steps();
    if (thing.origin() == Thing.Origin.ACQUIRED && isGivenWhereTaken(thing, steps)) {
      return true;
    }
    boolean atEnd =
        !steps.isEmpty()
            && steps.getLast().text().endsWith(Trail.AT_END)
            && steps.stream().anyMatch(step -> step.text().equals(Trail.GIVEN_BACK));
    return thing.origin() == Thing.Origin.FOREIGN
        && !atEnd
        && !event.detail().equals(Event.GIVEN)
        && thing.trail().steps().stream()
            .anyMatch(step ->
                step.at() > event.at() && step.text().equals(Trail.GIVEN_BACK)
                    || step.at() == event.at() && step.text().startsWith(Trail.GIVEN_BACK));
  }

  /** Whether the call that took it gave it back: what an earlier round had got of it. */
  private static boolean isGivenWhereTaken(Thing thing, List<Trail.Step> steps) {
    return steps.stream()
        .anyMatch(step -> step.at() == thing.at() && step.text().startsWith(Trail.GIVEN_BACK));
  }

  /** A type without the star of a pointer to it. */
  static String plain(String type) {
    return type.startsWith("*") ? type.substring(1) : type;
  }

  /** The pool's name for a sentence. */
  static String pool(String key) {
    return Callee.shownPool(key);
  }
}
