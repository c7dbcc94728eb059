package dev.cistern.analysis.compare;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Holm's step-down correction (1979): the chance of one false alarm in all comparisons together.
 */
final class Holm {
  private Holm() {}

  /** Each p adjusted, so that it may be held against the error of the whole family. */
  static double[] adjust(double[] p) {
    Integer[] order = IntStream.range(0, p.length).boxed().toArray(Integer[]::new);
    Arrays.sort(order, Comparator.comparingDouble(i -> p[i]));
    double[] adjusted = new double[p.length];
    double largest = 0;
    for (int i = 0; i < order.length; i++) {
      largest = Math.max(largest, Math.min(1, p[order[i]] * (p.length - i)));
      adjusted[order[i]] = largest;
    }
    return adjusted;
  }
}
