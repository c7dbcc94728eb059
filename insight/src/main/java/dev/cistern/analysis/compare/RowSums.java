package dev.cistern.analysis.compare;

/** Both sides by function, with the sampling variance; the row after the last is everything. */
record RowSums(Sums self, Sums cum) {
  /** The four columns of one way to count. */
  record Sums(double[] before, double[] beforeVariance, double[] after, double[] afterVariance) {}

  /** All stacks but those that are left out. */
  static RowSums of(SideSums before, SideSums after, boolean[] leftOut, Grid grid) {
    double[] first = without(before.sums(), leftOut);
    double[] firstVariance = without(before.variances(), leftOut);
    double[] second = without(after.sums(), leftOut);
    double[] secondVariance = without(after.variances(), leftOut);
    return new RowSums(
        new Sums(
            SideSums.self(first, grid),
            SideSums.self(firstVariance, grid),
            SideSums.self(second, grid),
            SideSums.self(secondVariance, grid)),
        new Sums(
            SideSums.cum(first, grid),
            SideSums.cum(firstVariance, grid),
            SideSums.cum(second, grid),
            SideSums.cum(secondVariance, grid)));
  }

  private static double[] without(double[] byStack, boolean[] leftOut) {
    double[] left = byStack.clone();
    for (int stack = 0; stack < left.length; stack++) {
      left[stack] = leftOut[stack] ? 0 : left[stack];
    }
    return left;
  }

  Sums of(boolean own) {
    return own ? self : cum;
  }
}
