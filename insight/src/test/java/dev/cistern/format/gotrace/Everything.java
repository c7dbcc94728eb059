package dev.cistern.format.gotrace;

import dev.cistern.model.Event;
import dev.cistern.model.EventKind;
import dev.cistern.model.EventVisitor;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Keeps a copy of every event, as long as there are not too many. */
final class Everything implements EventVisitor {
  private static final int KEPT_MAX = 100_000;

  /** What a test looks at. */
  record Told(
      EventKind kind,
      long timeNanos,
      long endNanos,
      long task,
      int stack,
      long object,
      long value,
      int text,
      int type) {}

  private final List<Told> told = new ArrayList<>();

  @Override
  public Set<EventKind> kinds() {
    return EnumSet.allOf(EventKind.class);
  }

  @Override
  public void event(Event event) {
    if (told.size() < KEPT_MAX) {
      told.add(
          new Told(
              event.kind(),
              event.timeNanos(),
              event.endNanos(),
              event.task(),
              event.stack(),
              event.object(),
              event.value(),
              event.text(),
              event.type()));
    }
  }

  List<Told> told() {
    return told;
  }

  List<Told> of(EventKind kind) {
    return told.stream().filter(event -> event.kind() == kind).toList();
  }
}
