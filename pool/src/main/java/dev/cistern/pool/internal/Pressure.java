package dev.cistern.pool.internal;

/**
 * Whether the heap is near its limit: on when it is above the high mark after an old collection,
 * off again once it is below the low mark, a tenth of the limit lower.
 */
final class Pressure {
  private final long highBytes;
  private final long lowBytes;
  private volatile boolean on;

  Pressure(Settings<?> settings) {
    long max = Runtime.getRuntime().maxMemory();
    double limit = Math.min(settings.memoryLimitShare() * max, settings.memoryLimitBytes());
    this.highBytes = (long) (limit * settings.memoryLimitNear());
    this.lowBytes = (long) (limit * (settings.memoryLimitNear() - 0.1));
  }

  boolean on() {
    return on;
  }

  /** Takes note of the heap after an old collection; returns whether the pressure is on. */
  boolean after(long heapUsedBytes) {
    on = heapUsedBytes >= (on ? lowBytes : highBytes);
    return on;
  }
}
