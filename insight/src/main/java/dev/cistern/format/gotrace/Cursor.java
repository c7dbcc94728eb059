package dev.cistern.format.gotrace;

import dev.cistern.format.DamageLog;
import java.io.IOException;
import java.util.Arrays;

/**
 * The events of one thread in one generation, batch after batch; holds the one at hand.
 *
 * <p>A broken event ends its batch: where the next event begins is not known. The thread goes on
 * with its next batch.
 */
final class Cursor {
  private final Source source;
  private final Wire wire;
  private final int version;
  private final double nanosPerTick;
  private final int blockBytesMax;
  private final Window headers;
  private final DamageLog damage;
  private final LongList batches = new LongList();
  private final Batch batch = new Batch();
  private final long thread;
  private int nextBatch;

  private byte[] block = new byte[0];
  private int pos;
  private int limit;
  private long blockAt; // where the block lies in the file
  private long bodyEnd;
  private long clockNanos;

  private int type;
  private long timeNanos;
  private long eventAt;
  private final long[] args = new long[Wire.ARGS_MAX];
  private boolean broken;

  Cursor(
      long thread,
      Source source,
      Wire wire,
      int version,
      double nanosPerTick,
      int blockBytesMax,
      Window headers,
      DamageLog damage) {
    this.thread = thread;
    this.source = source;
    this.wire = wire;
    this.version = version;
    this.nanosPerTick = nanosPerTick;
    this.blockBytesMax = blockBytesMax;
    this.headers = headers;
    this.damage = damage;
  }

  /** Adds a batch of this thread by its header's offset. */
  void add(long batchAt) {
    batches.add(batchAt);
  }

  long thread() {
    return thread;
  }

  int type() {
    return type;
  }

  /** The event's time on the trace's clock. */
  long timeNanos() {
    return timeNanos;
  }

  /** An argument after the time difference, from 0. */
  long arg(int index) {
    return args[index];
  }

  /** Where the event lies in the file. */
  long eventAt() {
    return eventAt;
  }

  /** Whether a part of this thread's events could not be read. */
  boolean broken() {
    return broken;
  }

  /** Goes to the next event; false at the thread's end. */
  boolean next(Generation generation) throws IOException {
    while (true) {
      while (blockAt + pos >= bodyEnd) {
        if (!openBatch(generation)) {
          return false;
        }
      }
      if (limit - pos < Wire.EVENT_BYTES_MAX && blockAt + limit < bodyEnd) {
        fill();
      }
      if (pos < limit && decode()) {
        return true;
      }
      abandonBatch();
    }
  }

  /** Leaves out what is left of the batch at hand. */
  void abandonBatch() {
    broken = true;
    bodyEnd = blockAt + pos;
  }

  private boolean openBatch(Generation generation) throws IOException {
    if (nextBatch == batches.size()) {
      return false;
    }
    headers.move(batches.get(nextBatch++), source.sizeBytes());
    batch.read(headers, version);
    bodyEnd = Math.min(batch.bodyAt + batch.sizeBytes, source.sizeBytes());
    clockNanos = generation.nanos(batch.time);
    blockAt = batch.bodyAt;
    pos = 0;
    limit = 0;
    return true;
  }

  private void fill() throws IOException {
    int wanted = (int) Math.min(blockBytesMax, bodyEnd - blockAt);
    if (block.length < wanted) {
      block = Arrays.copyOf(block, wanted);
    }
    System.arraycopy(block, pos, block, 0, limit - pos);
    blockAt += pos;
    limit -= pos;
    pos = 0;
    int room = (int) Math.min(block.length - limit, bodyEnd - blockAt - limit);
    limit += source.read(blockAt + limit, block, limit, room);
  }

  private boolean decode() {
    int at = pos;
    eventAt = blockAt + pos;
    int found = block[at++] & 0xff;
    int wanted = wire.timedArgs(found);
    if (wanted == 0) {
      damage.add(eventAt, "an event of a thread", "byte " + found);
      return false;
    }
    long delta = 0;
    for (int i = -1; i < wanted - 1; i++) {
      long value = 0;
      int shift = 0;
      while (true) {
        if (at == limit) {
          damage.add(eventAt, "a whole " + wire.name(found), "the end of its batch");
          return false;
        }
        byte b = block[at++];
        if (shift == 63 && (b & 0xff) > 1) {
          damage.add(eventAt, "a whole " + wire.name(found), "a varint longer than 64 bits");
          return false;
        }
        value |= (long) (b & 0x7f) << shift;
        if (b >= 0) {
          break;
        }
        shift += 7;
      }
      if (i < 0) {
        delta = value;
      } else {
        args[i] = value;
      }
    }
    type = found;
    pos = at;
    clockNanos = Math.min(clockNanos + nanos(delta), 1L << 61);
    timeNanos = clockNanos;
    return true;
  }

  private long nanos(long ticks) {
    return ticks < 0 ? 1L << 61 : Math.min((long) (ticks * nanosPerTick), 1L << 61);
  }
}
