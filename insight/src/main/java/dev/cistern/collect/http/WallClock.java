package dev.cistern.collect.http;

import java.time.Instant;

/**
 * Wall time in nanoseconds that does not jump: read once, then carried on by the monotonic clock.
 */
public final class WallClock {
  private final long baseWallNanos;
  private final long baseNanos;

  public WallClock() {
    Instant now = Instant.now();
    baseWallNanos = now.getEpochSecond() * 1_000_000_000 + now.getNano();
    baseNanos = System.nanoTime();
  }

  public long nanos() {
    return baseWallNanos + (System.nanoTime() - baseNanos);
  }
}
