package dev.cistern.format.jfr;

import java.util.Arrays;

/** Slots by type id, which is small in every real recording: an array, and a table for the rest. */
final class TypeIds {
  private static final int SMALL = 1 << 13;

  private int[] small = new int[256]; // slot + 1, 0 is free
  private final LongTable ids = new LongTable();

  /** The slot of a type, or −1. */
  int find(long typeId) {
    if (typeId >= 0 && typeId < small.length) {
      return small[(int) typeId] - 1;
    }
    return typeId >= 0 && typeId < SMALL ? -1 : ids.find(typeId);
  }

  /** Adds a type and returns its slot, or −1 if it stands already. */
  int add(long typeId) {
    int slot = ids.add(typeId);
    if (slot >= 0 && typeId >= 0 && typeId < SMALL) {
      if (typeId >= small.length) {
        small = Arrays.copyOf(small, SMALL);
      }
      small[(int) typeId] = slot + 1;
    }
    return slot;
  }

  long id(int slot) {
    return ids.key(slot);
  }

  int size() {
    return ids.size();
  }
}
