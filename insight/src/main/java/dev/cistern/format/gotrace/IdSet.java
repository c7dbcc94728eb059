package dev.cistern.format.gotrace;

import java.util.Arrays;

/**
 * Counts distinct ids: 64 neighbours share one slot, so that a billion goroutines numbered one
 * after another fit in memory.
 */
final class IdSet {
  private static final int GROUP_BITS = 6;

  private final LongToInt groups = new LongToInt();
  private final int groupsMax;
  private long[] bits = new long[64];
  private long count;
  private boolean full;

  /** At most {@code groupsMax} groups of 64 neighbouring ids. */
  IdSet(int groupsMax) {
    this.groupsMax = groupsMax;
  }

  void add(long id) {
    long key = id >>> GROUP_BITS;
    int group = groups.get(key);
    if (group == 0) {
      group = groups.size() + 1;
      if (group > groupsMax) {
        full = true;
        return;
      }
      groups.put(key, group);
      if (group >= bits.length) {
        bits = Arrays.copyOf(bits, bits.length * 2);
      }
    }
    long bit = 1L << id; // the low six bits choose
    if ((bits[group] & bit) == 0) {
      bits[group] |= bit;
      count++;
    }
  }

  long count() {
    return count;
  }

  /** Whether ids were left out because there were too many. */
  boolean full() {
    return full;
  }
}
