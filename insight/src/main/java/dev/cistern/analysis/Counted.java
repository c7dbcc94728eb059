package dev.cistern.analysis;

import dev.cistern.analysis.Dossier.Scanned;
import dev.cistern.model.Event;
import dev.cistern.model.EventKind;
import dev.cistern.model.EventVisitor;
import dev.cistern.model.Timeline;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A visitor that counts what it hands on, so that it is known which evidence a timeline holds. */
final class Counted implements EventVisitor {
  private final EventVisitor visitor;
  private final long[] counts = new long[EventKind.values().length];
  private long lastEndNanos;

  Counted(EventVisitor visitor) {
    this.visitor = visitor;
  }

  @Override
  public Set<EventKind> kinds() {
    return visitor.kinds();
  }

  @Override
  public boolean needsOrder() {
    return visitor.needsOrder();
  }

  @Override
  public void event(Event event) {
    counts[event.kind().ordinal()]++;
    lastEndNanos = Math.max(lastEndNanos, event.endNanos());
    visitor.event(event);
  }

  /** The timeline with the counts of all its visitors; several that saw a kind saw the same. */
  static Scanned sum(String name, Timeline timeline, List<Counted> visitors, boolean lost) {
    Map<EventKind, Long> counts = new EnumMap<>(EventKind.class);
    long endNanos = timeline.durationNanos();
    for (Counted visitor : visitors) {
      for (EventKind kind : visitor.kinds()) {
        counts.merge(kind, visitor.counts[kind.ordinal()], Math::max);
      }
      endNanos = Math.max(endNanos, visitor.lastEndNanos);
    }
    return new Scanned(name, timeline, counts, endNanos, lost);
  }
}
