package dev.cistern.analysis.compare;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The mean of the middle half: what most of several figures agree on, however far a few are off.
 *
 * @param weights of the figures; none weighs more than three times the middle one
 */
record Middle(double[] weights) {
  private static final double WEIGHT_MAX = 3;

  /** How much wider than a plain mean's the variance of a middle mean of normal figures is. */
  private static final double WIDER = 1.2;

  static Middle of(double[] weights) {
    double[] sorted = weights.clone();
    Arrays.sort(sorted);
    double most = sorted.length == 0 ? 0 : WEIGHT_MAX * RankTest.median(sorted);
    return new Middle(Arrays.stream(weights).map(weight -> Math.min(weight, most)).toArray());
  }

  /** The middle of as many values as there are weights. */
  double at(double[] values) {
    int[] order =
        IntStream.range(0, values.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> values[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double all = Arrays.stream(weights).sum();
    double from = 0;
    double sum = 0;
    double taken = 0;
    for (int i : order) {
      double low = Math.max(from, all / 4);
      double high = Math.min(from + weights[i], all * 3 / 4);
      if (high > low) {
        sum += values[i] * (high - low);
        taken += high - low;
      }
      from += weights[i];
    }
    return taken > 0 ? sum / taken : 0;
  }

  /** The variance of the middle, of figures with these variances. */
  double variance(double[] variances) {
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * weights[i] * variances[i];
    }
    double all = Arrays.stream(weights).sum();
    return all > 0 ? WIDER * sum / all / all : 0;
  }
}
