package dev.cistern.analysis;

import java.util.Arrays;

/**
 * An exact quantile of the samples in a sliding window: the value at index ⌊(n−1)·p⌋ of them
 * sorted. A sample costs O(log n) comparisons: each value stands once in a treap (Seidel and Aragon
 * 1996) that counts what lies below every node.
 */
final class SlidingQuantile {
  private final long windowNanos;
  private final double p;

  // The samples in order of time, a ring.
  private long[] times = new long[16];
  private long[] samples = new long[16];
  private int head;
  private int count;

  // The treap; node 0 is none.
  private long[] values = new long[16];
  private int[] left = new int[16];
  private int[] right = new int[16];
  private int[] priorities = new int[16];
  private int[] same = new int[16]; // samples of this value
  private int[] below = new int[16]; // samples in the whole subtree
  private int[] free = new int[16];
  private int freeCount;
  private int nodes = 1;
  private int root;
  private int random = 0x9e3779b9;

  SlidingQuantile(long windowNanos, double p) {
    this.windowNanos = windowNanos;
    this.p = p;
  }

  /** Takes a sample no older than the last; those a window older are forgotten. */
  void add(long timeNanos, long value) {
    forgetUntil(timeNanos - windowNanos);
    if (count == times.length) {
      grow();
    }
    int at = (head + count) & (times.length - 1);
    times[at] = timeNanos;
    samples[at] = value;
    count++;
    root = insert(root, value);
  }

  /** Forgets the samples of this time and before. */
  void forgetUntil(long timeNanos) {
    while (count > 0 && times[head] <= timeNanos) {
      root = erase(root, samples[head]);
      head = (head + 1) & (times.length - 1);
      count--;
    }
  }

  /** How many samples the window holds. */
  int size() {
    return count;
  }

  /** The quantile; the window must hold a sample. */
  long value() {
    int rank = (int) Math.floor((count - 1) * p);
    int node = root;
    for (; ; ) {
      int under = below[left[node]];
      if (rank < under) {
        node = left[node];
      } else if (rank < under + same[node]) {
        return values[node];
      } else {
        rank -= under + same[node];
        node = right[node];
      }
    }
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

  private int insert(int node, long value) {
    if (node == 0) {
      return make(value);
    }
    int top = node;
    if (value == values[node]) {
      same[node]++;
    } else if (value < values[node]) {
      int under = insert(left[node], value); // may make the tables anew
      left[node] = under;
      top = priorities[left[node]] > priorities[node] ? rotateRight(node) : node;
    } else {
      int above = insert(right[node], value);
      right[node] = above;
      top = priorities[right[node]] > priorities[node] ? rotateLeft(node) : node;
    }
    return summed(top);
  }

  private int erase(int node, long value) {
    if (value == values[node]) {
      if (--same[node] == 0) {
        int merged = merge(left[node], right[node]);
        release(node);
        return merged;
      }
    } else if (value < values[node]) {
      left[node] = erase(left[node], value);
    } else {
      right[node] = erase(right[node], value);
    }
    return summed(node);
  }

  private int merge(int lower, int higher) {
    if (lower == 0 || higher == 0) {
      return lower + higher;
    }
    if (priorities[lower] > priorities[higher]) {
      right[lower] = merge(right[lower], higher);
      return summed(lower);
    }
    left[higher] = merge(lower, left[higher]);
    return summed(higher);
  }

  private int rotateRight(int node) {
    int top = left[node];
    left[node] = right[top];
    right[top] = summed(node);
    return top;
  }

  private int rotateLeft(int node) {
    int top = right[node];
    right[node] = left[top];
    left[top] = summed(node);
    return top;
  }

  private int summed(int node) {
    below[node] = below[left[node]] + same[node] + below[right[node]];
    return node;
  }

  private int make(long value) {
    int node = freeCount > 0 ? free[--freeCount] : nodes++;
    if (node == values.length) {
      int wider = node * 2;
      values = Arrays.copyOf(values, wider);
      left = Arrays.copyOf(left, wider);
      right = Arrays.copyOf(right, wider);
      priorities = Arrays.copyOf(priorities, wider);
      same = Arrays.copyOf(same, wider);
      below = Arrays.copyOf(below, wider);
    }
    random ^= random << 13; // xorshift: the same tree for the same samples
    random ^= random >>> 17;
    random ^= random << 5;
    values[node] = value;
    left[node] = 0;
    right[node] = 0;
    priorities[node] = random & Integer.MAX_VALUE;
    same[node] = 1;
    below[node] = 1;
    return node;
  }

  private void release(int node) {
    if (freeCount == free.length) {
      free = Arrays.copyOf(free, freeCount * 2);
    }
    free[freeCount++] = node;
  }
}
