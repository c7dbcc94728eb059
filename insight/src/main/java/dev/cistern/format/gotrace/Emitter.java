package dev.cistern.format.gotrace;

import dev.cistern.model.Event;
import dev.cistern.model.EventKind;
import dev.cistern.model.EventRow;
import dev.cistern.model.EventVisitor;
import dev.cistern.model.Strings;
import java.util.ArrayList;
import java.util.List;

/** Hands events to the visitors that asked for their kind, through one row. */
final class Emitter {
  private final EventVisitor[][] byKind;
  private final int[] typeNames = new int[Wire.TYPES];
  private final Wire wire;
  private final Strings strings;
  private final long baseNanos;
  private final EventRow row = new EventRow();
  private final boolean[] wanted;
  private final boolean wantsAny;

  /** Times are told from {@code baseNanos} on. */
  Emitter(List<EventVisitor> visitors, Wire wire, Strings strings, long baseNanos) {
    this.wire = wire;
    this.strings = strings;
    this.baseNanos = baseNanos;
    wantsAny = !visitors.isEmpty();
    wanted = new boolean[EventKind.values().length];
    byKind = new EventVisitor[EventKind.values().length][];
    for (EventKind kind : EventKind.values()) {
      List<EventVisitor> asked = new ArrayList<>();
      for (EventVisitor visitor : visitors) {
        if (visitor.kinds().contains(kind)) {
          asked.add(visitor);
        }
      }
      byKind[kind.ordinal()] = asked.toArray(new EventVisitor[0]);
      wanted[kind.ordinal()] = !asked.isEmpty();
    }
  }

  /** Whether anybody listens at all. */
  boolean wantsAny() {
    return wantsAny;
  }

  boolean wants(EventKind kind) {
    return wantsAny && wanted[kind.ordinal()];
  }

  /** Begins an event that a stored event of {@code type} opened at {@code start}. */
  EventRow start(EventKind kind, int type, long start) {
    if (typeNames[type] == 0) {
      typeNames[type] = strings.intern(wire.name(type));
    }
    return row.start(kind, typeNames[type], start - baseNanos);
  }

  /** Begins an event whose name is not that of its stored type, such as one told through a log. */
  EventRow startNamed(EventKind kind, int name, long start) {
    return row.start(kind, name, start - baseNanos);
  }

  /** Ends the event at hand and hands it over. */
  void end(long endNanos) {
    row.durationNanos(endNanos - baseNanos - row.timeNanos());
    Event event = row;
    for (EventVisitor visitor : byKind[row.kind().ordinal()]) {
      visitor.event(event);
    }
  }
}
