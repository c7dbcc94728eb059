package dev.cistern.analysis.compare;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What each run's values are divided by, so that they can be compared: the seconds of its window,
 * nothing for a state, or what makes the median function the same where the windows are not known
 * or say nothing of the load.
 *
 * @param before by run
 * @param after by run
 * @param per {@code s} or {@code run}, as the figures are shown
 * @param besideOthers whether what most functions have in common is the measure
 * @param variance of the logarithm of the after exposure, by which the median is uncertain
 */
record Exposure(
    double[] before, double[] after, String per, boolean besideOthers, double variance) {
  private static final int FUNCTIONS_MIN = 4;
  private static final double COUNT_MIN = 20;

  double beforeSum() {
    return Arrays.stream(before).sum();
  }

  double afterSum() {
    return Arrays.stream(after).sum();
  }

  /** Values as they are, run by run. */
  static Exposure perRun(SideSums before, SideSums after) {
    return new Exposure(ones(before.runs()), ones(after.runs()), "run", false, 0);
  }

  /** Values per second of the stated windows. */
  static Exposure perSecond(SideSums before, SideSums after) {
    return new Exposure(seconds(before), seconds(after), "s", false, 0);
  }

  static boolean haveSeconds(SideSums before, SideSums after) {
    return IntStream.range(0, before.runs()).allMatch(run -> before.seconds(run) > 0)
        && IntStream.range(0, after.runs()).allMatch(run -> after.seconds(run) > 0);
  }

  /**
   * Beside what the functions have in common: each run's exposure is such that the functions at the
   * middle, by what they cost themselves, stay what they are in all of {@code before} together.
   * With too few functions it is the total.
   */
  static Exposure besideOthers(SideSums before, SideSums after, Grid grid) {
    double[] first = SideSums.self(before.sums(), grid);
    double[] second = SideSums.self(after.sums(), grid);
    double[] firstVariance = SideSums.self(before.variances(), grid);
    double[] secondVariance = SideSums.self(after.variances(), grid);
    int[] rows =
        IntStream.range(0, grid.rows())
            .filter(row -> first[row] > 0 && second[row] > 0)
            .filter(row -> first[row] * first[row] >= COUNT_MIN * firstVariance[row])
            .filter(row -> second[row] * second[row] >= COUNT_MIN * secondVariance[row])
            .toArray();
    double[] variances = new double[rows.length]; // of the logarithm of each function's ratio
    double[] weights = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      int row = rows[i];
      variances[i] =
          firstVariance[row] / first[row] / first[row]
              + secondVariance[row] / second[row] / second[row];
      weights[i] = 1 / Math.max(variances[i], Double.MIN_NORMAL);
    }
    Middle middle = Middle.of(weights);
    boolean few = rows.length < FUNCTIONS_MIN;
    return new Exposure(
        relative(before, rows, first, before.runs(), grid, few, middle),
        relative(after, rows, first, before.runs(), grid, few, middle),
        haveSeconds(before, after) ? "s" : "run",
        true,
        few ? 0 : middle.variance(variances));
  }

  private static double[] relative(
      SideSums side,
      int[] rows,
      double[] reference,
      int referenceRuns,
      Grid grid,
      boolean few,
      Middle middle) {
    double[] exposure = new double[side.runs()];
    double[] totals = side.byRun(grid.rows(), true);
    double[][] values = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      values[i] = side.byRun(rows[i], true);
    }
    for (int run = 0; run < exposure.length; run++) {
      if (few) {
        exposure[run] = totals[run] / reference[grid.rows()] * referenceRuns;
      } else {
        double[] ratios = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
          ratios[i] = values[i][run] / reference[rows[i]] * referenceRuns;
        }
        exposure[run] = middle.at(ratios);
      }
      exposure[run] = exposure[run] > 0 ? exposure[run] : 1;
    }
    return exposure;
  }

  private static double[] seconds(SideSums side) {
    return IntStream.range(0, side.runs()).mapToDouble(side::seconds).toArray();
  }

  private static double[] ones(int runs) {
    double[] ones = new double[runs];
    Arrays.fill(ones, 1);
    return ones;
  }
}
