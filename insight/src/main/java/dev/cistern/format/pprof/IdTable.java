package dev.cistern.format.pprof;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The records of one kind by their ids: where each one stands, and what it was resolved to.
 *
 * <p>Ids are mostly 1, 2, 3 …: those index an array. Others (addresses as ids) go to a map, whose
 * entries the budget pays for.
 */
final class IdTable {
  /** What a record costs, without its entry in the map but with a frame's number beside it. */
  static final int RECORD_BYTES = 4 + 4 + 8 + 4;

  /** What an entry in the map costs. */
  static final int ENTRY_BYTES = 64;

  private final int[] dense; // by id: ordinal + 1
  private final Map<Long, Integer> sparse = new HashMap<>();
  private final int[] offsets;
  private final long[] resolved;
  private int count;

  /** For at most {@code max} records. */
  IdTable(int max) {
    dense = new int[max + 1];
    offsets = new int[max];
    resolved = new long[max];
    Arrays.fill(resolved, -1);
  }

  boolean full() {
    return count == offsets.length;
  }

  /** The first id that needs an entry in the map. */
  int indexed() {
    return dense.length;
  }

  /** Whether a record with this id needs no entry in the map. */
  boolean indexes(long id) {
    return id >= 0 && id < dense.length;
  }

  /** Adds a record; false if one with this id stands already. */
  boolean add(long id, int offset) {
    if (id >= 0 && id < dense.length) {
      if (dense[(int) id] != 0) {
        return false;
      }
      dense[(int) id] = count + 1;
    } else if (sparse.putIfAbsent(id, count) != null) {
      return false;
    }
    offsets[count++] = offset;
    return true;
  }

  /** The ordinal of a record, or −1. */
  int ordinal(long id) {
    if (id >= 0 && id < dense.length) {
      return dense[(int) id] - 1;
    }
    return sparse.getOrDefault(id, -1);
  }

  /** Where the record's message stands: at its length. */
  int offset(int ordinal) {
    return offsets[ordinal];
  }

  /** What {@link #resolve} stored, or −1. */
  long resolved(int ordinal) {
    return resolved[ordinal];
  }

  void resolve(int ordinal, long value) {
    resolved[ordinal] = value;
  }
}
