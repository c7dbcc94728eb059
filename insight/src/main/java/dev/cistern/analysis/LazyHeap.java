package dev.cistern.analysis;

import java.util.Arrays;

/**
 * Samples of a sliding window in a heap whose top is the largest or the smallest, by value and then
 * by sequence number. A sample that leaves the window is only counted; it goes when it comes to the
 * top, or with all others that left once they are half as many as those that stay. So a sample
 * costs O(log n) at most, and one that never comes near the top O(1), all in memory that is read in
 * order.
 */
final class LazyHeap {
  /** Four entries of 16 bytes: the children of an entry share one or two cache lines. */
  private static final int CHILDREN = 4;

  private static final int GONE_MIN = 64;

  private final long mask;
  private long[] entries = new long[32]; // value, sequence number, both under the mask
  private int size;
  private int live;

  private LazyHeap(long mask) {
    this.mask = mask;
  }

  static LazyHeap largestFirst() {
    return new LazyHeap(-1); // the complement turns the order round
  }

  static LazyHeap smallestFirst() {
    return new LazyHeap(0);
  }

  /** How many samples are of the window. */
  int live() {
    return live;
  }

  /** Whether a sample would stand behind the top, or is it. */
  boolean reaches(long value, long sequence) {
    return size > 0 && !before(value ^ mask, sequence ^ mask, entries[0], entries[1]);
  }

  void add(long value, long sequence) {
    if (2 * size == entries.length) {
      entries = Arrays.copyOf(entries, 2 * entries.length);
    }
    live++;
    up(size++, value ^ mask, sequence ^ mask);
  }

  /** Counts one of the samples as gone: those older than {@code first} are. */
  void left(long first) {
    live--;
    if (size - live > live / 2 + GONE_MIN) {
      compact(first);
    }
  }

  /** The top's value; there must be a live sample. */
  long top(long first) {
    while ((entries[1] ^ mask) < first) {
      removeTop();
    }
    return entries[0] ^ mask;
  }

  /** Moves the live top to another heap. */
  void moveTop(LazyHeap to, long first) {
    long value = top(first);
    long sequence = entries[1] ^ mask;
    removeTop();
    live--;
    to.add(value, sequence);
  }

  private void compact(long first) {
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if ((entries[2 * i + 1] ^ mask) >= first) {
        entries[2 * kept] = entries[2 * i];
        entries[2 * kept + 1] = entries[2 * i + 1];
        kept++;
      }
    }
    size = kept;
    for (int i = (size - 2) / CHILDREN; i >= 0; i--) {
      down(i, entries[2 * i], entries[2 * i + 1]);
    }
  }

  private void removeTop() {
    size--;
    down(0, entries[2 * size], entries[2 * size + 1]);
  }

  private void up(int from, long value, long sequence) {
    int at = from;
    while (at > 0) {
      int parent = (at - 1) / CHILDREN;
      if (!before(value, sequence, entries[2 * parent], entries[2 * parent + 1])) {
        break;
      }
      entries[2 * at] = entries[2 * parent];
      entries[2 * at + 1] = entries[2 * parent + 1];
      at = parent;
    }
    put(at, value, sequence);
  }

  private void down(int from, long value, long sequence) {
    int at = from;
    for (int child = CHILDREN * at + 1; child < size; child = CHILDREN * at + 1) {
      int least = child;
      int end = Math.min(child + CHILDREN, size);
      for (int other = child + 1; other < end; other++) {
        if (before(
            entries[2 * other],
            entries[2 * other + 1],
            entries[2 * least],
            entries[2 * least + 1])) {
          least = other;
        }
      }
      if (!before(entries[2 * least], entries[2 * least + 1], value, sequence)) {
        break;
      }
      entries[2 * at] = entries[2 * least];
      entries[2 * at + 1] = entries[2 * least + 1];
      at = least;
    }
    put(at, value, sequence);
  }

  private void put(int at, long value, long sequence) {
    entries[2 * at] = value;
    entries[2 * at + 1] = sequence;
  }

  private static boolean before(long value, long sequence, long otherValue, long otherSequence) {
    return value < otherValue || (value == otherValue && sequence < otherSequence);
  }
}
