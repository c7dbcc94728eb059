package dev.cistern.analysis.compare;

import java.util.Arrays;

/**
 * Whether two series of runs differ: by ranks, which need no model and cannot survive many
 * comparisons when the runs are few; and by their spread, which can. Both must say so.
 *
 * <p>The spread is the runs' own variance, taken at least as large as sampling makes it, and where
 * it looks smaller than that of the other functions drawn towards theirs (Smyth 2004): a few runs
 * that happen to agree prove nothing.
 *
 * @param rankP of the rank test alone
 * @param spreadP of Student's t by the spread, two-sided, of sides that differ by the noise
 * @param ratio 1 and the shift of Hodges and Lehmann as a share of the before median
 * @param low the lower end of the ratio's 95 % interval
 * @param high its upper end
 * @param score Student's t without its sign
 */
record SeriesTest(
    double rankP, double spreadP, double ratio, double low, double high, double score) {
  /** How many runs the spread of the other functions is worth. */
  static final double PRIOR_FREEDOM = 8;

  /** The variance within the sides, per degree of freedom. */
  static double variance(double[] before, double[] after) {
    return (squares(before) + squares(after)) / (before.length + after.length - 2);
  }

  private static double squares(double[] values) {
    double mean = Arrays.stream(values).average().orElse(0);
    return Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum();
  }

  /**
   * Compares two series.
   *
   * @param sampling the variance of one value by sampling alone, 0 where it is not known
   * @param usual how many times that the variance of other figures is, at the middle
   * @param noise the share by which sides may differ without meaning
   */
  static SeriesTest of(
      double[] before, double[] after, double sampling, double usual, double noise) {
    RankTest ranks = RankTest.of(before, after);
    double own = variance(before, after);
    double freedom = before.length + after.length - 2.0;
    double variance = own;
    double prior = sampling * Math.max(1, usual);
    if (own < prior) {
      variance = (freedom * own + PRIOR_FREEDOM * prior) / (freedom + PRIOR_FREEDOM);
      freedom += PRIOR_FREEDOM;
    }
    variance = Math.max(variance, sampling);
    double first = Arrays.stream(before).average().orElse(0);
    double second = Arrays.stream(after).average().orElse(0);
    double beyond = Math.abs(second - first) - noise * Math.min(first, second);
    double error = Math.sqrt(variance * (1.0 / before.length + 1.0 / after.length));
    double t = beyond <= 0 ? 0 : beyond / error;
    double[] sorted = before.clone();
    Arrays.sort(sorted);
    double median = RankTest.median(sorted);
    double ratio = ratio(ranks.shift(), median);
    return new SeriesTest(
        ranks.p(),
        t == 0 ? 1 : Distributions.studentTails(t, freedom),
        ratio,
        ratio(ranks.low(), median),
        ratio(ranks.high(), median),
        t);
  }

  private static double ratio(double shift, double median) {
    if (median <= 0) {
      return shift > 0 ? Double.POSITIVE_INFINITY : 1;
    }
    return Math.max(0, 1 + shift / median);
  }
}
