package dev.cistern.format.gotrace;

import dev.cistern.format.DamageLog;
import java.io.IOException;
import java.util.Arrays;

/**
 * Decodes the events of one thread in one generation; holds the one at hand.
 *
 * <p>A broken event ends its batch: where the next event begins is not known. The thread goes on
 * with its next batch.
 *
 * <p>Zeros follow the bytes in the block, as many as an event may have, so that nothing is asked
 * for each byte: what reaches into them is cut off.
 */
final class Cursor {
  static final long LATEST_NANOS = 1L << 61;

  private final Machine machine;
  private final Wire wire;
  private final Source source;
  private final DamageLog damage;
  private final Generation generation;
  final double nanosPerTick;
  private final LongList batches = new LongList();
  final byte[] block;
  private long blockAt;
  private int length; // of what the block holds of the batch
  int at;
  private int lastBegin; // where an event may begin that is surely whole in the block, or the last
  private long batchEnd;
  private int nextBatch;

  final long[] args = new long[Wire.ARGS_MAX];
  private int begin;
  private int type;
  private long timeNanos;
  private boolean broken;

  /** For a thread whose batches are read by blocks of so many bytes. */
  Cursor(
      Machine machine,
      Wire wire,
      Source source,
      Generation generation,
      int blockBytes,
      DamageLog damage) {
    this.machine = machine;
    this.wire = wire;
    this.source = source;
    this.generation = generation;
    this.damage = damage;
    nanosPerTick = generation.nanosPerTick();
    block = new byte[blockBytes + Wire.EVENT_BYTES_MAX];
  }

  /** Adds a batch of this thread by its header's offset. */
  void add(long batchAt) {
    batches.add(batchAt);
  }

  Machine machine() {
    return machine;
  }

  int type() {
    return type;
  }

  /** The event's time on the trace's clock. */
  long timeNanos() {
    return timeNanos;
  }

  /** An argument after the time difference, from 0. */
  long arg(int argument) {
    return args[1 + argument];
  }

  /** Where the event lies in the file. */
  long eventAt() {
    return blockAt + begin;
  }

  /** Whether a part of this thread's events could not be read. */
  boolean broken() {
    return broken;
  }

  /** Goes to the next event; false at the thread's end. */
  boolean next() throws IOException {
    while (at < lastBegin || load()) {
      begin = at;
      int found = block[at++] & 0xff;
      int count = wire.timedArgs(found);
      if (count == 0) {
        breakOff("an event of a thread", "byte " + found);
        continue;
      }
      readArgs(count);
      if (at > length) {
        breakOff(
            "a whole " + wire.name(found),
            at > block.length ? "a varint longer than 64 bits" : "the end of its batch");
        continue;
      }
      type = found;
      timeNanos = Math.min(timeNanos + nanos(args[0]), LATEST_NANOS);
      return true;
    }
    return false;
  }

  /** Up to where events that begin in the block are surely whole. */
  int surelyWholeBefore() {
    return Math.min(lastBegin, length - Wire.EVENT_BYTES_MAX);
  }

  /** Goes on behind events that were told from the block's bytes, the last of them at a time. */
  void goOn(int newAt, long newTimeNanos) {
    at = newAt;
    timeNanos = newTimeNanos;
  }

  /** Holds an event that was decoded from the block's bytes, its arguments too. */
  void hold(int newType, int newBegin, int newAt, long newTimeNanos) {
    type = newType;
    begin = newBegin;
    goOn(newAt, Math.min(newTimeNanos, LATEST_NANOS));
  }

  /** Leaves out what is left of the batch at hand. */
  void abandonBatch() {
    broken = true;
    batchEnd = blockAt;
    lastBegin = 0;
  }

  private void readArgs(int count) {
    byte[] bytes = block;
    int from = at;
    for (int i = 0; i < count; i++) {
      long value = bytes[from++];
      if (value < 0) {
        long more = bytes[from++];
        long third = bytes[from];
        if (more >= 0) {
          value = (value & 0x7f) | more << 7;
        } else if (third >= 0) {
          from++;
          value = (value & 0x7f) | (more & 0x7f) << 7 | third << 14;
        } else {
          value = longer(bytes, from, (value & 0x7f) | (more & 0x7f) << 7);
          from = at;
          if (from > bytes.length) {
            return;
          }
        }
      }
      args[i] = value;
    }
    at = from;
  }

  /** The rest of a varint of more than two bytes; leaves {@link #at} far off if it is too long. */
  private long longer(byte[] bytes, int from, long firstBits) {
    long value = firstBits;
    int next = from;
    for (int shift = 14; shift < 70; shift += 7) {
      byte more = bytes[next++];
      value |= (long) (more & 0x7f) << shift;
      if (more >= 0 && (shift < 63 || more <= 1)) {
        at = next;
        return value;
      }
    }
    at = bytes.length + 1;
    return 0;
  }

  /** Loads more of the batch, or the next one that has events; false at the thread's end. */
  private boolean load() throws IOException {
    while (true) {
      long from = blockAt + at;
      if (from < batchEnd) {
        fill(from);
        if (length > 0) {
          return true;
        }
        broken = true; // the file has become shorter
        batchEnd = from;
      } else if (nextBatch == batches.size()) {
        return false;
      } else {
        openBatch();
      }
    }
  }

  private void openBatch() throws IOException {
    batchEnd = source.sizeBytes();
    fill(batches.get(nextBatch++));
    at = 1; // its type; then generation, thread, time and size, which the index has looked at
    readArgs(4);
    timeNanos = generation.nanos(args[2]);
    long size = at > length ? 0 : Math.clamp(args[3], 0, Wire.BATCH_BYTES_MAX);
    batchEnd = Math.min(blockAt + Math.min(at, length) + size, batchEnd);
    bound((int) Math.min(length, batchEnd - blockAt));
  }

  private void fill(long from) throws IOException {
    int wanted = (int) Math.min(block.length - Wire.EVENT_BYTES_MAX, batchEnd - from);
    int read = source.read(from, block, 0, wanted);
    if (read < wanted) {
      batchEnd = from + read;
    }
    blockAt = from;
    at = 0;
    bound(read);
  }

  /** Ends what the block holds. */
  private void bound(int newLength) {
    length = newLength;
    Arrays.fill(block, length, length + Wire.EVENT_BYTES_MAX, (byte) 0);
    lastBegin = blockAt + length == batchEnd ? length : length - Wire.EVENT_BYTES_MAX + 1;
  }

  private void breakOff(String wanted, String found) {
    damage.add(blockAt + begin, wanted, found);
    abandonBatch();
  }

  private long nanos(long ticks) {
    return ticks < 0 ? LATEST_NANOS : Math.min((long) (ticks * nanosPerTick), LATEST_NANOS);
  }
}
