package dev.cistern.analysis;

import java.util.Arrays;

/**
 * Whether what is alive at the end was begun all along the window: of something that serves and
 * goes only the latest are left, of something made once only the earliest.
 */
final class Spread {
  private static final int PARTS = 5;
  private static final int PARTS_MIN = 4;

  /** The least a part must hold, as a share of an even spread. */
  private static final double EVEN_MIN = 0.25;

  private Spread() {}

  static boolean throughout(long[] startNanos, long endNanos) {
    int[] parts = new int[PARTS];
    long width = Math.max(1, endNanos / PARTS + 1);
    for (long start : startNanos) {
      parts[(int) Math.clamp(start / width, 0, PARTS - 1)]++;
    }
    double least = Math.max(1, EVEN_MIN * startNanos.length / PARTS);
    return Arrays.stream(parts).filter(part -> part >= least).count() >= PARTS_MIN;
  }
}
