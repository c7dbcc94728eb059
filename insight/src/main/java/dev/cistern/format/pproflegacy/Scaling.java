package dev.cistern.format.pproflegacy;

/** From what was sampled to the estimate of the whole. */
final class Scaling {
  /** The rate of what was not sampled: figures stay as they are. */
  static final long NONE = -1;

  private Scaling() {}

  /**
   * The factor for objects of this size where one byte in {@code rateBytes} is sampled: one of them
   * is met with probability 1 − e^(−size/rate).
   */
  private static double factor(long count, long bytes, long rateBytes) {
    return 1 / (1 - Math.exp(-((double) bytes / (double) count) / (double) rateBytes));
  }

  static long count(long count, long bytes, long rateBytes) {
    if (rateBytes != NONE && (count == 0 || bytes == 0)) {
      return 0;
    }
    return rateBytes <= 1 ? count : (long) ((double) count * factor(count, bytes, rateBytes));
  }

  static long bytes(long count, long bytes, long rateBytes) {
    if (count == 0 || bytes == 0) {
      return 0;
    }
    return rateBytes <= 1 ? bytes : (long) ((double) bytes * factor(count, bytes, rateBytes));
  }
}
