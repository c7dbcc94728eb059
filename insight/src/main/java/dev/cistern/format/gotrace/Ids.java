package dev.cistern.format.gotrace;

import java.util.Arrays;

/**
 * A map from the ids of one generation's strings or stacks to positive ints. Go numbers them from 1
 * on, so that most stand in an array; 0 says that an id is not there.
 */
final class Ids {
  private static final int DENSE_MAX = 1 << 20;

  private final LongToInt others = new LongToInt();
  private int[] dense = new int[64];
  private int size;

  int get(long id) {
    int[] values = dense;
    return id >= 0 && id < values.length ? values[(int) id] : others.get(id);
  }

  /** Sets the value of an id, which must be positive. */
  void put(long id, int value) {
    if (id < 0 || id >= DENSE_MAX) {
      others.put(id, value);
      return;
    }
    if (id >= dense.length) {
      dense = Arrays.copyOf(dense, Math.min(DENSE_MAX, Math.max((int) id + 1, dense.length * 2)));
    }
    size += dense[(int) id] == 0 ? 1 : 0;
    dense[(int) id] = value;
  }

  int size() {
    return size + others.size();
  }

  void clear() {
    Arrays.fill(dense, 0);
    others.clear();
    size = 0;
  }
}
