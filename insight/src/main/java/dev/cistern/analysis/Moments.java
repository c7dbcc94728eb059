package dev.cistern.analysis;

import java.util.Arrays;

/** Times of events in bounded space: when full, every second goes and half as many are taken. */
final class Moments {
  private static final int KEPT_MAX = 1 << 13;

  private long[] kept = new long[64];
  private int size;
  private long seen;
  private long stride = 1;

  void add(long nanos) {
    if (seen++ % stride != 0) {
      return;
    }
    if (size == kept.length) {
      kept = Arrays.copyOf(kept, size * 2);
    }
    kept[size++] = nanos;
    if (size == KEPT_MAX) {
      for (int i = 0; i < size / 2; i++) {
        kept[i] = kept[2 * i];
      }
      size /= 2;
      stride *= 2;
    }
  }

  /** The times that were kept, ascending. */
  long[] sorted() {
    long[] times = Arrays.copyOf(kept, size);
    Arrays.sort(times);
    return times;
  }

  /** How many events each kept one stands for. */
  long stride() {
    return stride;
  }

  long seen() {
    return seen;
  }
}
