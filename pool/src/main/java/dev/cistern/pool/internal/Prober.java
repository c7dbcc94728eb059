package dev.cistern.pool.internal;

import dev.cistern.pool.Pool;
import dev.cistern.pool.Probe;

/** Tries a pool in the running machine. */
public final class Prober {
  private static final int WAITS_MAX = 100;
  private static final int WAIT_MILLIS = 50;

  private Prober() {}

  /** Whether a get reuses and, if asked, whether two collections empty the pool. */
  public static Probe probe(boolean collections) {
    try (Pool<Object> pool =
        Pool.builder(Object::new).name("probe").noReset("nobody uses its objects").build()) {
      Object first = pool.acquire();
      pool.release(first);
      boolean reuses = pool.acquire() == first;
      pool.release(first);
      return new Probe(reuses, collections, collections && emptied(pool));
    }
  }

  private static boolean emptied(Pool<Object> pool) {
    // The first marks what is idle, the second lets it go; each is told a while later.
    for (int i = 0; i < WAITS_MAX && pool.stats().idle() > 0; i++) {
      if (i % (WAITS_MAX / 4) == 0) {
        System.gc();
      }
      try {
        Thread.sleep(WAIT_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    return pool.stats().idle() == 0;
  }
}
