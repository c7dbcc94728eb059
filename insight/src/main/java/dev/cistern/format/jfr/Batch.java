package dev.cistern.format.jfr;

import java.nio.ByteBuffer;

/** The earliest events met so far, with their bytes, in memory of a fixed size. */
final class Batch {
  private static final int HEAD_BYTES = 16; // place in the chunk, type, length

  private final Decoder decoder;
  private ByteBuffer events;
  private ByteBuffer spareEvents;
  private TimeOrder order = new TimeOrder(1 << 12);
  private TimeOrder spareOrder = new TimeOrder(1 << 12);
  private long limit;
  private long lastEnd;
  private long lastAt;

  Batch(Decoder decoder, int capacityBytes) {
    this.decoder = decoder;
    events = ByteBuffer.allocate(capacityBytes);
    spareEvents = ByteBuffer.allocate(capacityBytes);
  }

  void clear() {
    events.clear();
    order.clear();
    limit = Long.MAX_VALUE;
  }

  /** Events that end then or later are left for another round. */
  long limit() {
    return limit;
  }

  /** Takes an event whose body stands at the cursor, unless it has become too late. */
  void add(long end, long at, int type, Cursor body) {
    int length = Math.min(body.left(), events.capacity() / 4);
    if (events.remaining() < length + HEAD_BYTES) {
      keepEarlierHalf();
      if (end >= limit) {
        return;
      }
    }
    order.add(end, events.position());
    events.putLong(at).putInt(type).putInt(length).put(body.data(), body.pos(), length);
  }

  private void keepEarlierHalf() {
    order.sort();
    spareEvents.clear();
    spareOrder.clear();
    for (int i = 0; i < order.size() && spareEvents.position() < events.capacity() / 2; i++) {
      int from = order.place(i);
      limit = order.end(i);
      spareOrder.add(limit, spareEvents.position());
      spareEvents.put(events.array(), from, HEAD_BYTES + events.getInt(from + 12));
    }
    ByteBuffer late = events;
    events = spareEvents;
    spareEvents = late;
    TimeOrder lateOrder = order;
    order = spareOrder;
    spareOrder = lateOrder;
  }

  /** Gives the events to the decoder in order; false if there are none. */
  boolean deliver(boolean compressed) {
    order.sort();
    Cursor body = new Cursor().compressed(compressed);
    for (int i = 0; i < order.size(); i++) {
      int from = order.place(i);
      int start = from + HEAD_BYTES;
      lastEnd = order.end(i);
      lastAt = events.getLong(from);
      body.over(events.array(), start, start + events.getInt(from + 12));
      decoder.deliver(events.getInt(from + 8), body, lastAt);
    }
    return order.size() > 0;
  }

  /** When the last event delivered ends. */
  long lastEnd() {
    return lastEnd;
  }

  /** Where the last event delivered stands in the chunk. */
  long lastAt() {
    return lastAt;
  }
}
