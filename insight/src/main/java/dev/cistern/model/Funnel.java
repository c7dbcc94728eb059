package dev.cistern.model;

import java.util.List;
import java.util.Optional;

/**
 * What became of the objects of each pool, from its own events: where those that were asked for
 * came from, and where they went.
 *
 * @param rows the busiest first
 * @param omitted pools that were asked less often and are left out
 */
public record Funnel(List<Row> rows, long omitted) {
  /** No pool told of itself. */
  public static final Funnel EMPTY = new Funnel(List.of(), 0);

  /**
   * One pool.
   *
   * @param address the pool's number in the evidence, as a debugger shows it; empty where it is a
   *     name
   * @param taken where objects came from
   * @param back where they went
   * @param reuse how long objects lie idle before they are used again, where enough were
   * @param gc whether misses follow collections, where both were seen
   * @param pressure in use against pooled, where both change
   * @param activity the pool over time, in slices of equal length
   * @param basis what the counts rest on: exact, sampled, or by an identity that may collide
   */
  public record Row(
      PoolSite site,
      String address,
      Taken taken,
      Back back,
      Optional<ReuseFit> reuse,
      Optional<GcLink> gc,
      Optional<Correlation> pressure,
      Activity activity,
      String basis) {}

  /**
   * Acquires by where the object came from.
   *
   * @param reused not new, from where is not told
   * @param none the pool had nothing and cannot make anything
   */
  public record Taken(
      long asked,
      long ownSlot,
      long ownQueue,
      long stolen,
      long victim,
      long reused,
      long made,
      long none) {
    /** Served by an object that was used before. */
    public long hits() {
      return asked - made - none;
    }
  }

  /**
   * What became of objects after they were taken.
   *
   * @param givenBack releases
   * @param twice releases of an object that lay in the pool already
   * @param byOthers releases by another task than took it
   * @param dropped given back and not kept
   * @param lost taken and not given back, to the window's end
   * @param writtenAfter acquires of an object that was changed since it was given back
   * @param dirty acquires of an object that was given back unlike a new one
   * @param digested acquires whose content was looked at; 0 where none was
   */
  public record Back(
      long givenBack,
      long twice,
      long byOthers,
      long dropped,
      long lost,
      long writtenAfter,
      long dirty,
      long digested) {}

  /**
   * Counts in slices of time.
   *
   * @param startNanos the first slice's begin on the timeline's clock
   * @param sliceNanos the length of each
   */
  public record Activity(
      long startNanos,
      long sliceNanos,
      List<Long> acquires,
      List<Long> misses,
      List<Long> inUse,
      List<Long> idle) {}
}
