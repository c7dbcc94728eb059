package dev.cistern.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Ratios of neighbours in time: their geometric mean with an interval by resampling. */
public final class Pairs {
  private static final int RESAMPLES = 10_000;
  private static final long SEED = 1;

  private final List<Double> logs = new ArrayList<>();

  public void add(double ratio) {
    logs.add(Math.log(ratio));
  }

  public int size() {
    return logs.size();
  }

  /** The geometric mean, and between what it lies in 95 of 100 resamples. */
  public record Ratio(double mean, double low, double high) {
    public String shown() {
      return String.format(Locale.ROOT, "%.3f [%.3f, %.3f]", mean, low, high);
    }
  }

  public Ratio ratio() {
    Random random = new Random(SEED);
    double[] means = new double[RESAMPLES];
    for (int i = 0; i < RESAMPLES; i++) {
      double sum = 0;
      for (int j = 0; j < logs.size(); j++) {
        sum += logs.get(random.nextInt(logs.size()));
      }
      means[i] = Math.exp(sum / logs.size());
    }
    Arrays.sort(means);
    double mean = Math.exp(logs.stream().mapToDouble(Double::doubleValue).average().orElse(0));
    return new Ratio(mean, means[RESAMPLES / 40], means[RESAMPLES - 1 - RESAMPLES / 40]);
  }
}
