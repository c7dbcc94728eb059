package dev.cistern.analysis;

import dev.cistern.model.Stacks;
import java.util.Optional;

/** What the rows of a {@link Top} sum up to over some of the stacks, for several sample types. */
final class RowSums {
  private final Stacks stacks;
  private final Optional<FramePruning> pruning;
  private final int[] rowOfFrame;
  private final long[][] byStack; // by sample type
  private final long[][] flat; // by sample type, then row
  private final long[][] cum;
  private final int[] seenInStack; // stack + 1
  private int[] frames = new int[256];

  /** Of the stacks' values for each sample type; each frame belongs to one row. */
  RowSums(
      Stacks stacks,
      Optional<FramePruning> pruning,
      int[] rowOfFrame,
      int rowCount,
      long[][] byStack) {
    this.stacks = stacks;
    this.pruning = pruning;
    this.rowOfFrame = rowOfFrame;
    this.byStack = byStack;
    flat = new long[byStack.length][rowCount];
    cum = new long[byStack.length][rowCount];
    seenInStack = new int[rowCount];
  }

  /** What rows cost themselves. */
  long[] flat(int type) {
    return flat[type];
  }

  /** What rows cost with all they call. */
  long[] cum(int type) {
    return cum[type];
  }

  /** Adds the stacks from {@code from} to before {@code to}; a row counts once in each. */
  RowSums add(int from, int to) {
    for (int stack = from; stack < to; stack++) {
      int depth = rows(stack);
      for (int t = 0; t < byStack.length; t++) {
        long value = byStack[t][stack];
        long[] sums = cum[t];
        for (int i = 0; i < depth; i++) {
          sums[frames[i]] += value;
        }
      }
    }
    return this;
  }

  /** Puts a stack's rows, each once, into {@link #frames} and adds its leaf; tells how many. */
  private int rows(int stack) {
    if (stacks.depth(stack) > frames.length) {
      frames = new int[stacks.depth(stack) * 2];
    }
    int[] rows = frames;
    int depth = pruning.isPresent() ? pruning.get().prune(stack, rows) : stacks.copy(stack, rows);
    for (int t = 0; t < byStack.length && depth > 0; t++) {
      flat[t][rowOfFrame[rows[0]]] += byStack[t][stack];
    }
    int count = 0;
    for (int i = 0; i < depth; i++) {
      int row = rowOfFrame[rows[i]];
      if (seenInStack[row] != stack + 1) {
        seenInStack[row] = stack + 1;
        rows[count++] = row;
      }
    }
    return count;
  }

  /** Adds what another part of the stacks sums up to. */
  RowSums add(RowSums other) {
    for (int t = 0; t < flat.length; t++) {
      add(flat[t], other.flat[t]);
      add(cum[t], other.cum[t]);
    }
    return this;
  }

  private static void add(long[] sums, long[] more) {
    for (int row = 0; row < sums.length; row++) {
      sums[row] += more[row];
    }
  }
}
