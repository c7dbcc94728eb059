package dev.cistern.pool;

import java.util.List;

/** How many pools there are for one kind of object. */
public enum Granularity {
  /** One for all users. */
  SHARED,
  /** One for each key, such as a message type: {@link KeyedPool}. */
  PER_KEY,
  /** One for each size class: {@link BufferPool}, or a pool each for small and large objects. */
  PER_SIZE_CLASS,
  /** One object for each connection, taken when it opens and given back when it closes. */
  PER_CONNECTION;

  /**
   * Which granularity fits, and why.
   *
   * @param granularity the one that fits
   * @param reasons sentences with the measured figures that speak for it
   */
  public record Advice(Granularity granularity, List<String> reasons) {
    /** Copies {@code reasons}. */
    public Advice {
      reasons = List.copyOf(reasons);
    }
  }
}
