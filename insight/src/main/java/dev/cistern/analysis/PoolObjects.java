package dev.cistern.analysis;

import java.util.Arrays;

/**
 * What is known of each object of a pool by its address: in columns, an object is the number of its
 * row. Rows are never freed; there is a bound on them.
 */
final class PoolObjects {
  /** How many rows all tables of one timeline may have together; about 64 bytes each. */
  static final class Budget {
    private int left = 1 << 20;

    private boolean take() {
      return left > 0 && left-- > 0;
    }
  }

  /** Differs from run to run, so that no file can hold addresses that all fall into one slot. */
  private static final long FACTOR = System.nanoTime() * 0x9E3779B97F4A7C15L | 1;

  private final Budget budget;

  private long[] keys = new long[64]; // 0 is free
  private int[] rows = new int[64];
  private int size;

  private int[] out = new int[32];
  private int[] idle = new int[32];
  private long[] takenNanos = new long[32];
  private long[] backNanos = new long[32];
  private long[] taker = new long[32];
  private int[] takenStack = new int[32];
  private int[] backStack = new int[32];
  private int[] backEpoch = new int[32];
  private long[] digest = new long[32];
  private boolean[] firstUse = new boolean[32];

  PoolObjects(Budget budget) {
    this.budget = budget;
  }

  /** The object's row, made if it is new; −1 once there are too many. */
  int row(long address) {
    int mask = keys.length - 1;
    int slot = slot(address, mask);
    while (keys[slot] != 0) {
      if (keys[slot] == address) {
        return rows[slot];
      }
      slot = (slot + 1) & mask;
    }
    if (!budget.take()) {
      return -1;
    }
    if (size == out.length) {
      grow();
    }
    keys[slot] = address;
    rows[slot] = size++;
    if (size * 2 > keys.length) {
      rehash();
    }
    return size - 1;
  }

  /** The object's row, or −1. */
  int find(long address) {
    int mask = keys.length - 1;
    for (int slot = slot(address, mask); keys[slot] != 0; slot = (slot + 1) & mask) {
      if (keys[slot] == address) {
        return rows[slot];
      }
    }
    return -1;
  }

  int size() {
    return size;
  }

  /** How many takers have it. */
  int out(int row) {
    return out[row];
  }

  /** How often it lies in the pool: once, or more if it was given back twice. */
  int idle(int row) {
    return idle[row];
  }

  long takenNanos(int row) {
    return takenNanos[row];
  }

  long backNanos(int row) {
    return backNanos[row];
  }

  /** The task that took it last. */
  long taker(int row) {
    return taker[row];
  }

  int takenStack(int row) {
    return takenStack[row];
  }

  int backStack(int row) {
    return backStack[row];
  }

  /** How many collections there had been when it was given back last. */
  int backEpoch(int row) {
    return backEpoch[row];
  }

  /** The digest and length of its content when it was given back last, −1 if there is none. */
  long digest(int row) {
    return digest[row];
  }

  void digest(int row, long value) {
    digest[row] = value;
  }

  /** A made object at this address: whatever was there before is gone. */
  void made(int row) {
    out[row] = 0;
    idle[row] = 0;
    digest[row] = -1;
    firstUse[row] = true;
  }

  /** Whether it has been made and not yet given back. */
  boolean firstUse(int row) {
    return firstUse[row];
  }

  void taken(int row, long nanos, long task, int stack) {
    out[row]++;
    idle[row] = Math.max(0, idle[row] - 1);
    takenNanos[row] = nanos;
    taker[row] = task;
    takenStack[row] = stack;
  }

  void back(int row, long nanos, int stack, int epoch) {
    out[row] = Math.max(0, out[row] - 1);
    idle[row]++;
    backNanos[row] = nanos;
    backStack[row] = stack;
    backEpoch[row] = epoch;
    digest[row] = -1;
    firstUse[row] = false;
  }

  /** The collector has taken what lay in the pool at this address. */
  void collected(int row) {
    idle[row] = 0;
    firstUse[row] = false;
    digest[row] = -1;
  }

  private void grow() {
    int room = out.length * 2;
    out = Arrays.copyOf(out, room);
    idle = Arrays.copyOf(idle, room);
    takenNanos = Arrays.copyOf(takenNanos, room);
    backNanos = Arrays.copyOf(backNanos, room);
    taker = Arrays.copyOf(taker, room);
    takenStack = Arrays.copyOf(takenStack, room);
    backStack = Arrays.copyOf(backStack, room);
    backEpoch = Arrays.copyOf(backEpoch, room);
    digest = Arrays.copyOf(digest, room);
    firstUse = Arrays.copyOf(firstUse, room);
  }

  private void rehash() {
    long[] oldKeys = keys;
    int[] oldRows = rows;
    keys = new long[oldKeys.length * 2];
    rows = new int[oldKeys.length * 2];
    int mask = keys.length - 1;
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != 0) {
        int slot = slot(oldKeys[i], mask);
        while (keys[slot] != 0) {
          slot = (slot + 1) & mask;
        }
        keys[slot] = oldKeys[i];
        rows[slot] = oldRows[i];
      }
    }
  }

  private static int slot(long key, int mask) {
    long mixed = key * FACTOR;
    return (int) (mixed ^ (mixed >>> 32)) & mask;
  }
}
