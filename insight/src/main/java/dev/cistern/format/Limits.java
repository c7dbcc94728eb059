package dev.cistern.format;

/** The bounds that stand before any allocation a file asks for. */
public final class Limits {
  private static final long MIB = 1L << 20;

  private Limits() {}

  /**
   * How many bytes of one file may be held in memory: a third of the heap, so that the model beside
   * them has room, and no more than an array holds.
   */
  public static int heldBytesMax() {
    long third = Runtime.getRuntime().maxMemory() / 3;
    return (int) Math.min(Integer.MAX_VALUE - 16L, Math.max(64 * MIB, third));
  }

  /** How many bytes a gzipped file may inflate to on disk. */
  public static long inflatedFileBytesMax() {
    return 16L << 30;
  }
}
