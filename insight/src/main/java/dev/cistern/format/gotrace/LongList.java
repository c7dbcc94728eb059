package dev.cistern.format.gotrace;

import java.util.Arrays;

/** Longs in the order they were added. */
final class LongList {
  private long[] items = new long[4];
  private int size;

  void add(long item) {
    if (size == items.length) {
      items = Arrays.copyOf(items, size + (size >> 1) + 4);
    }
    items[size++] = item;
  }

  long get(int index) {
    return items[index];
  }

  int size() {
    return size;
  }
}
