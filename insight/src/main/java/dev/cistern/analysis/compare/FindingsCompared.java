package dev.cistern.analysis.compare;

import dev.cistern.model.Comparison.FindingDifference;
import dev.cistern.model.Comparison.Verdict;
import dev.cistern.model.Finding;
import dev.cistern.model.SampleType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * The findings of both sides, paired by fingerprint. Over a series their cost is tested by ranks.
 * On single files a finding that came or went is as sure as the figure behind it: that of its pool
 * or function.
 */
final class FindingsCompared {
  private static final double RANK_ERROR = 0.05;
  private static final SampleType SEEN = new SampleType("seen", "count");

  private record Paired(
      Finding finding, int runsBefore, int runsAfter, Optional<Judgement> judgement) {}

  private final List<Paired> findings = new ArrayList<>();

  /**
   * Pairs the findings.
   *
   * @param behind the judgements of the pool and function that a finding is about
   */
  FindingsCompared(
      List<Unit> before,
      List<Unit> after,
      double noise,
      Function<Finding, List<Judgement>> behind) {
    boolean series = RankTest.leastP(before.size(), after.size()) <= RANK_ERROR;
    Map<String, Finding> all = new LinkedHashMap<>();
    after.forEach(
        unit -> unit.diagnosis().findings().forEach(f -> all.putIfAbsent(f.fingerprint(), f)));
    before.forEach(
        unit -> unit.diagnosis().findings().forEach(f -> all.putIfAbsent(f.fingerprint(), f)));
    all.values()
        .forEach(finding -> {
          int first = count(before, finding);
          int second = count(after, finding);
          Optional<Judgement> judgement =
              series
                  ? Optional.of(overRuns(finding, before, after).judge(noise))
                  : strongest(behind.apply(finding), first, second);
          findings.add(new Paired(finding, first, second, judgement));
        });
  }

  private static int count(List<Unit> units, Finding finding) {
    return (int) units.stream().filter(unit -> in(unit, finding).isPresent()).count();
  }

  private static Optional<Finding> in(Unit unit, Finding finding) {
    return unit.diagnosis().findings().stream()
        .filter(one -> one.fingerprint().equals(finding.fingerprint()))
        .findFirst();
  }

  /** The surest judgement that goes the way the finding went. */
  private static Optional<Judgement> strongest(
      List<Judgement> behind, int runsBefore, int runsAfter) {
    return behind.stream()
        .filter(Judgement::isTested)
        .filter(one -> runsBefore > 0 && runsAfter > 0 || one.isMore() == runsAfter > 0)
        .reduce((a, b) -> a.score() >= b.score() ? a : b);
  }

  private static Figures overRuns(Finding finding, List<Unit> before, List<Unit> after) {
    Finding.Cost cost = finding.cost().orElse(new Finding.Cost(0, 0, 0, ""));
    SampleType what = SEEN;
    ToDoubleFunction<Finding> of = _ -> 1;
    if (cost.bytesPerSecond() != 0) {
      what = new SampleType("cost", "bytes");
      of = one -> one.cost().map(Finding.Cost::bytesPerSecond).orElse(0.0);
    } else if (cost.nanosPerSecond() != 0) {
      what = new SampleType("cost", "nanoseconds");
      of = one -> one.cost().map(Finding.Cost::nanosPerSecond).orElse(0.0);
    }
    return new Figures(
        what,
        what == SEEN ? "run" : "s",
        values(before, finding, of),
        values(after, finding, of),
        ones(before.size()),
        ones(after.size()),
        OptionalDouble.empty());
  }

  private static double[] values(List<Unit> units, Finding finding, ToDoubleFunction<Finding> of) {
    return units.stream()
        .mapToDouble(unit -> in(unit, finding).map(of::applyAsDouble).orElse(0.0))
        .toArray();
  }

  private static double[] ones(int count) {
    double[] ones = new double[count];
    Arrays.fill(ones, 1);
    return ones;
  }

  /** The judgements that share the family's error, beyond those of pools and functions. */
  List<Judgement> family(List<Judgement> known) {
    return findings.stream()
        .flatMap(paired -> paired.judgement().stream())
        .filter(judgement -> !known.contains(judgement))
        .distinct()
        .toList();
  }

  List<FindingDifference> differences(double falseAlarmShare) {
    return findings.stream().map(paired -> difference(paired, falseAlarmShare)).toList();
  }

  private static FindingDifference difference(Paired paired, double falseAlarmShare) {
    Verdict verdict = Verdict.UNJUDGED;
    if (paired.judgement().isPresent()) {
      Verdict measured = paired.judgement().get().measured(falseAlarmShare, true).verdict();
      verdict = measured;
    }
    return new FindingDifference(
        paired.finding(),
        paired.runsBefore(),
        paired.runsAfter(),
        paired.judgement().map(judgement -> judgement.measured(falseAlarmShare, true)),
        verdict);
  }
}
