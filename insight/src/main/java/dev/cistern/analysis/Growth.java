package dev.cistern.analysis;

import java.util.Arrays;

/**
 * Whether a series of counts only grows, told apart from noise by Kendall's rank test for a trend
 * (Mann 1945): the share of all orders of the same counts that would rise as much.
 *
 * <p>The test takes the counts as independent, which those of a busy service are not quite; so a
 * growth must also be large, never fall back by much, and go on in the second half: a pool that
 * fills up to its size does not.
 *
 * @param first the mean count of the first third
 * @param last of the last third
 * @param p one-sided
 * @param only whether it is large, never falls back by much and goes on
 */
record Growth(double first, double last, double p, boolean only) {
  /** With fewer counts no order of them is rare enough. */
  static final int COUNTS_MIN = 6;

  /** What all alarms of one series together may owe to chance. */
  static final double CHANCE_MAX = 0.01;

  private static final int GROWN_MIN = 8;
  private static final double GROWN_SHARE_MIN = 0.25;
  private static final double FALL_BACK_MAX = 0.1;
  private static final double SECOND_HALF_MIN = 0.2;
  private static final int EXACT_MAX = 8;

  static Growth of(long[] counts) {
    int third = Math.max(1, counts.length / 3);
    double first = Arrays.stream(counts, 0, third).average().orElse(0);
    double last = Arrays.stream(counts, counts.length - third, counts.length).average().orElse(0);
    double grown = last - first;
    long middle = counts[counts.length / 2];
    boolean only =
        grown >= GROWN_MIN
            && grown >= GROWN_SHARE_MIN * first
            && fallBack(counts) <= FALL_BACK_MAX * grown
            && counts[counts.length - 1] - middle >= SECOND_HALF_MIN * grown;
    return new Growth(first, last, chance(counts), only);
  }

  /** The deepest fall from any count to a later one. */
  private static double fallBack(long[] counts) {
    long highest = Long.MIN_VALUE;
    long deepest = 0;
    for (long count : counts) {
      highest = Math.max(highest, count);
      deepest = Math.max(deepest, highest - count);
    }
    return deepest;
  }

  /** The probability that counts in a random order rise as much as these. */
  static double chance(long[] counts) {
    int rises = rises(counts);
    if (counts.length <= EXACT_MAX) {
      long[] seen = new long[2];
      permute(counts.clone(), 0, rises, seen);
      return (double) seen[1] / seen[0];
    }
    double n = counts.length;
    double variance = n * (n - 1) * (2 * n + 5);
    long[] sorted = counts.clone();
    Arrays.sort(sorted);
    for (int from = 0; from < sorted.length; ) {
      int to = from;
      while (to < sorted.length && sorted[to] == sorted[from]) {
        to++;
      }
      double tied = to - from;
      variance -= tied * (tied - 1) * (2 * tied + 5);
      from = to;
    }
    if (variance <= 0) {
      return 1;
    }
    return normalTail((rises - 1) / Math.sqrt(variance / 18));
  }

  /** How many pairs rise, less those that fall. */
  private static int rises(long[] counts) {
    int sum = 0;
    for (int i = 0; i < counts.length; i++) {
      for (int j = i + 1; j < counts.length; j++) {
        sum += Long.signum(counts[j] - counts[i]);
      }
    }
    return sum;
  }

  private static void permute(long[] counts, int from, int wanted, long[] seen) {
    if (from >= counts.length - 1) {
      seen[0]++;
      seen[1] += rises(counts) >= wanted ? 1 : 0;
      return;
    }
    for (int i = from; i < counts.length; i++) {
      swap(counts, from, i);
      permute(counts, from + 1, wanted, seen);
      swap(counts, from, i);
    }
  }

  private static void swap(long[] counts, int a, int b) {
    long kept = counts[a];
    counts[a] = counts[b];
    counts[b] = kept;
  }

  /** The upper tail of the normal distribution, by Abramowitz and Stegun 7.1.26. */
  private static double normalTail(double z) {
    double x = Math.abs(z) / Math.sqrt(2);
    double t = 1 / (1 + 0.3275911 * x);
    double poly =
        t
            * (0.254829592
                + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
    double half = poly * Math.exp(-x * x) / 2;
    return z >= 0 ? half : 1 - half;
  }
}
