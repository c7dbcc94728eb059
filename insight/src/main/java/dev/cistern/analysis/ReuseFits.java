package dev.cistern.analysis;

import dev.cistern.model.ReuseFit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Fits one exponential to reuse intervals by maximum likelihood and tests the fit: Kolmogorov and
 * Smirnov's distance, with M. A. Stephens's correction for an estimated mean (JASA 69, 1974).
 */
final class ReuseFits {
  private static final int INTERVALS_MIN = 30;
  private static final int POINTS_MAX = 60;
  private static final double CRITICAL_AT_ONE_PERCENT = 1.308;

  private ReuseFits() {}

  /**
   * The fit of intervals in nanoseconds.
   *
   * @param total how many there were, of which {@code nanos} may be a sample
   */
  static Optional<ReuseFit> of(long[] nanos, long total) {
    int n = nanos.length;
    if (n < INTERVALS_MIN) {
      return Optional.empty();
    }
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    double mean = Arrays.stream(sorted).average().orElse(0);
    if (mean <= 0) {
      return Optional.empty();
    }
    double distance = 0;
    double residual = 0;
    double spread = 0;
    double middle = (n + 1) / 2.0 / n;
    for (int i = 0; i < n; i++) {
      double fitted = 1 - Math.exp(-sorted[i] / mean);
      distance = Math.max(distance, Math.max((i + 1.0) / n - fitted, fitted - (double) i / n));
      double empirical = (i + 1.0) / n;
      residual += (empirical - fitted) * (empirical - fitted);
      spread += (empirical - middle) * (empirical - middle);
    }
    double root = Math.sqrt(n);
    double statistic = (distance - 0.2 / n) * (root + 0.26 + 0.5 / root);
    return Optional.of(
        new ReuseFit(
            total,
            1e9 / mean,
            Math.log(2) * mean,
            spread == 0 ? 0 : 1 - residual / spread,
            statistic,
            CRITICAL_AT_ONE_PERCENT,
            curve(sorted)));
  }

  /** The empirical curve at evenly spread ranks, each time once. */
  private static List<ReuseFit.Point> curve(long[] sorted) {
    List<ReuseFit.Point> points = new ArrayList<>();
    int n = sorted.length;
    int steps = Math.min(POINTS_MAX, n);
    for (int i = 0; i < steps; i++) {
      int rank = (int) ((long) (i + 1) * n / steps) - 1;
      ReuseFit.Point point = new ReuseFit.Point(sorted[rank], (double) (n - rank - 1) / n);
      if (!points.isEmpty() && points.getLast().nanos() == point.nanos()) {
        points.removeLast();
      }
      points.add(point);
    }
    return List.copyOf(points);
  }
}
