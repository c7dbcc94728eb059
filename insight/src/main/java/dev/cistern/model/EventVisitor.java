package dev.cistern.model;

import java.util.Set;

/**
 * Takes the events of the kinds it asked for, in the order of their ends, during one scan.
 *
 * <p>Its state bounds the scan's memory: keep aggregates, not events.
 */
public interface EventVisitor {
  /** The kinds this visitor wants; a reader need not decode the others. */
  Set<EventKind> kinds();

  /**
   * Whether the events must come in the order of their ends; a sum over events need not care, and a
   * reader may then skip the sorting.
   */
  default boolean needsOrder() {
    return true;
  }

  /** One event; the cursor is reused. */
  void event(Event event);
}
