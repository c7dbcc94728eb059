package dev.cistern.format.pproflegacy;

import dev.cistern.format.DamageLog;
import dev.cistern.format.pprof.Budget;
import java.util.Arrays;

/**
 * Samples while they are read: for each one value per sample type and a stack of addresses, leaf
 * first, all in columns.
 */
final class AddressSamples {
  private static final int SAMPLE_BYTES = 80;
  private static final int ADDRESS_BYTES = 16;
  private static final int SIMILAR = 32; // one sample in so many may differ

  private final Budget budget;
  private final DamageLog log;
  private final long[][] values;
  private long[] blockBytes = new long[64]; // −1 for none
  private int[] starts = new int[65];
  private int[] depths = new int[64];
  private long[] addresses = new long[1024];
  private int count;
  private int end; // of the open sample's addresses
  private boolean full;

  AddressSamples(int types, Budget budget, DamageLog log) {
    this.budget = budget;
    this.log = log;
    values = new long[types][64];
  }

  /** Forgets the addresses of a sample that was not added. */
  void begin() {
    end = starts[count];
  }

  int openDepth() {
    return end - starts[count];
  }

  /** Adds an address to the open sample; what is too much is left out and told. */
  void address(long address, long offset) {
    if (openDepth() == Budget.STACK_FRAMES_MAX || !take(ADDRESS_BYTES)) {
      tellFull(offset);
      return;
    }
    if (end == addresses.length) {
      addresses = Arrays.copyOf(addresses, Math.addExact(end, end >> 1));
    }
    addresses[end++] = address;
  }

  /** Adds the open sample; {@code bytesOfOne} is the size of one block, −1 where none is told. */
  void add(long offset, long bytesOfOne, long... sampleValues) {
    if (!take(SAMPLE_BYTES)) {
      tellFull(offset);
      begin();
      return;
    }
    if (count == depths.length) {
      grow();
    }
    for (int type = 0; type < values.length; type++) {
      values[type][count] = sampleValues[type];
    }
    blockBytes[count] = bytesOfOne;
    depths[count] = openDepth();
    starts[++count] = end;
  }

  private boolean take(int bytes) {
    return !full && budget.take(bytes);
  }

  private void tellFull(long offset) {
    if (!full) {
      log.add(offset, "samples that fit into the heap", "more");
    }
    full = true;
  }

  private void grow() {
    int capacity = count * 2;
    for (int type = 0; type < values.length; type++) {
      values[type] = Arrays.copyOf(values[type], capacity);
    }
    blockBytes = Arrays.copyOf(blockBytes, capacity);
    depths = Arrays.copyOf(depths, capacity);
    starts = Arrays.copyOf(starts, capacity + 1);
  }

  /** Counts the last sample once more in its first type. */
  void repeatLast() {
    if (count > 0) {
      values[0][count - 1]++;
    }
  }

  int count() {
    return count;
  }

  int depth(int sample) {
    return depths[sample];
  }

  long address(int sample, int index) {
    return addresses[starts[sample] + index];
  }

  long blockBytes(int sample) {
    return blockBytes[sample];
  }

  /** The values of a sample by type, into {@code into}. */
  void values(int sample, long[] into) {
    for (int type = 0; type < values.length; type++) {
      into[type] = values[type][sample];
    }
  }

  /**
   * Takes out the frame above the leaf, at most twice, where nearly all samples share it: it is the
   * signal handler's.
   */
  void dropSharedSecond() {
    for (int round = 0; round < 2; round++) {
      long[] seconds = new long[count];
      int deep = 0;
      for (int sample = 0; sample < count; sample++) {
        if (depths[sample] > 1) {
          seconds[deep++] = address(sample, 1);
        }
      }
      Arrays.sort(seconds, 0, deep);
      int wanted = count - count / SIMILAR;
      for (int from = 0, to; from < deep; from = to) {
        to = from;
        while (to < deep && seconds[to] == seconds[from]) {
          to++;
        }
        if (to - from >= wanted) {
          dropSecond(seconds[from]);
          break;
        }
      }
    }
  }

  private void dropSecond(long address) {
    for (int sample = 0; sample < count; sample++) {
      if (depths[sample] > 1 && address(sample, 1) == address) {
        removeSecond(sample);
      }
    }
  }

  /** Takes out the second frame where it is the leaf again, moved back by one. */
  void dropRepeatedLeaves() {
    for (int sample = 0; sample < count; sample++) {
      if (depths[sample] > 1 && address(sample, 0) == address(sample, 1) + 1) {
        removeSecond(sample);
      }
    }
  }

  private void removeSecond(int sample) {
    int second = starts[sample] + 1;
    System.arraycopy(addresses, second + 1, addresses, second, depths[sample] - 2);
    depths[sample]--;
  }
}
