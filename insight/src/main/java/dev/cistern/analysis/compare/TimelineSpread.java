package dev.cistern.analysis.compare;

import dev.cistern.analysis.Rollup;
import dev.cistern.model.Profile;
import dev.cistern.model.Timeline;
import java.util.Arrays;

/**
 * The sampling error of a timeline that is rolled up: the squares of what its samples stand for,
 * and how unevenly they came, in short slices and in long ones. Use it as the listener of the
 * {@link Rollup}.
 */
final class TimelineSpread implements Spread, Rollup.Listener {
  private static final long SHORT_NANOS = 500_000_000L;
  private static final long LONG_NANOS = 8_000_000_000L;

  private final Timeline timeline;
  private final double[][] squares = new double[Rollup.COLUMNS][0]; // by stack
  private final Slices[] shorter = new Slices[Rollup.COLUMNS];
  private final Slices[] longer = new Slices[Rollup.COLUMNS];
  private int[] columns = new int[0]; // by sample type
  private int[] stacks = new int[0]; // by sample
  private boolean[] known = new boolean[0];

  TimelineSpread(Timeline timeline) {
    this.timeline = timeline;
  }

  @Override
  public void added(int column, int stack, long value, long endNanos) {
    if (shorter[column] == null) {
      shorter[column] = new Slices(timeline.stacks(), SHORT_NANOS);
      longer[column] = new Slices(timeline.stacks(), LONG_NANOS);
    }
    shorter[column].add(stack, value, endNanos);
    longer[column].add(stack, value, endNanos);
    double[] byStack = squares[column];
    if (stack >= byStack.length) {
      int room = Math.max(timeline.stacks().stackCount(), byStack.length * 3 / 2);
      byStack = Arrays.copyOf(byStack, Math.max(stack + 1, room));
      squares[column] = byStack;
    }
    byStack[stack] += (double) value * value;
  }

  /** Turns to the profile that came of the scan. */
  void finish(Rollup rollup, Profile profile) {
    int types = profile.sampleTypes().size();
    columns = new int[types];
    known = new boolean[types];
    for (int type = 0; type < types; type++) {
      String name = profile.sampleTypes().get(type).type();
      columns[type] = rollup.columnOf(name);
      known[type] = !name.startsWith("inuse_"); // a queue of fixed length, not a sample of all
    }
    stacks = new int[profile.sampleCount()];
    for (int sample = 0; sample < stacks.length; sample++) {
      stacks[sample] = profile.stackOf(sample);
    }
  }

  @Override
  public boolean knows(int type) {
    return known[type];
  }

  @Override
  public double variance(int sample, int type) {
    double[] byStack = squares[columns[type]];
    return stacks[sample] < byStack.length ? byStack[stacks[sample]] : 0;
  }

  @Override
  public double overTime(int type, int function, boolean self) {
    Slices few = longer[columns[type]];
    Slices many = shorter[columns[type]];
    if (many == null) {
      return Double.NaN;
    }
    double fine = many.variance(function, self);
    double coarse = few.variance(function, self);
    return Double.isNaN(coarse) ? fine : Math.max(fine, coarse);
  }
}
