package dev.cistern.analysis;

import dev.cistern.model.GcLink;
import dev.cistern.model.GcLink.Grade;
import java.util.Arrays;
import java.util.Random;

/**
 * Asks whether misses follow collections more than they would follow collections at other times:
 * the gaps between collections are shuffled and laid anew over the window, and the miss rate just
 * after them is compared.
 *
 * <p>Time is counted in the pool's own acquires, so that work that brings both acquires and
 * collections is no link, and a pool that rests does not get warm by it. The window's length comes
 * from the number of collections alone: looking at the misses cannot favour it.
 */
final class GcLinks {
  static final long SEED = 20_240_607;
  private static final int PERMUTATIONS = 999;
  private static final int COLLECTIONS_MIN = 4;
  private static final int COLLECTIONS_MAX = 2000;
  private static final double WINDOW_SHARE = 0.2;
  private static final int COLD_MISSES_MIN = 10;
  private static final double RATIO_MIN = 2;
  private static final double STRONG_P = 0.01;
  private static final double WEAK_P = 0.05;

  private final long[] gc;
  private final long acquires;
  private final long window;

  /**
   * Over the life of a pool.
   *
   * @param collections how many acquires there had been at each, ascending
   * @param acquires how many there were in all
   */
  GcLinks(long[] collections, long acquires) {
    this.acquires = acquires;
    this.gc =
        Arrays.stream(collections)
            .filter(at -> at > 0 && at < acquires)
            .distinct() // collections while the pool rests are one to it
            .limit(COLLECTIONS_MAX)
            .toArray();
    this.window = gc.length == 0 ? 0 : (long) Math.ceil(WINDOW_SHARE * acquires / gc.length);
  }

  /** Whether there are enough collections to ask. */
  boolean askable() {
    return gc.length >= COLLECTIONS_MIN && window > 0;
  }

  /**
   * The link.
   *
   * @param misses the numbers of the acquires, from 0, that the pool could not serve, ascending
   * @param stride how many misses each of them stands for
   */
  GcLink of(long[] misses, long stride, long besideStops, long duringStops) {
    long coldMisses = inside(misses, gc);
    double seen = difference(misses, gc);
    int atLeast = PERMUTATIONS;
    if (coldMisses > 0) {
      atLeast = 0;
      Random random = new Random(SEED);
      for (int i = 0; i < PERMUTATIONS; i++) {
        atLeast += difference(misses, shuffled(random)) >= seen ? 1 : 0;
      }
    }
    double p = (atLeast + 1.0) / (PERMUTATIONS + 1);
    long coldAcquires = covered(gc);
    double cold = (double) coldMisses / coldAcquires;
    double warm = (double) (misses.length - coldMisses) / Math.max(1, acquires - coldAcquires);
    boolean large = coldMisses * stride >= COLD_MISSES_MIN && cold >= RATIO_MIN * warm;
    Grade grade =
        large && p <= STRONG_P ? Grade.STRONG : large && p <= WEAK_P ? Grade.WEAK : Grade.NONE;
    return new GcLink(
        gc.length,
        window,
        coldAcquires,
        coldMisses * stride,
        acquires - coldAcquires,
        (misses.length - coldMisses) * stride,
        besideStops,
        duringStops,
        p,
        PERMUTATIONS,
        SEED,
        grade);
  }

  /** The miss rate inside the windows less that outside. */
  private double difference(long[] misses, long[] collections) {
    double asked = covered(collections);
    double missed = inside(misses, collections);
    return missed / Math.max(1, asked) - (misses.length - missed) / Math.max(1, acquires - asked);
  }

  /** How many acquires the windows cover together. */
  private long covered(long[] collections) {
    long sum = 0;
    long end = 0;
    for (long at : collections) {
      long to = Math.min(acquires, at + window);
      sum += Math.max(0, to - Math.max(end, at));
      end = to;
    }
    return sum;
  }

  /** How many misses fall into a window after a collection; each counts once. */
  private long inside(long[] misses, long[] collections) {
    long count = 0;
    int counted = 0; // misses before this place have been looked at
    for (long at : collections) {
      int from = Math.max(counted, firstAtLeast(misses, at));
      int to = Math.max(from, firstAtLeast(misses, at + window));
      count += to - from;
      counted = to;
    }
    return count;
  }

  private static int firstAtLeast(long[] sorted, long wanted) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < wanted) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Collections with the same gaps in another order, begun at another moment. */
  private long[] shuffled(Random random) {
    int n = gc.length;
    long[] gaps = new long[n];
    for (int i = 0; i + 1 < n; i++) {
      gaps[i] = gc[i + 1] - gc[i];
    }
    gaps[n - 1] = Math.max(1, acquires - (gc[n - 1] - gc[0])); // around the ends
    for (int i = n - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      long kept = gaps[i];
      gaps[i] = gaps[j];
      gaps[j] = kept;
    }
    long at = random.nextLong(acquires);
    long[] places = new long[n];
    for (int i = 0; i < n; i++) {
      places[i] = at;
      at = (at + gaps[i]) % acquires;
    }
    Arrays.sort(places);
    return places;
  }
}
