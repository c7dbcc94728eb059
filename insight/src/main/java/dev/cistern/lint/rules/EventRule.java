package dev.cistern.lint.rules;

import dev.cistern.lint.flow.Event;
import java.util.List;
import java.util.Optional;

/** A rule to which each event by itself is a fault or none. */
abstract class EventRule extends Rule {
  EventRule(String id) {
    super(id);
  }

  @Override
  public final List<Found> check(Seen seen) {
    return seen.all().map(this::fault).flatMap(Optional::stream).toList();
  }

  /** The fault that an event is. */
  abstract Optional<Found> fault(Event event);
}
