package dev.cistern.model;

import java.util.List;

/**
 * How long objects lie idle between a release and the next acquire, and how well one exponential
 * {@code e^(−λt)} describes it.
 *
 * @param intervals how many were measured
 * @param lambdaPerSecond λ, the most likely one: 1 / mean
 * @param halfLifeNanos ln 2 / λ
 * @param r2 the share of the empirical curve's variance that the fit explains
 * @param statistic the Kolmogorov–Smirnov statistic as Stephens corrects it for an estimated mean
 * @param criticalAtOnePercent above which the fit is refused at α = 0.01
 * @param curve the share still idle after each time, as measured
 */
public record ReuseFit(
    long intervals,
    double lambdaPerSecond,
    double halfLifeNanos,
    double r2,
    double statistic,
    double criticalAtOnePercent,
    List<Point> curve) {

  /** The share of intervals longer than this. */
  public record Point(long nanos, double share) {}

  /** Whether the intervals look like one exponential. */
  public boolean fits() {
    return statistic <= criticalAtOnePercent;
  }

  /** The fitted share that is still idle after a time. */
  public double fitted(long nanos) {
    return Math.exp(-lambdaPerSecond * nanos / 1e9);
  }
}
