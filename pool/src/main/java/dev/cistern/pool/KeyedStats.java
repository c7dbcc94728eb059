package dev.cistern.pool;

import dev.cistern.pool.internal.Advisor;

/**
 * What the pools of a {@link KeyedPool} have done together; see {@link PoolStats} for how exact
 * that is.
 *
 * @param name the keyed pool's name
 * @param keys keys that have a pool now
 * @param keysGone keys whose pools are gone, removed or with their key
 * @param acquires objects taken, those of keys that are gone included
 * @param misses of them, made by the factory
 * @param idle objects in the pools now
 * @param retainedBytes what the idle objects hold, estimated
 * @param smallestBytes the smallest object that was kept, of those that were measured; 0 if none
 * @param largestBytes the largest
 * @param holdNanos mean time from taking to giving back, sampled, of keys that have a pool now
 * @param idleNanos mean time from giving back to the next taking, likewise
 */
public record KeyedStats(
    String name,
    int keys,
    long keysGone,
    long acquires,
    long misses,
    int idle,
    long retainedBytes,
    long smallestBytes,
    long largestBytes,
    long holdNanos,
    long idleNanos) {
  /** The share of takings that were served by a reused object; 0 if there was none. */
  public double reuseRate() {
    return acquires == 0 ? 0 : (double) (acquires - misses) / acquires;
  }

  /** R = Tc / (Tc + Tp), as {@link PoolStats#inUseShare}. */
  public double inUseShare() {
    return (double) holdNanos / (holdNanos + idleNanos);
  }

  /** Whether pools by key fit, by what was measured. */
  public Granularity.Advice advice() {
    return Advisor.of(this);
  }
}
