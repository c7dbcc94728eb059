package dev.cistern.collect;

/** Hears how far a collection is, a few times a second. */
@FunctionalInterface
public interface CollectProgress {
  /**
   * The state now.
   *
   * @param leftNanos of the window; 0 once it is over
   * @param share of the whole work that is done, 0 to 1
   * @param members that are there
   * @param bytes that have arrived
   */
  void at(long leftNanos, double share, int members, long bytes);
}
