package dev.cistern.pool.internal;

import dev.cistern.pool.Granularity;
import dev.cistern.pool.Granularity.Advice;
import dev.cistern.pool.KeyedStats;
import dev.cistern.pool.PoolStats;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Chooses a granularity by what was measured. */
public final class Advisor {
  /** Fewer takings say nothing. */
  private static final long ACQUIRES_MIN = 1_000;

  /** Of returns: from here on the limit is not met by exceptions only. */
  private static final double OVERSIZED_SHARE = 0.1;

  /** Between the smallest and the largest: from here on small requests pin large objects. */
  private static final long SIZE_SPREAD = 4;

  /** Of a user's life: who holds an object longer than this owns it. */
  private static final double HELD_OF_LIFE = 0.5;

  /** Fewer takings a key, and its pool does not pay for itself. */
  private static final long ACQUIRES_PER_KEY_MIN = 10;

  private Advisor() {}

  /** For one pool. */
  public static Advice of(PoolStats stats) {
    List<String> why = new ArrayList<>();
    if (stats.acquires() < ACQUIRES_MIN || stats.timed() == 0) {
      why.add(
          text(
              "too little was measured: %,d takings, %,d of them timed; one shared pool is the"
                  + " simplest",
              stats.acquires(), stats.timed()));
      return new Advice(Granularity.SHARED, why);
    }
    why.add(measured(stats.reuseRate(), stats.inUseShare(), stats.holdNanos(), stats.idleNanos()));
    long oversized = stats.drops().oversized();
    if (oversized >= OVERSIZED_SHARE * stats.releases()) {
      why.add(
          text(
              "%.0f %% of what came back was past the limit (%,d of %,d): let large requests have a"
                  + " pool of their own",
              100.0 * oversized / stats.releases(), oversized, stats.releases()));
      return new Advice(Granularity.PER_SIZE_CLASS, why);
    }
    if (stats.smallestBytes() > 0 && stats.largestBytes() >= SIZE_SPREAD * stats.smallestBytes()) {
      why.add(
          text(
              "objects of %,d to %,d bytes were kept: a small request may pin a large one",
              stats.smallestBytes(), stats.largestBytes()));
      return new Advice(Granularity.PER_SIZE_CLASS, why);
    }
    if (stats.userThreadsEnded() > 0 && stats.holdNanos() >= HELD_OF_LIFE * stats.userNanos()) {
      why.add(
          text(
              "an object is held for %s of the %s that its user's thread lives: let each connection"
                  + " take one when it opens",
              time(stats.holdNanos()), time(stats.userNanos())));
      return new Advice(Granularity.PER_CONNECTION, why);
    }
    why.add("objects are alike in size and held more shortly than their users live");
    return new Advice(Granularity.SHARED, why);
  }

  /** For pools by key. */
  public static Advice of(KeyedStats stats) {
    List<String> why = new ArrayList<>();
    long keys = stats.keys() + stats.keysGone();
    if (stats.acquires() < ACQUIRES_MIN || keys == 0) {
      why.add(text("too little was measured: %,d takings of %,d keys", stats.acquires(), keys));
      return new Advice(Granularity.PER_KEY, why);
    }
    why.add(measured(stats.reuseRate(), stats.inUseShare(), stats.holdNanos(), stats.idleNanos()));
    if (stats.smallestBytes() > 0 && stats.largestBytes() >= SIZE_SPREAD * stats.smallestBytes()) {
      why.add(
          text(
              "keys differ in size, from %,d to %,d bytes: apart, each takes what it needs",
              stats.smallestBytes(), stats.largestBytes()));
      return new Advice(Granularity.PER_KEY, why);
    }
    if (stats.acquires() < ACQUIRES_PER_KEY_MIN * keys) {
      why.add(
          text(
              "a key takes %.1f objects in its life: one pool for all would be warm already",
              (double) stats.acquires() / keys));
      return new Advice(Granularity.SHARED, why);
    }
    if (keys > 8 && !(stats.inUseShare() >= HELD_OF_LIFE)) { // also if no sample saw one in use
      why.add(
          text(
              "%,d idle objects lie in %,d pools and are mostly idle: shared, fewer would do",
              stats.idle(), stats.keys()));
      return new Advice(Granularity.SHARED, why);
    }
    why.add("keys reuse their own objects, and keep them busy");
    return new Advice(Granularity.PER_KEY, why);
  }

  private static String measured(double reuse, double inUse, long holdNanos, long idleNanos) {
    return text(
        "%.1f %% of takings were reused; R = %.2f: held for %s, idle for %s",
        100 * reuse, Double.isNaN(inUse) ? 0 : inUse, time(holdNanos), time(idleNanos));
  }

  private static String time(long nanos) {
    if (nanos < 1_000) {
      return nanos + " ns";
    }
    return nanos < 1_000_000 ? text("%.1f µs", nanos / 1e3) : text("%.1f ms", nanos / 1e6);
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
