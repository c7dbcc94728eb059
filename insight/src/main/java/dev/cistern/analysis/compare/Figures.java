package dev.cistern.analysis.compare;

import dev.cistern.model.SampleType;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * One figure that is not a function's, run by run: a pool's or a finding's.
 *
 * @param before by run
 * @param after by run
 * @param beforeExposure what each is divided by
 * @param afterExposure likewise
 * @param perSample what one sample stands for, empty where no count is behind the figure
 */
record Figures(
    SampleType what,
    String per,
    double[] before,
    double[] after,
    double[] beforeExposure,
    double[] afterExposure,
    OptionalDouble perSample) {
  private static final double RANK_ERROR = 0.05;

  Judgement judge(double noise) {
    double first = Arrays.stream(before).sum();
    double second = Arrays.stream(after).sum();
    double firstExposure = Arrays.stream(beforeExposure).sum();
    double secondExposure = Arrays.stream(afterExposure).sum();
    Judgement judgement =
        new Judgement(what, per, ratio(first, firstExposure), ratio(second, secondExposure), false);
    if (RankTest.leastP(before.length, after.length) <= RANK_ERROR) {
      return judgement.by(
          SeriesTest.of(
              divided(before, beforeExposure), divided(after, afterExposure), 0, 1, noise));
    }
    if (perSample.isPresent() && firstExposure > 0 && secondExposure > 0) {
      double one = perSample.getAsDouble();
      return judgement.by(
          RatioTest.of(first / one, second / one, secondExposure / firstExposure, noise));
    }
    return judgement;
  }

  private static double ratio(double value, double by) {
    return by > 0 ? value / by : 0;
  }

  private static double[] divided(double[] values, double[] by) {
    double[] divided = values.clone();
    Arrays.setAll(divided, i -> ratio(values[i], by[i]));
    return divided;
  }
}
