package dev.cistern.format.gotrace;

import java.util.Arrays;

/** A map from long to a positive int, open addressing; 0 says that a key is not there. */
final class LongToInt {
  /** Differs from run to run, so that no file can hold keys that all fall into one slot. */
  private static final long FACTOR = System.nanoTime() * 0x9E3779B97F4A7C15L | 1;

  private long[] keys = new long[64];
  private int[] values = new int[64];
  private int size;

  int get(long key) {
    int mask = keys.length - 1;
    for (int slot = slot(key, mask); values[slot] != 0; slot = (slot + 1) & mask) {
      if (keys[slot] == key) {
        return values[slot];
      }
    }
    return 0;
  }

  /** Sets a key's value, which must be positive. */
  void put(long key, int value) {
    int mask = keys.length - 1;
    int slot = slot(key, mask);
    while (values[slot] != 0) {
      if (keys[slot] == key) {
        values[slot] = value;
        return;
      }
      slot = (slot + 1) & mask;
    }
    keys[slot] = key;
    values[slot] = value;
    if (++size * 2 > keys.length) {
      grow();
    }
  }

  void remove(long key) {
    int mask = keys.length - 1;
    int hole = slot(key, mask);
    while (keys[hole] != key || values[hole] == 0) {
      if (values[hole] == 0) {
        return;
      }
      hole = (hole + 1) & mask;
    }
    size--;
    for (int at = (hole + 1) & mask; values[at] != 0; at = (at + 1) & mask) {
      int wanted = slot(keys[at], mask);
      if (((at - wanted) & mask) >= ((at - hole) & mask)) {
        keys[hole] = keys[at];
        values[hole] = values[at];
        hole = at;
      }
    }
    values[hole] = 0;
  }

  int size() {
    return size;
  }

  void clear() {
    if (keys.length > 1 << 12) {
      keys = new long[64];
      values = new int[64];
    } else {
      Arrays.fill(values, 0);
    }
    size = 0;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldValues = values;
    keys = new long[oldKeys.length * 2];
    values = new int[oldKeys.length * 2];
    int mask = keys.length - 1;
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldValues[i] != 0) {
        int slot = slot(oldKeys[i], mask);
        while (values[slot] != 0) {
          slot = (slot + 1) & mask;
        }
        keys[slot] = oldKeys[i];
        values[slot] = oldValues[i];
      }
    }
  }

  private static int slot(long key, int mask) {
    long mixed = key * FACTOR;
    return (int) (mixed ^ (mixed >>> 32)) & mask;
  }
}
