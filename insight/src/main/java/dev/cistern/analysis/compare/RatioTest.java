package dev.cistern.analysis.compare;

/**
 * Whether two rates of sampled events differ by more than a stated noise: the conditional binomial
 * test for two Poisson counts (Przyborowski and Wilenski 1940), with counts that need not be whole
 * because each sample may stand for another weight.
 *
 * @param ratio the after rate per before rate; 0 or infinite where a side has nothing
 * @param low the lower end of the ratio's 95 % interval (Clopper and Pearson)
 * @param high its upper end
 * @param p two-sided, of rates that differ by no more than the noise
 * @param score how far the counts lie beyond the noise, in standard deviations; 0 within it
 */
record RatioTest(double ratio, double low, double high, double p, double score) {
  private static final double TAIL = 0.025;

  /** Beyond this many counts the normal distribution is exact enough, and quicker. */
  private static final double EXACT_MAX = 200_000;

  private static final double NORMAL_975 = 1.959963984540054;

  /**
   * Compares {@code before} and {@code after} counts.
   *
   * @param exposure the after window per before window
   * @param noise the share by which rates may differ without meaning, such as 0.03
   */
  static RatioTest of(double before, double after, double exposure, double noise) {
    if (before <= 0 && after <= 0) {
      return new RatioTest(1, 0, Double.POSITIVE_INFINITY, 1, 0);
    }
    double ratio = before <= 0 ? Double.POSITIVE_INFINITY : after / before / exposure;
    double low = ends(before, after, exposure, true);
    double high = ends(before, after, exposure, false);
    double bound = ratio > 1 ? 1 + noise : 1 / (1 + noise);
    if (ratio > 1 ? ratio <= bound : ratio >= bound) {
      return new RatioTest(ratio, low, high, 1, 0);
    }
    double share = exposure * bound / (1 + exposure * bound);
    double score = deviance(before, after, share);
    double tail;
    if (before + after > EXACT_MAX) {
      tail = Distributions.normalTail(score);
    } else if (ratio > 1) {
      tail = Distributions.beta(share, after, before + 1);
    } else {
      tail = Distributions.beta(1 - share, before, after + 1);
    }
    return new RatioTest(ratio, low, high, Math.min(1, 2 * tail), score);
  }

  private static double ends(double before, double after, double exposure, boolean lower) {
    double share;
    if (before + after > EXACT_MAX) {
      double p = after / (before + after);
      double width = NORMAL_975 * Math.sqrt(p * (1 - p) / (before + after));
      share = lower ? p - width : p + width;
    } else if (lower) {
      share = after <= 0 ? 0 : Distributions.betaQuantile(TAIL, after, before + 1);
    } else {
      share = before <= 0 ? 1 : Distributions.betaQuantile(1 - TAIL, after + 1, before);
    }
    if (share <= 0) {
      return 0;
    }
    return share >= 1 ? Double.POSITIVE_INFINITY : share / (1 - share) / exposure;
  }

  /** The signed root of the likelihood ratio: near normal, and never 0 or infinite by rounding. */
  private static double deviance(double before, double after, double share) {
    double all = before + after;
    double sum = 0;
    if (before > 0) {
      sum += before * Math.log(before / (all * (1 - share)));
    }
    if (after > 0) {
      sum += after * Math.log(after / (all * share));
    }
    return Math.sqrt(Math.max(0, 2 * sum));
  }
}
