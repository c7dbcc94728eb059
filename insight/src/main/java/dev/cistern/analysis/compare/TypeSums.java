package dev.cistern.analysis.compare;

import dev.cistern.analysis.compare.SideSums.Placed;
import dev.cistern.model.SampleType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One sample type on both sides, with what its values are divided by and how far they are chance.
 */
final class TypeSums {
  /** A function by what it costs itself, or with its callees; the row after the last is all. */
  record Key(int row, boolean self) {}

  private static final double RANK_ERROR = 0.05;
  private static final double BURST_FREEDOM = 10;

  /**
   * What a profile does not tell of itself: samples of a function come in bursts. Over 40 runs of
   * one Go program on a busy machine the middle function varied 1.2 times its sampling error
   * squared, both in time and in bytes, a few 2 to 7 times.
   */
  private static final double UNTOLD_DISPERSION = 1.5;

  private static final double USUAL_FREEDOM = 8;
  private static final double USUAL_COUNT_MIN = 20;

  private final SampleType type;
  private final Grid grid;
  private final SideSums before;
  private final SideSums after;
  private final Exposure exposure;
  private final boolean series;
  private final RowSums rows;
  private final double usualBurst;
  private final double usualSpread;

  /** Reads one type of all runs, which the grid must hold. */
  TypeSums(SampleType type, Grid grid, List<Placed> beforeRuns, List<Placed> afterRuns) {
    this.type = type;
    this.grid = grid;
    before = sums(beforeRuns);
    after = sums(afterRuns);
    series = RankTest.leastP(before.runs(), after.runs()) <= RANK_ERROR;
    exposure = exposureOfRuns();
    rows = RowSums.of(before, after, new boolean[grid.stacks().stackCount()], grid);
    usualBurst = usual(key -> burst(key));
    usualSpread = usual(key -> spread(key));
  }

  private SideSums sums(List<Placed> runs) {
    SideSums sums = new SideSums(grid);
    for (Placed placed : runs) {
      sums.add(placed, type);
    }
    return sums;
  }

  private Exposure exposureOfRuns() {
    if (isState()) {
      return Exposure.perRun(before, after);
    }
    return Exposure.haveSeconds(before, after) && !isOfMachine()
        ? Exposure.perSecond(before, after)
        : Exposure.besideOthers(before, after, grid);
  }

  /** Whether it is what stands at a moment and not what adds up over the window. */
  private boolean isState() {
    String name = type.type();
    return name.startsWith("inuse")
        || List.of("goroutine", "goroutines", "threadcreate", "objects", "space").contains(name);
  }

  /** Whether the machine and its other work change it as much as the program does. */
  boolean isOfMachine() {
    return List.of("cpu", "samples", "wall", "itimer").contains(type.type());
  }

  SampleType type() {
    return type;
  }

  Grid grid() {
    return grid;
  }

  SideSums before() {
    return before;
  }

  SideSums after() {
    return after;
  }

  Exposure exposure() {
    return exposure;
  }

  RowSums rows() {
    return rows;
  }

  /** Whether there are so many runs that ranks can tell. */
  boolean isSeries() {
    return series;
  }

  /** Whether anything can be judged at all. */
  boolean isJudged() {
    return series || (before.known() && after.known());
  }

  /** How much burstier than independent samples a function is, of the sides that tell. */
  private double burst(Key key) {
    double first = before.burstiness(key.row(), key.self());
    double second = after.burstiness(key.row(), key.self());
    return first > 0 && second > 0 ? (first + second) / 2 : Math.max(first, second);
  }

  /** How many times the sampling error the spread of the runs is; 0 where it is not known. */
  private double spread(Key key) {
    double sampling = samplingVariance(key);
    return sampling > 0 && before.runs() + after.runs() > 2
        ? SeriesTest.variance(beforeByRun(key), afterByRun(key)) / sampling
        : 0;
  }

  /** The variance of one run's figure by sampling alone. */
  double samplingVariance(Key key) {
    RowSums.Sums sums = rows.of(key.self());
    double first = exposure.beforeSum() / before.runs();
    double second = exposure.afterSum() / after.runs();
    double variance =
        sums.beforeVariance()[key.row()] / first / first
            + sums.afterVariance()[key.row()] / second / second;
    return variance / (before.runs() + after.runs());
  }

  private double usual(java.util.function.ToDoubleFunction<Key> of) {
    RowSums.Sums sums = rows.self();
    double[] all =
        IntStream.range(0, grid.rows())
            .filter(row ->
                sums.before()[row] * sums.before()[row]
                    > USUAL_COUNT_MIN * sums.beforeVariance()[row])
            .mapToDouble(row -> of.applyAsDouble(new Key(row, true)))
            .filter(value -> value > 0)
            .sorted()
            .toArray();
    return all.length == 0 ? 1 : Math.max(1, RankTest.median(all));
  }

  /** How many times the sampling error a function's sum varies, at least 1. */
  double dispersion(Key key) {
    double burst = burst(key);
    double dispersion = UNTOLD_DISPERSION;
    if (burst > 0) {
      dispersion = drawn(burst, BURST_FREEDOM, usualBurst);
    }
    double freedom = before.runs() + after.runs() - 2.0;
    if (freedom > 0) {
      dispersion = Math.max(dispersion, drawn(spread(key), freedom, usualSpread));
    }
    return dispersion;
  }

  /** A value drawn towards what is usual, but never below itself. */
  private static double drawn(double own, double freedom, double usual) {
    double mean = (freedom * own + USUAL_FREEDOM * usual) / (freedom + USUAL_FREEDOM);
    return Math.max(1, Math.max(own, mean));
  }

  /** How many times the sampling error the runs of the middle function spread. */
  double usualSpread() {
    return usualSpread;
  }

  /** A row's figure in each run of the before side, divided by its exposure. */
  double[] beforeByRun(Key key) {
    return divided(before.byRun(key.row(), key.self()), exposure.before());
  }

  /** A row's figure in each run of the after side, divided by its exposure. */
  double[] afterByRun(Key key) {
    return divided(after.byRun(key.row(), key.self()), exposure.after());
  }

  private static double[] divided(double[] values, double[] by) {
    double[] divided = values.clone();
    Arrays.setAll(divided, i -> values[i] / by[i]);
    return divided;
  }

  /** How many samples stand behind a row on both sides, bursts taken as one. */
  double samples(Key key, RowSums.Sums sums) {
    double variance = sums.beforeVariance()[key.row()] + sums.afterVariance()[key.row()];
    double value = sums.before()[key.row()] + sums.after()[key.row()];
    return variance <= 0 ? 0 : value * value / variance / dispersion(key);
  }

  /**
   * How surely a row's samples differ, whatever runs and bursts add: callers and callees of what
   * changed are diluted by samples that did not.
   */
  double contrast(Key key, RowSums.Sums sums) {
    return counts(key, sums, 0, 1).score();
  }

  /** Tests a row of {@code sums} by the counts behind it. */
  RatioTest counts(Key key, RowSums.Sums sums, double noise) {
    return counts(key, sums, noise, dispersion(key));
  }

  private RatioTest counts(Key key, RowSums.Sums sums, double noise, double dispersion) {
    double first = Math.max(0, sums.before()[key.row()]);
    double second = Math.max(0, sums.after()[key.row()]);
    double variance = sums.beforeVariance()[key.row()] + sums.afterVariance()[key.row()];
    if (first + second <= 0 || variance <= 0) {
      return RatioTest.of(0, 0, 1, noise);
    }
    double perSample = dispersion * variance / (first + second);
    double firstCount = first / perSample;
    double secondCount = second / perSample;
    double uncertain = 1 / Math.max(1, firstCount) + 1 / Math.max(1, secondCount);
    double known = uncertain / (uncertain + exposure.variance());
    return RatioTest.of(
        firstCount * known, secondCount * known, exposure.afterSum() / exposure.beforeSum(), noise);
  }

  /** A figure as it is shown: per second where windows are known, else per run. */
  double shown(double sum, SideSums side) {
    if (!exposure.per().equals("s")) {
      return sum / side.runs();
    }
    double seconds = IntStream.range(0, side.runs()).mapToDouble(side::seconds).sum();
    return sum / seconds;
  }
}
