package dev.cistern.pool;

import dev.cistern.pool.internal.Advisor;

/**
 * What a pool has done since it was built, and what it holds now.
 *
 * <p>Counts are exact once the pool is quiet; read while it is busy, each is at most a few
 * operations old, and they need not add up. Times are sampled: one object in some thousands of
 * takings of a thread, {@link #timed} of them so far.
 *
 * @param name the pool's name
 * @param acquires objects taken
 * @param slotHits of them, from the caller's own slot
 * @param queueHits of them, from its own queue
 * @param stolenHits of them, from queues of others
 * @param victimHits of them, from the previous generation
 * @param misses of them, made by the factory
 * @param releases objects given back
 * @param drops objects given back and not kept, by reason
 * @param trimmed idle objects let go after collections, by {@link Pool#clear} or {@link
 *     Pool#close}; exact once their threads are quiet, also where one took while another emptied
 * @param idle objects in the pool now
 * @param retainedBytes what the idle objects hold by the size function's last word, estimated as
 *     idle × the mean size; 0 without a size function
 * @param breakerOpen whether most of what came back lately was oversized, so that nothing is kept
 * @param underPressure whether the heap was near its limit after the last old collection
 * @param timed takings that were timed
 * @param holdNanos mean time from taking to giving back (Tc), sampled; 0 if none was timed
 * @param idleNanos mean time from giving back to the next taking (Tp), sampled; 0 if none was timed
 * @param userThreadsEnded of the users' threads that were followed, those that have ended
 * @param userNanos mean lifetime of the users' threads, estimated: no shorter than the time between
 *     two samplings; while none has ended, the time for which they were followed
 * @param smallestBytes the smallest object that was kept, of those that were measured; 0 if none
 * @param largestBytes the largest
 */
public record PoolStats(
    String name,
    long acquires,
    long slotHits,
    long queueHits,
    long stolenHits,
    long victimHits,
    long misses,
    long releases,
    Drops drops,
    long trimmed,
    int idle,
    long retainedBytes,
    boolean breakerOpen,
    boolean underPressure,
    long timed,
    long holdNanos,
    long idleNanos,
    long userThreadsEnded,
    long userNanos,
    long smallestBytes,
    long largestBytes) {
  /**
   * Objects given back and not kept.
   *
   * @param oversized past the retention limit
   * @param oversizedBytes their bytes together
   * @param full past the bound on idle objects
   * @param resetFailed their reset threw
   * @param closed after {@link Pool#close}
   * @param pressure while the heap was near its limit, or the breaker was open
   */
  public record Drops(
      long oversized,
      long oversizedBytes,
      long full,
      long resetFailed,
      long closed,
      long pressure) {
    /** All together. */
    public long total() {
      return oversized + full + resetFailed + closed + pressure;
    }
  }

  /** Objects taken that were reused. */
  public long hits() {
    return acquires - misses;
  }

  /** The share of takings that were served by a reused object; 0 if there was none. */
  public double reuseRate() {
    return acquires == 0 ? 0 : (double) hits() / acquires;
  }

  /**
   * R = Tc / (Tc + Tp), the share of its time that an object is in use: an indicator of fit, not a
   * reuse rate. NaN if nothing was timed.
   */
  public double inUseShare() {
    return (double) holdNanos / (holdNanos + idleNanos);
  }

  /** Which granularity fits, by what was measured. */
  public Granularity.Advice advice() {
    return Advisor.of(this);
  }
}
