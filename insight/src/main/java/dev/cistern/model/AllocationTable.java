package dev.cistern.model;

import java.util.List;

/**
 * Where memory is allocated, pool misses apart from the rest.
 *
 * @param totalBytes everything allocated in the window, by the samples
 * @param poolMissBytes of it, made by pools that had no object to give
 * @param basis what the figures rest on
 * @param sites the largest first
 */
public record AllocationTable(long totalBytes, long poolMissBytes, String basis, List<Site> sites) {
  /**
   * One allocating line of code.
   *
   * @param place the deepest frame of the application, or of the pool's factory for a miss
   * @param what what is allocated there: a class, or the runtime function that allocates
   * @param poolMiss whether a pool's factory allocates here
   * @param advice what to do, empty where the cause is not plain
   */
  public record Site(
      Place place, String what, long bytes, long objects, boolean poolMiss, String advice) {}
}
