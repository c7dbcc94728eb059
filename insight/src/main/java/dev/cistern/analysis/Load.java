package dev.cistern.analysis;

import java.util.ArrayList;
import java.util.List;

/** How many intervals overlap, on average, in each of a fixed number of slices of time. */
final class Load {
  private static final int SLICES = 1024;

  /** The longest stretch over a limit. */
  record Peak(long startNanos, long nanos, double mean) {}

  private final double[] covered = new double[SLICES];
  private long widthNanos = 1_000_000;
  private double sumNanos;

  void add(long fromNanos, long toNanos) {
    long from = Math.max(0, fromNanos);
    if (toNanos <= from) {
      return;
    }
    while (toNanos / widthNanos >= SLICES) {
      widen();
    }
    sumNanos += toNanos - from;
    for (long slice = from / widthNanos; slice * widthNanos < toNanos; slice++) {
      long start = Math.max(from, slice * widthNanos);
      long end = Math.min(toNanos, (slice + 1) * widthNanos);
      covered[(int) slice] += end - start;
    }
  }

  /** Adds another's intervals, as far as its slices tell them. */
  void add(Load other) {
    while (widthNanos < other.widthNanos) {
      widen();
    }
    int narrower = (int) (widthNanos / other.widthNanos);
    for (int i = 0; i < SLICES; i++) {
      covered[i / narrower] += other.covered[i];
    }
    sumNanos += other.sumNanos;
  }

  private void widen() {
    for (int i = 0; i < SLICES; i++) {
      covered[i] = i < SLICES / 2 ? covered[2 * i] + covered[2 * i + 1] : 0;
    }
    widthNanos *= 2;
  }

  double sumNanos() {
    return sumNanos;
  }

  /** The mean of each of {@code points} equal stretches from the start to {@code endNanos}. */
  List<Double> means(long endNanos, int points) {
    List<Double> means = new ArrayList<>(points);
    double step = (double) endNanos / points;
    for (int i = 0; i < points; i++) {
      means.add(coveredUpTo((i + 1) * step, endNanos) - coveredUpTo(i * step, endNanos));
    }
    means.replaceAll(covered -> step == 0 ? 0 : Math.max(0, covered / step));
    return means;
  }

  /** What lies before a moment, as if each slice were even; the last one ends with the window. */
  private double coveredUpTo(double nanos, long endNanos) {
    int slice = (int) Math.min(SLICES, nanos / widthNanos);
    double sum = 0;
    for (int i = 0; i < slice; i++) {
      sum += covered[i];
    }
    double start = (double) slice * widthNanos;
    double width = Math.min(widthNanos, endNanos - start);
    return slice == SLICES || width <= 0
        ? sum
        : sum + covered[slice] * Math.min(1, (nanos - start) / width);
  }

  /** All stretches over a limit together, from the first one's start. */
  Peak over(double limit) {
    int start = -1;
    int slices = 0;
    double sum = 0;
    for (int i = 0; i < SLICES; i++) {
      if (covered[i] / widthNanos > limit) {
        start = start < 0 ? i : start;
        slices++;
        sum += covered[i];
      }
    }
    long nanos = slices * widthNanos;
    return new Peak(Math.max(0, start) * widthNanos, nanos, slices == 0 ? 0 : sum / nanos);
  }

  Peak longestOver(double limit) {
    Peak best = new Peak(0, 0, 0);
    int start = -1;
    double sum = 0;
    for (int i = 0; i <= SLICES; i++) {
      boolean over = i < SLICES && covered[i] / widthNanos > limit;
      if (over) {
        start = start < 0 ? i : start;
        sum += covered[i];
      } else if (start >= 0) {
        long nanos = (i - start) * widthNanos;
        if (nanos > best.nanos()) {
          best = new Peak(start * widthNanos, nanos, sum / nanos);
        }
        start = -1;
        sum = 0;
      }
    }
    return best;
  }
}
