package dev.cistern.format.jfr;

import java.util.Arrays;

/** Places of events, to be sorted by when the events end; equals keep the order of the file. */
final class TimeOrder {
  private static final int RUN = 16;

  private long[] ends;
  private int[] places;
  private int size;
  private long[] spareEnds = new long[0];
  private int[] sparePlaces = new int[0];

  TimeOrder(int expected) {
    ends = new long[Math.max(16, expected)];
    places = new int[ends.length];
  }

  void clear() {
    size = 0;
  }

  void add(long endTicks, int place) {
    if (size == ends.length) {
      int capacity = size + (size >> 1) + 16;
      ends = Arrays.copyOf(ends, capacity);
      places = Arrays.copyOf(places, capacity);
    }
    ends[size] = endTicks;
    places[size++] = place;
  }

  int size() {
    return size;
  }

  long end(int index) {
    return ends[index];
  }

  int place(int index) {
    return places[index];
  }

  /** A merge sort from runs upwards; neighbours that are in order already are left alone. */
  void sort() {
    for (int from = 0; from < size; from += RUN) {
      insertionSort(from, Math.min(size, from + RUN));
    }
    if (spareEnds.length < size) {
      spareEnds = new long[ends.length];
      sparePlaces = new int[spareEnds.length];
    }
    for (int width = RUN; width > 0 && width < size; width *= 2) {
      for (int from = 0; from + width < size; from += 2 * width) {
        int middle = from + width;
        if (ends[middle - 1] > ends[middle]) {
          merge(from, middle, Math.min(size, middle + width));
        }
      }
    }
  }

  private void insertionSort(int from, int to) {
    for (int i = from + 1; i < to; i++) {
      long end = ends[i];
      int place = places[i];
      int at = i;
      while (at > from && ends[at - 1] > end) {
        ends[at] = ends[at - 1];
        places[at] = places[at - 1];
        at--;
      }
      ends[at] = end;
      places[at] = place;
    }
  }

  private void merge(int from, int middle, int to) {
    int count = middle - from;
    System.arraycopy(ends, from, spareEnds, 0, count);
    System.arraycopy(places, from, sparePlaces, 0, count);
    int left = 0;
    int right = middle;
    int out = from;
    while (left < count) {
      if (right < to && ends[right] < spareEnds[left]) {
        ends[out] = ends[right];
        places[out++] = places[right++];
      } else {
        ends[out] = spareEnds[left];
        places[out++] = sparePlaces[left++];
      }
    }
  }
}
