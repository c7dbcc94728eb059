package dev.cistern.format.jfr;

import dev.cistern.model.EventRow;
import dev.cistern.model.EventVisitor;
import java.util.List;

/** How the events of one type of one chunk are decoded for whom: a row of the table, compiled. */
final class Plan {
  private final Row row;
  private final Fields fields;
  private final int typeText;
  private final EventVisitor[] visitors;
  private final boolean lasts;
  private final boolean hasThread;
  private final boolean hasStack;
  private final boolean hasText;

  Plan(Row row, Fields fields, int typeText, List<EventVisitor> visitors) {
    this.row = row;
    this.fields = fields;
    this.typeText = typeText;
    this.visitors = visitors.toArray(EventVisitor[]::new);
    lasts = fields.has(Fields.DURATION);
    hasThread = fields.has(Fields.THREAD);
    hasStack = fields.has(Fields.STACK);
    hasText = fields.has(Fields.TEXT);
  }

  /**
   * Decodes an event into {@code into} and gives it to the visitors.
   *
   * @param body stands behind size and type
   * @return false if the event breaks off
   */
  boolean deliver(
      Cursor body,
      EventRow into,
      Resolver resolver,
      StackResolver stacks,
      Contexts contexts,
      long zero) {
    fields.read(body);
    if (body.overrun()) {
      return false;
    }
    Ticks ticks = fields.ticks();
    long start = ticks.wallNanos(fields.get(Fields.START)) - zero;
    into.start(row.kind(), typeText, start);
    if (lasts) {
      into.durationNanos(ticks.wallNanos(fields.endTicks()) - zero - start);
    }
    if (hasThread) {
      ThreadResolver threads = resolver.threads();
      int thread = threads.find(fields.get(Fields.THREAD));
      long task = threads.task(thread);
      int own = threads.labels(thread);
      into.task(task)
          .thread(threads.osThread(thread))
          .labels(
              contexts.isEmpty()
                  ? own
                  : contexts.labels(task, into.timeNanos(), into.endNanos(), own));
    }
    if (hasStack) {
      into.stack(stacks.stack(fields.get(Fields.STACK)));
    }
    into.value(fields.get(Fields.VALUE)).object(fields.get(Fields.OBJECT));
    if (hasText) {
      into.text(fields.text(Fields.TEXT));
    }
    if (row.finish().finish(fields, into)) {
      for (EventVisitor visitor : visitors) {
        visitor.event(into);
      }
    }
    return true;
  }
}
