package dev.cistern.format.jfr;

import java.util.Arrays;

/**
 * A map from numbers of a file to slots that count from 0.
 *
 * <p>The factor of the hash differs from run to run, so that a file cannot choose keys that meet.
 */
final class LongTable {
  private static final long FACTOR = System.nanoTime() * 0x9E3779B97F4A7C15L | 1;

  private long[] keys = new long[16];
  private int[] index = new int[32]; // slot + 1, 0 is free
  private int size;

  /** The slot of a key, or −1. */
  int find(long key) {
    int[] places = index;
    int mask = places.length - 1;
    int at = hash(key) & mask;
    int slot = places[at] - 1;
    while (slot >= 0 && keys[slot] != key) {
      at = (at + 1) & mask;
      slot = places[at] - 1;
    }
    return slot;
  }

  /** Adds a key that is not there yet and returns its slot, or −1 if it stands already. */
  int add(long key) {
    int mask = index.length - 1;
    int at = hash(key) & mask;
    while (index[at] != 0) {
      if (keys[index[at] - 1] == key) {
        return -1;
      }
      at = (at + 1) & mask;
    }
    if (size == keys.length) {
      keys = Arrays.copyOf(keys, size + (size >> 1) + 16);
    }
    keys[size] = key;
    index[at] = ++size;
    if (size * 2 > index.length) {
      rehash();
    }
    return size - 1;
  }

  long key(int slot) {
    return keys[slot];
  }

  int size() {
    return size;
  }

  private void rehash() {
    int[] wider = new int[index.length * 2];
    int mask = wider.length - 1;
    for (int slot = 0; slot < size; slot++) {
      int at = hash(keys[slot]) & mask;
      while (wider[at] != 0) {
        at = (at + 1) & mask;
      }
      wider[at] = slot + 1;
    }
    index = wider;
  }

  private static int hash(long key) {
    long mixed = key * FACTOR;
    return (int) (mixed >>> 32) ^ (int) (mixed >>> 15);
  }
}
