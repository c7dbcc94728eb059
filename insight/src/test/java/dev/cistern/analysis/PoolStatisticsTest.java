package dev.cistern.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.model.Correlation;
import dev.cistern.model.GcLink;
import dev.cistern.model.ReuseFit;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Both sides of each test of evidence, at α = 0.01, over fixed seeds. */
final class PoolStatisticsTest {
  private static final int SETS = 200;
  private static final int CLAIMS_MAX = 5;
  private static final int FOUND_MIN = 190;

  @Test
  void misses_planted_after_collections_are_found_and_shuffled_ones_are_not() {
    int found = 0;
    int claimed = 0;
    for (int seed = 0; seed < SETS; seed++) {
      found += linked(new Random(seed), 0.3) ? 1 : 0;
      claimed += linked(new Random(seed), 0) ? 1 : 0;
    }
    assertThat(found).isGreaterThanOrEqualTo(FOUND_MIN);
    assertThat(claimed).isLessThanOrEqualTo(CLAIMS_MAX);
  }

  /** 20,000 acquires, one in fifty a miss, 40 collections; after each some more misses. */
  private static boolean linked(Random random, double planted) {
    int acquires = 20_000;
    long[] gc = random.longs(40, 1, acquires).sorted().toArray();
    boolean[] missed = new boolean[acquires];
    for (int i = 0; i < acquires; i++) {
      missed[i] = random.nextDouble() < 0.02;
    }
    for (long at : gc) {
      for (int i = (int) at; i < Math.min(acquires, at + 40); i++) {
        missed[i] |= random.nextDouble() < planted;
      }
    }
    long[] misses =
        java.util.stream.LongStream.range(0, acquires).filter(i -> missed[(int) i]).toArray();
    GcLink link = new GcLinks(gc, acquires).of(misses, 1, 0, 0);
    return link.grade() == GcLink.Grade.STRONG;
  }

  @Test
  void related_series_are_told_from_random_walks_of_their_own() {
    int found = 0;
    int claimed = 0;
    for (int seed = 0; seed < SETS; seed++) {
      Random random = new Random(seed);
      double[] walk = walk(random);
      double[] other = walk(random);
      double[] related = new double[walk.length];
      for (int i = 2; i < walk.length; i++) {
        related[i] = -walk[i - 2] + 0.5 * other[i]; // follows two slices later
      }
      found += clear(Correlations.of(walk, related, 1000)) ? 1 : 0;
      claimed += clear(Correlations.of(walk, other, 1000)) ? 1 : 0;
    }
    assertThat(found).isGreaterThanOrEqualTo(FOUND_MIN);
    assertThat(claimed).isLessThanOrEqualTo(CLAIMS_MAX);
  }

  @Test
  void the_lag_is_that_of_the_one_that_follows() {
    double[] walk = walk(new Random(3));
    double[] later = new double[walk.length];
    System.arraycopy(walk, 0, later, 3, walk.length - 3);
    assertThat(Correlations.of(walk, later, 1000)).map(Correlation::lagNanos).hasValue(3000L);
  }

  @Test
  void a_planted_decay_is_recovered_and_a_mixture_of_two_is_refused() {
    int recovered = 0;
    int refused = 0;
    int accepted = 0;
    for (int seed = 0; seed < 100; seed++) {
      Random random = new Random(seed);
      double lambda = 250;
      ReuseFit one = fit(random, () -> lambda);
      recovered += Math.abs(one.lambdaPerSecond() / lambda - 1) <= 0.05 ? 1 : 0;
      accepted += one.fits() ? 1 : 0;
      refused += fit(random, () -> random.nextBoolean() ? 50 : 5000).fits() ? 0 : 1;
    }
    assertThat(recovered).isGreaterThanOrEqualTo(95);
    assertThat(accepted).isGreaterThanOrEqualTo(95);
    assertThat(refused).isEqualTo(100);
  }

  @Test
  void half_of_the_objects_are_used_again_within_the_half_life() {
    ReuseFit fit = fit(new Random(1), () -> 100);
    assertThat(fit.fitted((long) fit.halfLifeNanos()))
        .isCloseTo(0.5, org.assertj.core.data.Offset.offset(0.001));
    assertThat(fit.r2()).isGreaterThan(0.99);
  }

  private static ReuseFit fit(Random random, java.util.function.DoubleSupplier lambda) {
    long[] nanos = new long[10_000];
    Arrays.setAll(
        nanos, _ -> (long) (-Math.log(1 - random.nextDouble()) / lambda.getAsDouble() * 1e9) + 1);
    return ReuseFits.of(nanos, nanos.length).orElseThrow();
  }

  private static boolean clear(java.util.Optional<Correlation> correlation) {
    return correlation.map(Correlation::isClear).orElse(false);
  }

  private static double[] walk(Random random) {
    double[] walk = new double[200];
    for (int i = 1; i < walk.length; i++) {
      walk[i] = walk[i - 1] + random.nextGaussian();
    }
    return walk;
  }
}
