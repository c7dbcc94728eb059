package dev.cistern.pool;

import java.util.List;

/**
 * What a buffer pool has done since it was built, and what it holds now; see {@link PoolStats} for
 * how exact that is.
 *
 * @param name the pool's name
 * @param classes the size classes in use, smallest first
 * @param plain buffers asked for past the limit, so allocated plainly
 * @param plainBytes their bytes together
 * @param plainDropped buffers that came back past the limit or below the smallest class
 */
public record BufferStats(
    String name, List<SizeClass> classes, long plain, long plainBytes, long plainDropped) {
  /**
   * One size class.
   *
   * @param bytes its buffers' capacity; one that its user has grown may be up to a quarter larger
   * @param stats its pool
   */
  public record SizeClass(int bytes, PoolStats stats) {}

  /** Copies {@code classes}. */
  public BufferStats {
    classes = List.copyOf(classes);
  }

  /** Buffers taken, of every class and past the limit. */
  public long acquires() {
    return plain + classes.stream().mapToLong(c -> c.stats().acquires()).sum();
  }

  /** Buffers taken that were reused. */
  public long hits() {
    return classes.stream().mapToLong(c -> c.stats().hits()).sum();
  }

  /** The share of takings that were served by a reused buffer; 0 if there was none. */
  public double reuseRate() {
    long acquires = acquires();
    return acquires == 0 ? 0 : (double) hits() / acquires;
  }

  /** Bytes of idle buffers. */
  public long idleBytes() {
    return classes.stream().mapToLong(c -> (long) c.stats().idle() * c.bytes()).sum();
  }
}
