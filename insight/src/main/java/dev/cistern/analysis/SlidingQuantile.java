package dev.cistern.analysis;

/**
 * An exact quantile of the samples in a sliding window: the value at index ⌊(n−1)·p⌋ of them
 * sorted. The samples up to it lie in one heap, those above in another, so that it is the first
 * one's top. A sample costs O(log n), amortised; a tree of all values costs the same number of
 * comparisons but a cache miss for most of them, which at a million samples is all that counts.
 */
public final class SlidingQuantile {
  private final long windowNanos;
  private final double p;

  // The samples in order of time, a ring.
  private long[] times = new long[16];
  private long[] samples = new long[16];
  private int head;
  private int count;
  private long first; // the sequence number of the oldest

  // Every sample of low stands before every sample of high, by value and sequence number.
  private final LazyHeap low = LazyHeap.largestFirst();
  private final LazyHeap high = LazyHeap.smallestFirst();

  public SlidingQuantile(long windowNanos, double p) {
    this.windowNanos = windowNanos;
    this.p = p;
  }

  /** Takes a sample no older than the last; those a window older are forgotten. */
  public void add(long timeNanos, long value) {
    forget(timeNanos - windowNanos);
    if (count == times.length) {
      grow();
    }
    int at = (head + count) & (times.length - 1);
    times[at] = timeNanos;
    samples[at] = value;
    long sequence = first + count;
    (low.reaches(value, sequence) ? low : high).add(value, sequence);
    count++;
    balance();
  }

  /** Forgets the samples of this time and before. */
  public void forgetUntil(long timeNanos) {
    forget(timeNanos);
    balance();
  }

  private void forget(long timeNanos) {
    while (count > 0 && times[head] <= timeNanos) {
      LazyHeap its = low.reaches(samples[head], first) ? low : high;
      head = (head + 1) & (times.length - 1);
      count--;
      first++;
      its.left(first);
    }
  }

  /** Moves samples until those up to the quantile are the lower ones. */
  private void balance() {
    int lower = count == 0 ? 0 : (int) Math.floor((count - 1) * p) + 1;
    while (low.live() < lower) {
      high.moveTop(low, first);
    }
    while (low.live() > lower) {
      low.moveTop(high, first);
    }
  }

  /** How many samples the window holds. */
  public int size() {
    return count;
  }

  /** The quantile; the window must hold a sample. */
  public long value() {
    return low.top(first);
  }

  private void grow() {
    long[] widerTimes = new long[count * 2];
    long[] widerSamples = new long[count * 2];
    for (int i = 0; i < count; i++) {
      int at = (head + i) & (times.length - 1);
      widerTimes[i] = times[at];
      widerSamples[i] = samples[at];
    }
    times = widerTimes;
    samples = widerSamples;
    head = 0;
  }
}
