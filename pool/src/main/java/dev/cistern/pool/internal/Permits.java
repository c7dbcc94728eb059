package dev.cistern.pool.internal;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The places for idle objects that nobody has reserved yet. Threads' own places and stripes reserve
 * theirs here before they keep anything, in chunks, so that the pool's bound holds strictly while
 * no hit ever counts.
 */
final class Permits {
  private final AtomicInteger left;

  Permits(int places) {
    left = new AtomicInteger(places);
  }

  /** Reserves up to {@code wanted} places; returns how many. */
  int take(int wanted) {
    while (true) {
      int now = left.get();
      int taken = Math.min(wanted, now);
      if (taken <= 0) {
        return 0;
      }
      if (left.compareAndSet(now, now - taken)) {
        return taken;
      }
    }
  }

  /** Gives places back. */
  void give(int places) {
    left.addAndGet(places);
  }

  int left() {
    return left.get();
  }
}
