package dev.cistern.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;

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
