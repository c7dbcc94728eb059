package dev.cistern.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class GrowthTest {
  private static boolean alarms(long... counts) {
    Growth growth = Growth.of(counts);
    return growth.only() && growth.p() <= Growth.CHANCE_MAX;
  }

  @Test
  void what_only_grows_is_told() {
    assertThat(alarms(10, 14, 19, 25, 31, 38)).isTrue();
    assertThat(alarms(0, 3, 3, 7, 9, 12, 15, 18, 20)).isTrue();
    assertThat(alarms(100, 130, 128, 160, 190, 210, 240)).as("a small fall is noise").isTrue();
  }

  @Test
  void what_fills_up_and_stays_is_not() {
    assertThat(alarms(5, 20, 48, 50, 50, 50, 50)).isFalse();
    assertThat(alarms(0, 10, 20, 30, 40, 41, 42, 43)).isFalse();
  }

  @Test
  void small_growth_falls_and_five_counts_are_not() {
    assertThat(alarms(100, 101, 102, 103, 104, 105, 106)).isFalse();
    assertThat(alarms(10, 30, 50, 20, 60, 80, 90)).isFalse();
    assertThat(alarms(10, 20, 30, 40, 50)).isTrue();
    assertThat(Growth.COUNTS_MIN).isEqualTo(6);
  }

  @Test
  void the_chance_is_that_of_all_orders() {
    assertThat(Growth.chance(new long[] {1, 2, 3, 4, 5, 6})).isEqualTo(1.0 / 720);
    assertThat(Growth.chance(new long[] {7, 7, 7, 7, 7, 7})).isEqualTo(1);
    double exact = Growth.chance(new long[] {1, 3, 2, 4, 6, 5, 8, 7});
    double normal = Growth.chance(new long[] {1, 3, 2, 4, 6, 5, 8, 7, 9});
    assertThat(exact).isGreaterThan(normal).isLessThan(0.005);
    assertThat(Growth.chance(new long[] {5, 1, 4, 2, 3, 5, 1, 4, 2, 3}))
        .isCloseTo(0.5, within(0.2));
  }

  @Test
  void noise_alarms_less_often_than_the_test_allows() {
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    int alarms = 0;
    for (int i = 0; i < 2_000; i++) {
      long[] counts = random.longs(7, 0, 200).toArray();
      alarms += alarms(counts) ? 1 : 0;
    }
    assertThat(alarms).as("seed %d", seed).isLessThan(20);
  }
}
