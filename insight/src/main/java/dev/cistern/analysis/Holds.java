package dev.cistern.analysis;

/** A distribution of durations in buckets of an eighth of a power of two. */
final class Holds {
  private static final int PER_OCTAVE = 8;

  private final int[] buckets = new int[64 * PER_OCTAVE];
  private long count;
  private double sumNanos;
  private long maxNanos;

  void add(long nanos) {
    long value = Math.max(1, nanos);
    int octave = 63 - Long.numberOfLeadingZeros(value);
    int within = octave < 3 ? 0 : (int) (value >> (octave - 3)) & 7;
    buckets[octave * PER_OCTAVE + within]++;
    count++;
    sumNanos += value;
    maxNanos = Math.max(maxNanos, value);
  }

  long count() {
    return count;
  }

  double meanNanos() {
    return count == 0 ? 0 : sumNanos / count;
  }

  long maxNanos() {
    return maxNanos;
  }

  /** The duration that this share of all stays under, to an eighth of its octave. */
  long quantileNanos(double share) {
    long rank = (long) Math.ceil(share * count);
    long seen = 0;
    for (int i = 0; i < buckets.length; i++) {
      seen += buckets[i];
      if (seen >= rank && seen > 0) {
        int octave = i / PER_OCTAVE;
        double low = Math.scalb(1.0, octave);
        return (long) Math.min(maxNanos, low * (1 + (i % PER_OCTAVE + 1) / (double) PER_OCTAVE));
      }
    }
    return 0;
  }
}
