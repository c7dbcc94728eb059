package dev.cistern.format.jfr;

import dev.cistern.model.EventKind;
import dev.cistern.model.EventRow;
import dev.cistern.model.EventVisitor;
import java.util.List;

/** How the events of one type of one chunk are decoded for whom: a row of the table, compiled. */
final class Plan {
  private final Row row;
  private final Fields fields;
  private final int typeText;
  private final EventVisitor[] visitors;

  Plan(Row row, Fields fields, int typeText, List<EventVisitor> visitors) {
    this.row = row;
    this.fields = fields;
    this.typeText = typeText;
    this.visitors = visitors.toArray(EventVisitor[]::new);
  }

  /**
   * Decodes an event into {@code into} and gives it to the visitors.
   *
   * @param body stands behind size and type
   * @return false if the event breaks off
   */
  boolean deliver(Cursor body, EventRow into, Resolver resolver, StackResolver stacks, long zero) {
    fields.read(body);
    if (body.overrun()) {
      return false;
    }
    Chunk chunk = fields.chunk();
    long startTicks = fields.get(Fields.START);
    long start = chunk.wallNanos(startTicks) - zero;
    EventKind kind = row.kind();
    into.start(kind, typeText, start);
    if (fields.has(Fields.DURATION)) {
      into.durationNanos(chunk.wallNanos(fields.endTicks()) - zero - start);
    }
    if (fields.has(Fields.THREAD)) {
      into.labels(resolver.thread(fields.get(Fields.THREAD)));
      into.task(resolver.task()).thread(resolver.osThread());
    }
    if (fields.has(Fields.STACK)) {
      into.stack(stacks.stack(fields.get(Fields.STACK)));
    }
    into.value(fields.get(Fields.VALUE)).object(fields.get(Fields.OBJECT));
    into.text(fields.text(Fields.TEXT));
    if (row.finish().finish(fields, into)) {
      for (EventVisitor visitor : visitors) {
        visitor.event(into);
      }
    }
    return true;
  }
}
