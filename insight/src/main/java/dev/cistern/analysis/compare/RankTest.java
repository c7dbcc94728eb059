package dev.cistern.analysis.compare;

import java.util.Arrays;

/**
 * Whether the values of one series tend to be larger than the other's: Mann and Whitney's U, exact
 * over all ways to deal the values out (ties as they stand) where the series are short, else by the
 * normal distribution with corrections for ties and continuity; and the shift between them by
 * Hodges and Lehmann.
 *
 * @param p two-sided
 * @param shift the median of all differences after − before
 * @param low the lower end of the shift's interval
 * @param high its upper end
 */
record RankTest(double p, double shift, double low, double high) {
  /** With this many values a side without ties, and with ties, the distribution is exact. */
  private static final int EXACT_MAX = 50;

  private static final int EXACT_WITH_TIES_MAX = 25;
  private static final double TAIL = 0.025;
  private static final int PAIRS_MAX = 1_000_000;

  /** The smallest p that series of these lengths can reach. */
  static double leastP(int before, int after) {
    double ways = 1;
    for (int i = 1; i <= Math.min(before, after); i++) {
      ways = ways * (before + after + 1 - i) / i;
    }
    return Math.min(1, 2 / ways);
  }

  /** Compares two series of at least one value each. */
  static RankTest of(double[] before, double[] after) {
    int[] doubled = doubledRanks(before, after);
    boolean ties = hasTies(doubled);
    int longest = Math.max(before.length, after.length);
    int observed = 0; // twice the rank sum of before
    for (int i = 0; i < before.length; i++) {
      observed += doubled[i];
    }
    double p =
        longest <= (ties ? EXACT_WITH_TIES_MAX : EXACT_MAX)
            ? exact(doubled, before.length, observed)
            : normal(doubled, before.length, after.length, observed);
    double[] differences = differences(before, after);
    int out = Math.max(0, outside(before.length, after.length) - 1);
    return new RankTest(
        p,
        median(differences),
        differences[Math.min(out, differences.length - 1)],
        differences[Math.max(0, differences.length - 1 - out)]);
  }

  /** Twice the middle rank of each value, those of {@code before} first. */
  private static int[] doubledRanks(double[] before, double[] after) {
    double[] all = Arrays.copyOf(before, before.length + after.length);
    System.arraycopy(after, 0, all, before.length, after.length);
    double[] sorted = all.clone();
    Arrays.sort(sorted);
    int[] ranks = new int[all.length];
    for (int i = 0; i < all.length; i++) {
      int first = 0;
      while (sorted[first] < all[i]) {
        first++;
      }
      int last = first;
      while (last + 1 < sorted.length && sorted[last + 1] <= all[i]) {
        last++;
      }
      ranks[i] = first + last + 2;
    }
    return ranks;
  }

  private static boolean hasTies(int[] doubled) {
    return Arrays.stream(doubled).distinct().count() < doubled.length;
  }

  /** Counts the ways to choose {@code size} of the ranks by their sum. */
  private static double exact(int[] doubled, int size, int observed) {
    int sumMax = Arrays.stream(doubled).sum();
    double[][] ways = new double[size + 1][sumMax + 1];
    ways[0][0] = 1;
    for (int rank : doubled) {
      for (int taken = size; taken > 0; taken--) {
        for (int sum = sumMax; sum >= rank; sum--) {
          ways[taken][sum] += ways[taken - 1][sum - rank];
        }
      }
    }
    double all = 0;
    double below = 0;
    double above = 0;
    for (int sum = 0; sum <= sumMax; sum++) {
      all += ways[size][sum];
      below += sum <= observed ? ways[size][sum] : 0;
      above += sum >= observed ? ways[size][sum] : 0;
    }
    return Math.min(1, 2 * Math.min(below, above) / all);
  }

  private static double normal(int[] doubled, int before, int after, int observed) {
    double u = observed / 2.0 - before * (before + 1) / 2.0;
    double n = doubled.length;
    int[] sorted = doubled.clone();
    Arrays.sort(sorted);
    double tied = 0;
    for (int from = 0; from < sorted.length; ) {
      int to = from;
      while (to < sorted.length && sorted[to] == sorted[from]) {
        to++;
      }
      double t = to - from;
      tied += t * t * t - t;
      from = to;
    }
    double mean = (double) before * after / 2;
    double variance = (double) before * after / 12 * (n + 1 - tied / (n * (n - 1)));
    if (variance <= 0) {
      return 1;
    }
    double far = Math.max(0, Math.abs(u - mean) - 0.5);
    return Math.min(1, 2 * Distributions.normalTail(far / Math.sqrt(variance)));
  }

  private static double[] differences(double[] before, double[] after) {
    int every = (int) ((long) before.length * after.length / PAIRS_MAX) + 1;
    double[] differences = new double[(before.length + every - 1) / every * after.length];
    int at = 0;
    for (int i = 0; i < before.length; i += every) {
      for (double value : after) {
        differences[at++] = value - before[i];
      }
    }
    Arrays.sort(differences);
    return differences;
  }

  /** The place of the interval's first difference, from 1, by order statistics. */
  private static int outside(int before, int after) {
    if (before > EXACT_MAX || after > EXACT_MAX) {
      double mean = (double) before * after / 2;
      double deviation = Math.sqrt((double) before * after * (before + after + 1) / 12);
      return (int) Math.max(0, Math.floor(mean - 1.96 * deviation));
    }
    int most = before * after;
    double[][] ways = new double[after + 1][most + 1]; // of U, by ranks 1..n
    ways[0][0] = 1;
    for (int rank = 1; rank <= before + after; rank++) {
      for (int taken = Math.min(rank, after); taken > 0; taken--) {
        int gain = rank - taken; // how many of before stand below it
        for (int u = most; u >= gain && gain <= before; u--) {
          ways[taken][u] += ways[taken - 1][u - gain];
        }
      }
    }
    double all = Arrays.stream(ways[after]).sum();
    double below = 0;
    int out = 0;
    while (out <= most) {
      below += ways[after][out];
      if (below / all > TAIL) {
        break;
      }
      out++;
    }
    return out;
  }

  /** The middle value, of an even number the mean of the two. */
  static double median(double[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1
        ? sorted[middle]
        : sorted[middle - 1] + (sorted[middle] - sorted[middle - 1]) / 2;
  }
}
