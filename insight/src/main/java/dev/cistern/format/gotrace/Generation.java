package dev.cistern.format.gotrace;

/**
 * A part of the trace that stands alone: where its batches lie and how its clock ticks.
 *
 * <p>It keeps the offsets of batch headers and their threads only, 16 bytes a batch.
 */
final class Generation {
  private final long number;
  private final LongList strings = new LongList();
  private final LongList stacks = new LongList();
  private final LongList samples = new LongList();
  private final LongList events = new LongList();
  private final LongList eventThreads = new LongList();
  private final LongList heapInfo = new LongList();
  private long eventBytes;
  private long firstTime = -1;
  private double nanosPerTick;
  private long snapshotTime;
  private long snapshotWallNanos;

  Generation(long number) {
    this.number = number;
  }

  long number() {
    return number;
  }

  LongList strings() {
    return strings;
  }

  LongList stacks() {
    return stacks;
  }

  LongList samples() {
    return samples;
  }

  LongList events() {
    return events;
  }

  /** The thread of each batch of events. */
  LongList eventThreads() {
    return eventThreads;
  }

  void addEvents(long batchAt, long thread, long sizeBytes) {
    events.add(batchAt);
    eventThreads.add(thread);
    eventBytes += sizeBytes;
  }

  /** Of all batches of events together. */
  long eventBytes() {
    return eventBytes;
  }

  /** Batches that say how the addresses of spans and objects are packed. */
  LongList heapInfo() {
    return heapInfo;
  }

  void sawTime(long time) {
    if (firstTime == -1 || Long.compareUnsigned(time, firstTime) < 0) {
      firstTime = time;
    }
  }

  /** Where the generation begins, in nanoseconds. */
  long firstNanos() {
    return firstTime == -1 ? 0 : nanos(firstTime);
  }

  boolean hasClock() {
    return nanosPerTick > 0;
  }

  /** Sets the clock, unless it is set already. */
  void frequency(long ticksPerSecond) {
    if (nanosPerTick == 0 && ticksPerSecond > 0) {
      nanosPerTick = 1.0 / (ticksPerSecond / 1e9);
    }
  }

  void clockOf(Generation other) {
    nanosPerTick = other.nanosPerTick;
  }

  double nanosPerTick() {
    return nanosPerTick;
  }

  void snapshot(long time, long wallNanos) {
    snapshotTime = time;
    snapshotWallNanos = wallNanos;
  }

  boolean hasSnapshot() {
    return snapshotWallNanos != 0;
  }

  /** The wall time at the trace clock's zero, since the epoch. */
  long wallNanosAtZero() {
    return snapshotWallNanos - nanos(snapshotTime);
  }

  /** Ticks in nanoseconds, as the reference reader rounds them, no later than 2^61. */
  long nanos(long ticks) {
    double unsigned = ticks >= 0 ? (double) ticks : (double) (ticks >>> 1 | ticks & 1) * 2.0;
    return Math.min((long) (unsigned * nanosPerTick), 1L << 61);
  }
}
