package dev.cistern.analysis;

import dev.cistern.model.Correlation;
import java.util.Optional;

/**
 * The strongest correlation of two series over a few lags, with an interval.
 *
 * <p>The series' changes are compared, not their levels: two series that merely wander seem related
 * else. Autocorrelation that is left makes fewer samples (Bartlett), the number of lags tried makes
 * the interval wider (Bonferroni), Fisher's transformation gives its shape.
 */
final class Correlations {
  static final double LEVEL = 0.99;
  private static final int LAGS = 5; // either way
  private static final int SAMPLES_MIN = 30;
  private static final double EFFECTIVE_MIN = 10;

  private Correlations() {}

  /** Of two series sampled at the same moments; empty where one does not change or is short. */
  static Optional<Correlation> of(double[] first, double[] second, long sliceNanos) {
    double[] x = changes(first);
    double[] y = changes(second);
    int n = x.length;
    if (n < SAMPLES_MIN || !standardise(x) || !standardise(y)) {
      return Optional.empty();
    }
    double effective = effective(x, y);
    if (effective < EFFECTIVE_MIN) {
      return Optional.empty();
    }
    int bestLag = 0;
    double best = 0;
    for (int lag = -LAGS; lag <= LAGS; lag++) {
      double r = at(x, y, lag);
      if (Math.abs(r) > Math.abs(best)) {
        best = r;
        bestLag = lag;
      }
    }
    double alpha = (1 - LEVEL) / (2 * LAGS + 1);
    double width = normalQuantile(1 - alpha / 2) / Math.sqrt(effective - 3);
    double z = 0.5 * Math.log((1 + clamp(best)) / (1 - clamp(best)));
    return Optional.of(
        new Correlation(
            n,
            bestLag * sliceNanos,
            best,
            Math.tanh(z - width),
            Math.tanh(z + width),
            LEVEL,
            effective));
  }

  private static double clamp(double r) {
    return Math.clamp(r, -0.999999, 0.999999);
  }

  private static double[] changes(double[] levels) {
    double[] changes = new double[Math.max(0, levels.length - 1)];
    for (int i = 0; i < changes.length; i++) {
      changes[i] = levels[i + 1] - levels[i];
    }
    return changes;
  }

  /** To mean 0 and variance 1; false where it does not vary. */
  private static boolean standardise(double[] values) {
    double mean = 0;
    for (double value : values) {
      mean += value / values.length;
    }
    double square = 0;
    for (double value : values) {
      square += (value - mean) * (value - mean) / values.length;
    }
    double deviation = Math.sqrt(square);
    for (int i = 0; i < values.length; i++) {
      values[i] = deviation == 0 ? 0 : (values[i] - mean) / deviation;
    }
    return deviation > 0;
  }

  /** The correlation of x now with y {@code lag} slices later. */
  private static double at(double[] x, double[] y, int lag) {
    double sum = 0;
    for (int i = Math.max(0, -lag); i < Math.min(x.length, x.length - lag); i++) {
      sum += x[i] * y[i + lag];
    }
    return sum / x.length;
  }

  /** Bartlett: n / (1 + 2 Σ ρx(k) ρy(k)), never more than n. */
  private static double effective(double[] x, double[] y) {
    int n = x.length;
    double sum = 0;
    for (int lag = 1; lag <= n / 4; lag++) {
      sum += (1 - (double) lag / n) * at(x, x, lag) * at(y, y, lag);
    }
    return n / Math.max(1, 1 + 2 * sum);
  }

  /** The standard normal quantile by bisection of the error function's series. */
  static double normalQuantile(double p) {
    double low = 0;
    double high = 10;
    for (int i = 0; i < 100; i++) {
      double middle = (low + high) / 2;
      if (normal(middle) < p) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The standard normal distribution for x ≥ 0 (Marsaglia's series). */
  private static double normal(double x) {
    double sum = x;
    double term = x;
    for (int i = 3; Math.abs(term) > 1e-16 && i < 400; i += 2) {
      term *= x * x / i;
      sum += term;
    }
    return 0.5 + sum * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
  }
}
