package dev.cistern.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SlidingQuantileTest {
  private record Sample(long time, long value) {}

  @Test
  void equals_the_exact_quantile_of_the_window_after_every_sample() {
    for (long seed = 1; seed <= 20; seed++) {
      Random random = new Random(seed);
      long window = 1L + random.nextInt(400);
      double p = seed % 4 == 0 ? random.nextDouble() : 0.95;
      int spread = 1 << random.nextInt(20);
      SlidingQuantile quantile = new SlidingQuantile(window, p);
      Deque<Sample> held = new ArrayDeque<>();
      long time = 0;
      for (int i = 0; i < 3000; i++) {
        time += random.nextInt(5);
        long value = (long) random.nextInt(spread) - spread / 4;
        quantile.add(time, value);
        held.add(new Sample(time, value));
        while (held.getFirst().time() <= time - window) {
          held.removeFirst();
        }
        long[] sorted = held.stream().mapToLong(Sample::value).sorted().toArray();
        assertThat(quantile.size()).as("seed %d, sample %d", seed, i).isEqualTo(sorted.length);
        assertThat(quantile.value())
            .as("seed %d, sample %d", seed, i)
            .isEqualTo(sorted[(int) Math.floor((sorted.length - 1) * p)]);
      }
    }
  }

  /** Windows that hold far more samples than are kept next to the quantile. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void equals_it_in_windows_of_many_samples_of_every_shape(int shape) {
    Random random = new Random(shape);
    int window = 20_000;
    SlidingQuantile quantile = new SlidingQuantile(window, 0.95);
    Deque<Long> held = new ArrayDeque<>();
    List<Long> sorted = new ArrayList<>();
    long walk = 0;
    for (int i = 0; i < 4 * window; i++) {
      walk += random.nextInt(1001) - 500;
      long value =
          switch (shape) {
            case 0 -> walk;
            case 1 -> random.nextInt(1 << 20);
            case 2 -> random.nextInt(3);
            case 3 -> i;
            default -> -i;
          };
      quantile.add(i, value);
      held.add(value);
      int at = Collections.binarySearch(sorted, value);
      sorted.add(at < 0 ? -at - 1 : at, value);
      if (held.size() > window) {
        sorted.remove(Collections.binarySearch(sorted, held.removeFirst()));
      }
      if (i % 7 == 0) {
        assertThat(quantile.size()).isEqualTo(sorted.size());
        assertThat(quantile.value())
            .as("sample %d", i)
            .isEqualTo(sorted.get((int) Math.floor((sorted.size() - 1) * 0.95)));
      }
    }
    quantile.forgetUntil(5 * window);
    assertThat(quantile.size()).isZero();
    quantile.add(6 * window, 7);
    assertThat(quantile.value()).isEqualTo(7);
  }

  @Test
  void rising_falling_and_equal_samples_keep_it_exact_and_shallow() {
    SlidingQuantile quantile = new SlidingQuantile(50_000, 0.5);
    for (int i = 0; i < 150_000; i++) {
      quantile.add(i, i < 50_000 ? i : i < 100_000 ? -i : 7);
    }
    assertThat(quantile.size()).isEqualTo(50_000);
    assertThat(quantile.value()).isEqualTo(7);
  }
}
