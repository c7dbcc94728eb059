package dev.cistern.model;

/**
 * The hash of the interning tables: a polynomial whose factor differs from run to run.
 *
 * <p>With a factor known beforehand, a file could hold names that all fall into one slot and make a
 * table's cost grow with the square of its size.
 */
final class Hashing {
  /** Odd, so that no bit of an earlier element is lost. */
  static final int FACTOR = (int) (System.nanoTime() * 0x9E3779B97F4A7C15L >>> 32) | 1;

  private Hashing() {}

  /** How many slots a table of {@code count} entries needs to be at most half full. */
  static int slots(int count) {
    return count <= 1 ? 2 : (int) Math.min(1L << 30, 4L * Integer.highestOneBit(count - 1));
  }

  /** Spreads the high bits over the low ones, which choose the slot. */
  static int mix(int hash) {
    int mixed = hash * 0x9E3779B9;
    return mixed ^ (mixed >>> 15);
  }
}
