package dev.cistern.analysis.compare;

/**
 * The few distributions that the tests need, by the regularised incomplete beta function (Numerical
 * Recipes, 6.4: continued fraction by Lentz's method).
 */
final class Distributions {
  private static final int STEPS_MAX = 200_000;
  private static final double PRECISION = 1e-14;
  private static final double TINY = 1e-300;

  private static final double[] LANCZOS = {
    0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313,
    -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6,
    1.5056327351493116e-7
  };

  private Distributions() {}

  /** ln Γ(x) for x > 0, by Lanczos' approximation. */
  static double logGamma(double x) {
    if (x < 0.5) {
      return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
    }
    double sum = LANCZOS[0];
    for (int i = 1; i < LANCZOS.length; i++) {
      sum += LANCZOS[i] / (x - 1 + i);
    }
    double t = x + 6.5;
    return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum);
  }

  /** I_x(a, b): the probability that a beta variable is at most {@code x}; a, b ≥ 0, not both 0. */
  static double beta(double x, double a, double b) {
    if (x <= 0 || b <= 0) {
      return 0;
    }
    if (x >= 1 || a <= 0) {
      return 1;
    }
    double front =
        Math.exp(
            logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
    return x < (a + 1) / (a + b + 2)
        ? Math.min(1, front * fraction(x, a, b) / a)
        : Math.max(0, 1 - front * fraction(1 - x, b, a) / b);
  }

  private static double fraction(double x, double a, double b) {
    double c = 1;
    double d = 1 / atLeastTiny(1 - (a + b) * x / (a + 1));
    double h = d;
    for (int m = 1; m <= STEPS_MAX; m++) {
      double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
      d = 1 / atLeastTiny(1 + even * d);
      c = atLeastTiny(1 + even / c);
      h *= d * c;
      double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
      d = 1 / atLeastTiny(1 + odd * d);
      c = atLeastTiny(1 + odd / c);
      double step = d * c;
      h *= step;
      if (Math.abs(step - 1) < PRECISION) {
        break;
      }
    }
    return h;
  }

  private static double atLeastTiny(double value) {
    return Math.abs(value) < TINY ? TINY : value;
  }

  /** The x at which {@link #beta} is {@code probability}. */
  static double betaQuantile(double probability, double a, double b) {
    double low = 0;
    double high = 1;
    for (int i = 0; i < 60 && high - low > 1e-12; i++) {
      double middle = (low + high) / 2;
      if (beta(middle, a, b) < probability) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  /** The probability that Student's t lies further from 0 than {@code t}, on both sides. */
  static double studentTails(double t, double freedom) {
    if (Double.isInfinite(t)) {
      return 0;
    }
    return beta(freedom / (freedom + t * t), freedom / 2, 0.5);
  }

  /** The probability that a standard normal variable lies above {@code z}. */
  static double normalTail(double z) {
    if (z < 0) {
      return 1 - normalTail(-z);
    }
    return 0.5 * studentTails(z, 1e7);
  }
}
