package dev.cistern.analysis.compare;

import dev.cistern.model.Profile;
import dev.cistern.model.SampleType;
import dev.cistern.model.Stacks;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** One sample type on one side: by stack over all runs, and by function for each run. */
final class SideSums {
  /** A run whose stacks and frames have their common numbers, all of them in the same grid. */
  record Placed(Run run, int[] stacks, int[] rows) {
    static Placed of(Run run, Grid grid) {
      return new Placed(run, grid.stacksOf(run.profile()), grid.rowsOf(run.profile()));
    }
  }

  /** One run by function; the last place is the total. */
  private record ByRun(double[] self, double[] cum, double seconds) {}

  private final Grid grid;
  private final double[] sums; // by stack
  private final double[] variances;
  private final List<ByRun> runs = new ArrayList<>();
  private boolean known = true;

  // Where runs tell how they arose over time: that variance, and beside it the samples' own.
  private final double[] burstSelf;
  private final double[] burstCum;
  private final double[] plainSelf;
  private final double[] plainCum;

  /** Over a grid that does not grow any more. */
  SideSums(Grid grid) {
    this.grid = grid;
    sums = new double[grid.stacks().stackCount()];
    variances = new double[sums.length];
    burstSelf = new double[grid.rows() + 1];
    burstCum = new double[grid.rows() + 1];
    plainSelf = new double[grid.rows() + 1];
    plainCum = new double[grid.rows() + 1];
  }

  /** Adds a run; one that does not have the type has none of it. */
  void add(Placed placed, SampleType wanted) {
    Run run = placed.run();
    OptionalInt index = run.profile().typeIndex(wanted.type());
    if (index.isEmpty()) {
      double[] none = new double[grid.rows() + 1];
      runs.add(new ByRun(none, none, run.seconds()));
      return;
    }
    int type = index.getAsInt();
    Profile profile = run.profile();
    double[] ofRun = new double[sums.length];
    double[] variance = new double[sums.length];
    for (int sample = 0; sample < profile.sampleCount(); sample++) {
      int stack = placed.stacks()[profile.stackOf(sample)];
      ofRun[stack] += profile.value(sample, type);
      variance[stack] += run.spread().variance(sample, type);
    }
    plus(sums, ofRun);
    plus(variances, variance);
    known &= run.spread().knows(type);
    runs.add(new ByRun(self(ofRun, grid), cum(ofRun, grid), run.seconds()));
    if (!Double.isNaN(run.spread().overTime(type, 0, false))) {
      plus(burstSelf, overTime(placed, type, true));
      plus(burstCum, overTime(placed, type, false));
      plus(plainSelf, self(variance, grid));
      plus(plainCum, cum(variance, grid));
    }
  }

  private double[] overTime(Placed placed, int type, boolean self) {
    double[] byRow = new double[grid.rows() + 1];
    Stacks stacks = placed.run().profile().stacks();
    Spread spread = placed.run().spread();
    for (int frame = 0; frame < placed.rows().length; frame++) {
      int function = stacks.functionId(frame);
      if (function != 0) {
        byRow[placed.rows()[frame]] = spread.overTime(type, function, self);
      }
    }
    byRow[grid.rows()] = spread.overTime(type, 0, false);
    return byRow;
  }

  private static void plus(double[] to, double[] more) {
    for (int i = 0; i < more.length; i++) {
      to[i] += more[i];
    }
  }

  /** What each function has itself; the last place is the total. */
  static double[] self(double[] byStack, Grid grid) {
    double[] byRow = new double[grid.rows() + 1];
    for (int stack = 0; stack < byStack.length; stack++) {
      if (byStack[stack] != 0) {
        byRow[grid.rows()] += byStack[stack];
        if (grid.stacks().depth(stack) > 0) {
          byRow[grid.stacks().frameAt(stack, 0)] += byStack[stack];
        }
      }
    }
    return byRow;
  }

  /** What each function has with its callees; the last place is the total. */
  static double[] cum(double[] byStack, Grid grid) {
    double[] byRow = new double[grid.rows() + 1];
    int[] seen = new int[grid.rows()]; // stack + 1
    for (int stack = 0; stack < byStack.length; stack++) {
      if (byStack[stack] == 0) {
        continue;
      }
      byRow[grid.rows()] += byStack[stack];
      for (int i = 0; i < grid.stacks().depth(stack); i++) {
        int row = grid.stacks().frameAt(stack, i);
        if (seen[row] != stack + 1) {
          seen[row] = stack + 1;
          byRow[row] += byStack[stack];
        }
      }
    }
    return byRow;
  }

  double[] sums() {
    return sums;
  }

  double[] variances() {
    return variances;
  }

  int runs() {
    return runs.size();
  }

  /** Whether the runs tell the sampling error of this type. */
  boolean known() {
    return known;
  }

  double seconds(int run) {
    return runs.get(run).seconds();
  }

  /** A row's value in each run; the row after the last is the total. */
  double[] byRun(int row, boolean self) {
    return runs.stream().mapToDouble(run -> (self ? run.self() : run.cum())[row]).toArray();
  }

  /** How much of a row's variance over time the samples' own is, or 0 where it is not known. */
  double burstiness(int row, boolean self) {
    double plain = self ? plainSelf[row] : plainCum[row];
    return plain > 0 ? (self ? burstSelf[row] : burstCum[row]) / plain : 0;
  }
}
