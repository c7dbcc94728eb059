package dev.cistern.analysis.compare;

import dev.cistern.model.Stacks;
import java.util.Arrays;

/**
 * How unevenly one column of a timeline arises: its values by function in slices of equal length,
 * of which only the squares of the differences between neighbours are kept. A slow drift hardly
 * counts, bursts do.
 */
final class Slices {
  private static final int SLICES_MIN = 8;

  private final Stacks stacks;
  private final long widthNanos;
  private long slice = -1;
  private long closed;

  private long[] byStack = new long[0];
  private int[] touched = new int[64]; // stacks with a value in the open slice
  private int touchedCount;

  // By function: in the open slice, in the one before, and the squared differences; 0 is the total.
  private double[] now = new double[0];
  private double[] before = new double[0];
  private double[] squares = new double[0];
  private double[] selfNow = new double[0];
  private double[] selfBefore = new double[0];
  private double[] selfSquares = new double[0];
  private int[] seenIn = new int[0]; // stack + 1

  Slices(Stacks stacks, long widthNanos) {
    this.stacks = stacks;
    this.widthNanos = widthNanos;
  }

  void add(int stack, long value, long atNanos) {
    long of = Math.max(slice, Math.floorDiv(atNanos, widthNanos));
    if (slice < 0) {
      slice = of;
    }
    for (int i = 0; slice < of; i++) {
      close();
      if (i >= 2) { // empty ones do not differ from each other
        closed += of - slice - 1;
        slice = of;
        break;
      }
      slice++;
    }
    if (stack >= byStack.length) {
      byStack = Arrays.copyOf(byStack, Math.max(stack + 1, byStack.length * 2));
    }
    if (byStack[stack] == 0 && value != 0) {
      if (touchedCount == touched.length) {
        touched = Arrays.copyOf(touched, touchedCount * 2);
      }
      touched[touchedCount++] = stack;
    }
    byStack[stack] += value;
  }

  private void close() {
    grow(stacks.strings().size());
    for (int i = 0; i < touchedCount; i++) {
      int stack = touched[i];
      double value = byStack[stack];
      byStack[stack] = 0;
      now[0] += value;
      for (int at = 0; at < stacks.depth(stack); at++) {
        int function = stacks.functionId(stacks.frameAt(stack, at));
        if (at == 0) {
          selfNow[function] += value;
        }
        if (function != 0 && seenIn[function] != stack + 1) {
          seenIn[function] = stack + 1;
          now[function] += value;
        }
      }
    }
    for (int i = 0; i < touchedCount; i++) {
      for (int at = 0; at < stacks.depth(touched[i]); at++) {
        seenIn[stacks.functionId(stacks.frameAt(touched[i], at))] = 0;
      }
    }
    touchedCount = 0;
    if (closed++ > 0) {
      addSquares(now, before, squares);
      addSquares(selfNow, selfBefore, selfSquares);
    }
    double[] empty = before;
    before = now;
    now = empty;
    Arrays.fill(now, 0);
    double[] selfEmpty = selfBefore;
    selfBefore = selfNow;
    selfNow = selfEmpty;
    Arrays.fill(selfNow, 0);
  }

  private static void addSquares(double[] now, double[] before, double[] squares) {
    for (int i = 0; i < now.length; i++) {
      double difference = now[i] - before[i];
      squares[i] += difference * difference;
    }
  }

  private void grow(int functions) {
    if (functions > now.length) {
      int capacity = Math.max(functions, now.length * 3 / 2);
      now = Arrays.copyOf(now, capacity);
      before = Arrays.copyOf(before, capacity);
      squares = Arrays.copyOf(squares, capacity);
      selfNow = Arrays.copyOf(selfNow, capacity);
      selfBefore = Arrays.copyOf(selfBefore, capacity);
      selfSquares = Arrays.copyOf(selfSquares, capacity);
      seenIn = Arrays.copyOf(seenIn, capacity);
    }
  }

  /**
   * The variance of a function's whole sum, as the slices show it; not a number where there are too
   * few. The last slice is open and does not count.
   *
   * @param function a string number, or 0 for everything
   */
  double variance(int function, boolean self) {
    double[] from = self ? selfSquares : squares;
    return closed < SLICES_MIN
        ? Double.NaN
        : function >= from.length ? 0 : from[function] / 2 * closed / (closed - 1);
  }
}
