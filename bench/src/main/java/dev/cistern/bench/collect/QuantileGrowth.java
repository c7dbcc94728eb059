package dev.cistern.bench.collect;

import dev.cistern.analysis.SlidingQuantile;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntToLongFunction;
import java.util.function.Supplier;

/** What a sample of the heat map's p95 costs, by how many the window holds. */
final class QuantileGrowth {
  private static final List<Integer> SIZES = List.of(10_000, 100_000, 1_000_000, 10_000_000);
  private static final int MEASURED = 3_000_000;
  private static final double P95 = 0.95;

  /** A sequence of samples. */
  private record Shape(String name, Supplier<IntToLongFunction> samples) {}

  private static final List<Shape> SHAPES =
      List.of(
          new Shape(
              "independent, exponential",
              () -> {
                Random random = new Random(1);
                return _ -> Math.round(1e6 * -Math.log(1 - random.nextDouble()));
              }),
          new Shape(
              "eight values",
              () -> {
                Random random = new Random(1);
                return _ -> random.nextInt(8);
              }),
          new Shape("rising", () -> i -> i),
          new Shape("falling", () -> i -> -i),
          new Shape(
              "a random walk",
              () -> {
                Random random = new Random(1);
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
      micros(shape, SIZES.getFirst()); // compiles it
      double small = 0;
      double large = 0;
      for (int size : SIZES) {
        large = micros(shape, size);
        small = size == SIZES.get(1) ? large : small;
        table.append(String.format(Locale.ROOT, " %.3f |", large));
      }
      table.append(String.format(Locale.ROOT, " %.2f |%n", large / small));
    }
    return table.toString();
  }

  private static double micros(Shape shape, int size) {
    SlidingQuantile quantile = new SlidingQuantile(size, P95);
    IntToLongFunction samples = shape.samples().get();
    long startNanos = 0;
    long seen = 0;
    int measured = Math.max(MEASURED, size);
    for (int i = 0; i < size + measured; i++) {
      if (i == size) {
        startNanos = System.nanoTime(); // the window is full
      }
      quantile.add(i, samples.applyAsLong(i));
      seen ^= quantile.value();
    }
    double micros = (System.nanoTime() - startNanos) / 1e3 / measured;
    if (seen == startNanos) {
      System.err.println("by chance"); // so that no value is left out
    }
    return micros;
  }
}
