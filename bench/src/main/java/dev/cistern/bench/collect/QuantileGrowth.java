package dev.cistern.bench.collect;

import dev.cistern.analysis.SlidingQuantile;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntToLongFunction;
import java.util.function.LongFunction;

/** What a sample of the heat map's p95 costs the processor, by how many the window holds. */
final class QuantileGrowth {
  private static final List<Integer> SIZES = List.of(10_000, 100_000, 1_000_000, 10_000_000);
  private static final int MEASURED = 3_000_000;
  private static final int SEEDS = 5;
  private static final double P95 = 0.95;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** A sequence of samples, by its seed. */
  private record Shape(String name, LongFunction<IntToLongFunction> samples) {}

  private static final List<Shape> SHAPES =
      List.of(
          new Shape(
              "independent, exponential",
              seed -> {
                Random random = new Random(seed);
                return _ -> Math.round(1e6 * -Math.log(1 - random.nextDouble()));
              }),
          new Shape(
              "eight values",
              seed -> {
                Random random = new Random(seed);
                return _ -> random.nextInt(8);
              }),
          new Shape("rising", _ -> i -> i),
          new Shape("falling", _ -> i -> -i),
          new Shape(
              "a random walk",
              seed -> {
                Random random = new Random(seed);
                long[] at = {0};
                return _ -> at[0] += random.nextInt(1001) - 500;
              }));

  private QuantileGrowth() {}

  static String table() {
    StringBuilder table = new StringBuilder("| µs a sample at |");
    SIZES.forEach(size -> table.append(String.format(Locale.ROOT, " %,d |", size)));
    table.append(" 10⁷ : 10⁵ |\n|---|").append("--:|".repeat(SIZES.size() + 1)).append('\n');
    for (Shape shape : SHAPES) {
      table.append("| ").append(shape.name()).append(" |");
      micros(shape, 1, SIZES.getFirst()); // compiles it
      double small = 0;
      double large = 0;
      for (int size : SIZES) {
        double[] seeds = new double[SEEDS];
        Arrays.setAll(seeds, seed -> micros(shape, seed + 1L, size));
        Arrays.sort(seeds);
        large = seeds[SEEDS / 2];
        small = size == SIZES.get(1) ? large : small;
        table.append(String.format(Locale.ROOT, " %.3f |", large));
      }
      table.append(String.format(Locale.ROOT, " %.2f |%n", large / small));
    }
    return table.toString();
  }

  private static double micros(Shape shape, long seed, int size) {
    SlidingQuantile quantile = new SlidingQuantile(size, P95);
    IntToLongFunction samples = shape.samples().apply(seed);
    long startNanos = 0;
    long seen = 0;
    int measured = Math.max(MEASURED, size);
    for (int i = 0; i < size + measured; i++) {
      if (i == size) {
        startNanos = THREADS.getCurrentThreadCpuTime(); // the window is full
      }
      quantile.add(i, samples.applyAsLong(i));
      seen ^= quantile.value();
    }
    double micros = (THREADS.getCurrentThreadCpuTime() - startNanos) / 1e3 / measured;
    if (seen == startNanos) {
      System.err.println("by chance"); // so that no value is left out
    }
    return micros;
  }
}
