package dev.cistern.pool.internal;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Lets through the events of a share of the objects, so many that about the wanted number comes in
 * a second. An object's events pass together or not at all while the share stands, so that a taking
 * and its giving back stay a pair.
 */
final class Throttle {
  private static final long SECOND_NANOS = 1_000_000_000;

  /** One object in so many at least: an identity hash has no more to tell them by. */
  private static final int ONE_IN_MAX = 1 << 16;

  private final int perSecondMax;
  private final AtomicLong passed = new AtomicLong();
  private volatile long sinceNanos;

  /** A power of two. Halved and doubled under the lock. */
  private volatile int oneIn = 1;

  /** About so many events a second; 0 for all. */
  Throttle(int perSecondMax, long nowNanos) {
    this.perSecondMax = perSecondMax;
    this.sinceNanos = nowNanos;
  }

  /** Whether an object's event is told now. */
  boolean passes(Object object, long nowNanos) {
    if (perSecondMax == 0) {
      return true;
    }
    if (nowNanos - sinceNanos >= SECOND_NANOS) {
      nextSecond(nowNanos);
    }
    // Multiplied, as identity hashes are not equally even in all their bits.
    int mixed = (System.identityHashCode(object) * 0x9E3779B1) >>> 16;
    if ((mixed & (oneIn - 1)) != 0) {
      return false;
    }
    if (passed.incrementAndGet() > perSecondMax) {
      fewer();
    }
    return true;
  }

  /** The objects that are told are one in so many. */
  int oneIn() {
    return oneIn;
  }

  private synchronized void nextSecond(long nowNanos) {
    if (nowNanos - sinceNanos >= SECOND_NANOS) {
      if (passed.get() < perSecondMax / 4 && oneIn > 1) {
        oneIn /= 2;
      }
      passed.set(0);
      sinceNanos = nowNanos;
    }
  }

  private synchronized void fewer() {
    if (passed.get() > perSecondMax && oneIn < ONE_IN_MAX) {
      oneIn *= 2;
      passed.set(0);
    }
  }
}
