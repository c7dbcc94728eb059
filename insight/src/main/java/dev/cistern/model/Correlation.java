package dev.cistern.model;

/**
 * How changes of one series go with later changes of another.
 *
 * @param samples how many slices of time were compared
 * @param lagNanos by how much the second series comes later, where the correlation is strongest
 * @param r the correlation there
 * @param low the interval's lower end
 * @param high the interval's upper end
 * @param level of the interval, with all lags tried taken into account
 * @param effectiveSamples how many independent samples the two are worth, autocorrelation taken off
 */
public record Correlation(
    int samples,
    long lagNanos,
    double r,
    double low,
    double high,
    double level,
    double effectiveSamples) {

  /** Whether the interval leaves 0 out. */
  public boolean isClear() {
    return low > 0 || high < 0;
  }
}
