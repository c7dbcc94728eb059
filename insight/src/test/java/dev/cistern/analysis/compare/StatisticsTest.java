package dev.cistern.analysis.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The tests of difference, held to exact sums and to published examples. */
final class StatisticsTest {
  private static final Offset<Double> CLOSE = within(1e-9);

  @Test
  void the_beta_function_is_the_tail_of_a_binomial_sum() {
    Random random = new Random(4);
    for (int round = 0; round < 200; round++) {
      int n = 1 + random.nextInt(300);
      int k = 1 + random.nextInt(n);
      double p = random.nextDouble();
      assertThat(Distributions.beta(p, k, n - k + 1.0))
          .as("n %d, k %d, p %f", n, k, p)
          .isCloseTo(binomialAtLeast(n, k, p), CLOSE);
    }
  }

  private static double binomialAtLeast(int n, int k, double p) {
    double sum = 0;
    for (int i = k; i <= n; i++) {
      double logChoose =
          Distributions.logGamma(n + 1)
              - Distributions.logGamma(i + 1)
              - Distributions.logGamma(n - i + 1);
      sum += Math.exp(logChoose + i * Math.log(p) + (n - i) * Math.log1p(-p));
    }
    return sum;
  }

  @Test
  void the_logarithm_of_gamma_is_that_of_factorials() {
    double factorial = 1;
    for (int n = 1; n <= 20; n++) {
      factorial *= n;
      assertThat(Distributions.logGamma(n + 1)).isCloseTo(Math.log(factorial), CLOSE);
    }
  }

  @Test
  void tails_are_those_of_the_tables() {
    assertThat(Distributions.studentTails(2.228139, 10)).isCloseTo(0.05, within(1e-6));
    assertThat(Distributions.studentTails(4.587, 10)).isCloseTo(0.001, within(1e-6));
    assertThat(Distributions.normalTail(1.959964)).isCloseTo(0.025, within(1e-6));
    assertThat(Distributions.normalTail(-1.959964)).isCloseTo(0.975, within(1e-6));
    assertThat(Distributions.betaQuantile(0.025, 5, 6)).isCloseTo(0.187086, within(1e-5));
  }

  @Test
  void ranks_agree_with_the_published_example() {
    // Hollander and Wolfe 1973, page 69f.: permeability of membranes, W = 35, p = 0.1272 one-sided.
    double[] term = {0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46};
    double[] early = {1.15, 0.88, 0.90, 0.74, 1.21};
    RankTest test = RankTest.of(early, term);
    assertThat(test.p()).isCloseTo(0.2544, within(1e-4));
    assertThat(test.shift()).isCloseTo(0.305, within(1e-9));
    assertThat(test.low()).isCloseTo(-0.15, within(1e-9));
    assertThat(test.high()).isCloseTo(0.76, within(1e-9));
  }

  @Test
  void ranks_are_exact_over_all_ways_to_deal_the_values_ties_included() {
    Random random = new Random(11);
    for (int round = 0; round < 50; round++) {
      int n = 2 + random.nextInt(4);
      int m = 2 + random.nextInt(4);
      double[] before = random.doubles(n).map(x -> Math.floor(x * 6)).toArray();
      double[] after = random.doubles(m).map(x -> Math.floor(x * 6)).toArray();
      assertThat(RankTest.of(before, after).p())
          .as("round %d of seed 11", round)
          .isCloseTo(byEnumeration(before, after), CLOSE);
    }
  }

  /** Deals all values out in every way and counts those as extreme. */
  private static double byEnumeration(double[] before, double[] after) {
    double[] all = new double[before.length + after.length];
    System.arraycopy(before, 0, all, 0, before.length);
    System.arraycopy(after, 0, all, before.length, after.length);
    double observed = wins(all, (1 << before.length) - 1);
    int ways = 0;
    int below = 0;
    int above = 0;
    for (int set = 0; set < 1 << all.length; set++) {
      if (Integer.bitCount(set) == before.length) {
        ways++;
        below += wins(all, set) <= observed ? 1 : 0;
        above += wins(all, set) >= observed ? 1 : 0;
      }
    }
    return Math.min(1, 2.0 * Math.min(below, above) / ways);
  }

  private static double wins(double[] all, int set) {
    double wins = 0;
    for (int i = 0; i < all.length; i++) {
      for (int j = 0; j < all.length; j++) {
        if ((set >> i & 1) == 1 && (set >> j & 1) == 0) {
          wins += all[i] > all[j] ? 1 : all[i] == all[j] ? 0.5 : 0;
        }
      }
    }
    return wins;
  }

  @Test
  void four_runs_a_side_can_tell_and_three_cannot() {
    assertThat(RankTest.leastP(4, 4)).isCloseTo(2.0 / 70, CLOSE).isLessThan(0.05);
    assertThat(RankTest.leastP(3, 3)).isCloseTo(0.1, CLOSE);
    assertThat(RankTest.leastP(1, 20)).isGreaterThan(0.05);
  }

  @Test
  void long_series_are_judged_by_the_normal_distribution() {
    Random random = new Random(3);
    double[] before = random.doubles(200).toArray();
    double[] same = random.doubles(180).toArray();
    double[] more = random.doubles(180).map(x -> x + 0.2).toArray();
    assertThat(RankTest.of(before, same).p()).isGreaterThan(0.01);
    assertThat(RankTest.of(before, more).p()).isLessThan(1e-6);
    assertThat(RankTest.of(before, more).low()).isBetween(0.05, 0.2);
    assertThat(RankTest.of(new double[] {1, 1, 1}, new double[] {1, 1, 1}).p()).isEqualTo(1);
  }

  @Test
  void two_rates_are_compared_by_the_binomial_of_their_counts() {
    RatioTest twice = RatioTest.of(100, 200, 1, 0);
    assertThat(twice.ratio()).isEqualTo(2);
    assertThat(twice.p()).isCloseTo(2 * binomialAtLeast(300, 200, 0.5), CLOSE);
    assertThat(twice.low()).isBetween(1.5, 1.6);
    assertThat(twice.high()).isBetween(2.5, 2.6);
    RatioTest mirrored = RatioTest.of(200, 100, 1, 0);
    assertThat(mirrored.p()).isCloseTo(twice.p(), CLOSE);
    assertThat(mirrored.low()).isCloseTo(1 / twice.high(), within(1e-6));
    assertThat(RatioTest.of(100, 200, 2, 0).p()).as("twice the window").isEqualTo(1);
    assertThat(RatioTest.of(0, 40, 1, 0.03).ratio()).isInfinite();
    assertThat(RatioTest.of(0, 40, 1, 0.03).p()).isLessThan(1e-9);
    assertThat(RatioTest.of(40, 0, 1, 0.03).ratio()).isZero();
    assertThat(RatioTest.of(0, 0, 1, 0.03).p()).isEqualTo(1);
  }

  @Test
  void a_difference_within_the_noise_is_none_however_many_samples_show_it() {
    assertThat(RatioTest.of(1e9, 1.02e9, 1, 0.03).p()).isEqualTo(1);
    assertThat(RatioTest.of(1e9, 1.05e9, 1, 0.03).p()).isLessThan(1e-9);
  }

  @Test
  void holm_multiplies_the_smallest_by_all_and_never_falls() {
    assertThat(Holm.adjust(new double[] {0.01, 0.04, 0.03, 0.005}))
        .containsExactly(new double[] {0.03, 0.06, 0.06, 0.02}, CLOSE);
    assertThat(Holm.adjust(new double[0])).isEmpty();
  }
}
