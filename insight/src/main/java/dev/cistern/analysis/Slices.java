package dev.cistern.analysis;

/**
 * Counts over time in a fixed number of slices, whose width doubles as the window grows; so that it
 * can be told what happened throughout from what happened once.
 */
final class Slices {
  private static final int COUNT = 64;
  private static final long FIRST_WIDTH_NANOS = 50_000_000;

  private final long[] counts = new long[COUNT];
  private long widthNanos = FIRST_WIDTH_NANOS;
  private long total;

  void add(long timeNanos) {
    long time = Math.max(0, timeNanos);
    while (time / widthNanos >= COUNT) {
      for (int i = 0; i < COUNT; i++) {
        counts[i] = i < COUNT / 2 ? counts[2 * i] + counts[2 * i + 1] : 0;
      }
      widthNanos *= 2;
    }
    counts[(int) (time / widthNanos)]++;
    total++;
  }

  long total() {
    return total;
  }

  /**
   * The share of {@code parts} equal parts of the window that hold at least one; the first part is
   * left out, since a service may still be warming up in it.
   */
  double presence(long windowNanos, int parts) {
    boolean[] present = new boolean[parts];
    for (int i = 0; i < COUNT; i++) {
      if (counts[i] > 0) {
        long middle = i * widthNanos + widthNanos / 2;
        int part = (int) Math.min(parts - 1, middle * parts / Math.max(1, windowNanos));
        present[part] = true;
      }
    }
    int held = 0;
    for (int i = 1; i < parts; i++) {
      held += present[i] ? 1 : 0;
    }
    return (double) held / (parts - 1);
  }
}
