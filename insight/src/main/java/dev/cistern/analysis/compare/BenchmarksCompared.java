package dev.cistern.analysis.compare;

import dev.cistern.model.Benchmarks;
import dev.cistern.model.Benchmarks.Better;
import dev.cistern.model.Benchmarks.Series;
import dev.cistern.model.Comparison.BenchmarkDifference;
import dev.cistern.model.Comparison.Measured;
import dev.cistern.model.Comparison.Test;
import dev.cistern.model.Comparison.Verdict;
import dev.cistern.model.SampleType;
import dev.cistern.model.Severity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Benchmark results line by line: each benchmark and metric that both sides have, by Mann and
 * Whitney's U on its own at 5 %, as {@code benchstat} judges; the same verdict for every line.
 */
final class BenchmarksCompared {
  /** The chance of a false alarm in each line. */
  static final double ERROR = 0.05;

  private static final double HIGH_RATIO = 1.2;
  private static final double MEDIUM_RATIO = 1.05;

  /** What tells machines apart and not benchmarks; left out where the sides have no other match. */
  private static final List<String> MACHINE = List.of("goos", "goarch", "cpu", "jdk", "vm");

  /** What must be equal of a configuration; the first way by which any line has a match. */
  private static final List<Predicate<String>> KEYS =
      List.of(_ -> true, key -> !MACHINE.contains(key), "pkg"::equals);

  private final List<BenchmarkDifference> differences = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  /** Values of one line gathered over all files of a side. */
  private record Line(Series first, List<Double> values) {}

  BenchmarksCompared(List<Benchmarks> before, List<Benchmarks> after) {
    SequencedMap<String, Line> first = new LinkedHashMap<>();
    SequencedMap<String, Line> second = new LinkedHashMap<>();
    for (Predicate<String> key : KEYS) {
      first = lines(before, key);
      second = lines(after, key);
      if (first.keySet().stream().anyMatch(second::containsKey)) {
        break;
      }
    }
    List<double[]> pairs = new ArrayList<>();
    List<Line> matched = new ArrayList<>();
    int alone = 0;
    for (Map.Entry<String, Line> entry : second.sequencedEntrySet()) {
      Line counterpart = first.get(entry.getKey());
      if (counterpart == null) {
        alone++;
        continue;
      }
      matched.add(entry.getValue());
      pairs.add(values(counterpart));
      pairs.add(values(entry.getValue()));
    }
    for (String key : first.keySet()) {
      alone += second.containsKey(key) ? 0 : 1;
    }
    if (alone > 0) {
      notes.add("Only on one side: %d benchmark metrics.".formatted(alone));
    }
    judge(matched, pairs);
    tellFailures(before, "before");
    tellFailures(after, "after");
  }

  private void tellFailures(List<Benchmarks> side, String name) {
    for (Benchmarks one : side) {
      for (Benchmarks.Failure failure : one.failures().stream().limit(20).toList()) {
        notes.add("Failed %s: %s %s".formatted(name, failure.name(), failure.reason()).strip());
      }
    }
  }

  private static SequencedMap<String, Line> lines(
      List<Benchmarks> side, Predicate<String> configuring) {
    SequencedMap<String, Line> lines = new LinkedHashMap<>();
    for (Benchmarks one : side) {
      for (Series series : one.series()) {
        Map<String, String> configuration = new TreeMap<>(series.configuration());
        configuration.keySet().removeIf(configuring.negate());
        String key =
            String.join("\0", series.name(), series.metric(), series.unit()) + "\0" + configuration;
        lines
            .computeIfAbsent(key, _ -> new Line(series, new ArrayList<>()))
            .values()
            .addAll(series.values());
      }
    }
    return lines;
  }

  private static double[] values(Line line) {
    return line.values().stream().mapToDouble(Double::doubleValue).toArray();
  }

  private void judge(List<Line> lines, List<double[]> pairs) {
    RankTest[] tests = new RankTest[lines.size()];
    Arrays.setAll(tests, i -> RankTest.of(pairs.get(2 * i), pairs.get(2 * i + 1)));
    double[] adjusted = Holm.adjust(Arrays.stream(tests).mapToDouble(RankTest::p).toArray());
    for (int i = 0; i < tests.length; i++) {
      Line line = lines.get(i);
      double[] before = pairs.get(2 * i);
      double[] after = pairs.get(2 * i + 1);
      Measured measured = measured(line.first(), before, after, tests[i], adjusted[i]);
      differences.add(
          new BenchmarkDifference(
              name(line.first()), before.length, after.length, severity(measured), measured));
    }
  }

  /** The benchmark with what tells it from others of its name. */
  private static String name(Series series) {
    StringBuilder name = new StringBuilder(series.name());
    series
        .configuration()
        .forEach((key, value) -> {
          if (!MACHINE.contains(key) && !key.equals("pkg")) {
            name.append(' ').append(key).append('=').append(value);
          }
        });
    return name.toString();
  }

  private static Measured measured(
      Series series, double[] before, double[] after, RankTest test, double adjusted) {
    double first = median(before);
    double second = median(after);
    return new Measured(
        new SampleType(series.metric(), series.unit()),
        "run",
        first,
        second,
        first != 0 ? second / first : second == 0 ? 1 : Double.POSITIVE_INFINITY,
        ratio(test.low(), first),
        ratio(test.high(), first),
        test.p(),
        adjusted,
        Test.RANKS,
        false,
        verdict(series.better(), first, second, test.p()));
  }

  private static double ratio(double shift, double median) {
    return median > 0 ? Math.max(0, 1 + shift / median) : Double.NaN;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return RankTest.median(sorted);
  }

  private static Verdict verdict(Better better, double before, double after, double p) {
    if (p > ERROR || before == after) {
      return Verdict.SAME;
    }
    return switch (better) {
      case LOWER -> after < before ? Verdict.BETTER : Verdict.WORSE;
      case HIGHER -> after > before ? Verdict.BETTER : Verdict.WORSE;
      case UNKNOWN -> Verdict.UNJUDGED;
    };
  }

  private static Severity severity(Measured measured) {
    if (measured.verdict() != Verdict.WORSE) {
      return Severity.INFO;
    }
    double worse = Math.max(measured.ratio(), 1 / measured.ratio());
    return worse >= HIGH_RATIO
        ? Severity.HIGH
        : worse >= MEDIUM_RATIO ? Severity.MEDIUM : Severity.LOW;
  }

  List<BenchmarkDifference> differences() {
    return differences;
  }

  List<String> notes() {
    return notes;
  }
}
