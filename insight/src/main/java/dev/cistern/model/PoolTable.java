package dev.cistern.model;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Each pool that the evidence shows, with what is known of it.
 *
 * @param rows the costliest first
 */
public record PoolTable(List<Row> rows) {
  /**
   * One pool. Counts are of the window; a count that the evidence does not hold is empty, never 0.
   *
   * @param acquires objects asked for
   * @param hits served by a reused object
   * @param misses made new because the pool had none
   * @param missBytes allocated by the misses
   * @param releases objects given back
   * @param neverReleased taken and neither given back nor explained by the window's end
   * @param heldBytes bytes of objects alive at the end that the pool made or keeps
   * @param meanHoldNanos Tc, from an object's acquire to its release
   * @param meanIdleNanos Tp, from an object's release to its next acquire
   * @param threadLifeNanos mean lifetime of the tasks that took from it, of those that began and
   *     ended in the window
   * @param basis what the figures rest on: exact, sampled with its rate, or estimated
   * @param verdict in a word or two, such as {@code healthy}, {@code never hit}, {@code oversized}
   * @param reason the figures behind the verdict
   */
  public record Row(
      PoolSite site,
      OptionalLong acquires,
      OptionalLong hits,
      OptionalLong misses,
      OptionalLong missBytes,
      OptionalLong releases,
      OptionalLong neverReleased,
      OptionalLong heldBytes,
      OptionalDouble meanHoldNanos,
      OptionalDouble meanIdleNanos,
      OptionalDouble threadLifeNanos,
      String basis,
      String verdict,
      String reason) {

    /** Hits per acquire, where both are known. */
    public OptionalDouble reuseRate() {
      return acquires.isPresent() && hits.isPresent() && acquires.getAsLong() > 0
          ? OptionalDouble.of((double) hits.getAsLong() / acquires.getAsLong())
          : OptionalDouble.empty();
    }

    /** R = Tc / (Tc + Tp): the share of time in use, an indicator of fit and not a reuse rate. */
    public OptionalDouble shareInUse() {
      if (meanHoldNanos.isEmpty() || meanIdleNanos.isEmpty()) {
        return OptionalDouble.empty();
      }
      double whole = meanHoldNanos.getAsDouble() + meanIdleNanos.getAsDouble();
      return whole > 0
          ? OptionalDouble.of(meanHoldNanos.getAsDouble() / whole)
          : OptionalDouble.empty();
    }
  }
}
