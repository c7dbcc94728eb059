package dev.cistern.analysis;

import dev.cistern.analysis.LeakQuestion.Grown;
import dev.cistern.analysis.TaskClusters.Cluster;
import dev.cistern.catalogue.Fact;
import dev.cistern.model.Amounts;
import dev.cistern.model.EvidenceKind;
import dev.cistern.model.Finding;
import dev.cistern.model.Place;
import dev.cistern.model.RuleId;
import dev.cistern.model.Severity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What only grows over a series of dumps, with who started it. */
final class GrowthVerdicts {
  private static final int FINDINGS_MAX = 10;
  private static final int COUNTS_SHOWN_MAX = 12;
  private static final long HIGH_MIN = 1_000;

  private GrowthVerdicts() {}

  static List<Finding> all(TaskSeries series, Collection<Cluster> clusters) {
    List<Finding> findings = new ArrayList<>();
    Set<String> told = new HashSet<>();
    for (Grown grown : LeakQuestion.grown(clusters)) {
      Optional<Fact> stands = grown.cluster().standsFor();
      if (findings.size() < FINDINGS_MAX && (stands.isEmpty() || told.add(stands.get().what()))) {
        findings.add(
            stands.isPresent() ? connections(series, grown, stands.get()) : tasks(series, grown));
      }
    }
    return findings;
  }

  private static Finding tasks(TaskSeries series, Grown grown) {
    Cluster cluster = grown.cluster();
    Place starter = cluster.starter();
    Place standing = cluster.standing();
    String many = series.first().noun(true);
    String name = cluster.example().name();
    String started =
        TaskRoots.isStated(cluster.example())
            ? "Started by %s".formatted(starter.function())
            : "By their outermost frame they are started in %s".formatted(starter.function());
    return common(Rules.LEAK, series, grown)
        .title(
            "%s started in %s only grow: %s to %s in %d dumps"
                .formatted(
                    capital(many),
                    starter.function(),
                    Amounts.count(grown.counts()[0]),
                    Amounts.count(last(grown)),
                    series.size()))
        .why(
            "%s%s, they stand in %s%s. Each dump has more of them: %s. %s"
                .formatted(
                    started,
                    name.isEmpty() ? "" : " and named " + name,
                    standing.function(),
                    waited(cluster),
                    shown(grown.counts()),
                    chance(grown.growth())))
        .place(starter)
        .step(starter, "starts them")
        .steps(
            Paths.up(cluster.roots().frames(), cluster.example().stack(), standingIndex(cluster)))
        .mend(
            "Give each of them an end: a context or a stop flag that the starter's owner closes, a time-out on what it waits for; or start one for all instead of one for each.")
        .statement("leak " + standing.function() + name)
        .build();
  }

  private static Finding connections(TaskSeries series, Grown grown, Fact fact) {
    Cluster cluster = grown.cluster();
    Place starter = cluster.starter();
    return common(Rules.CONNECTIONS, series, grown)
        .title(
            "Only grows: %s, %s to %s in %d dumps"
                .formatted(
                    fact.what(),
                    Amounts.count(grown.counts()[0]),
                    Amounts.count(last(grown)),
                    series.size()))
        .why(
            "Each such %s stands for one (%s, started by %s)%s. Each dump has more of them: %s. %s"
                .formatted(
                    series.first().noun(false),
                    cluster.standing().function(),
                    starter.function(),
                    waited(cluster),
                    shown(grown.counts()),
                    chance(grown.growth())))
        .place(starter)
        .step(starter, "starts them")
        .mend(fact.text())
        .statement(fact.what())
        .build();
  }

  private static FindingBuilder common(RuleId rule, TaskSeries series, Grown grown) {
    return new FindingBuilder(rule, severity(last(grown)), EvidenceKind.SAMPLED)
        .cost(
            0,
            last(grown) - grown.counts()[0],
            0,
            series.seconds(),
            "counted in each dump, %s a second".formatted(series.first().noun(true)));
  }

  /** By how many there are at the end. */
  static Severity severity(long last) {
    return last >= HIGH_MIN ? Severity.HIGH : Severity.MEDIUM;
  }

  private static int standingIndex(Cluster cluster) {
    return Math.max(0, cluster.roots().standing(cluster.example().stack()));
  }

  private static long last(Grown grown) {
    return grown.counts()[grown.counts().length - 1];
  }

  private static String waited(Cluster cluster) {
    return cluster.longestWaitNanos() == 0
        ? ""
        : ", the longest for " + Amounts.nanos(cluster.longestWaitNanos());
  }

  static String shown(long[] counts) {
    String all =
        Arrays.stream(counts)
            .limit(COUNTS_SHOWN_MAX)
            .mapToObj(Amounts::count)
            .collect(Collectors.joining(", "));
    return counts.length > COUNTS_SHOWN_MAX ? all + " …" : all;
  }

  static String chance(Growth growth) {
    double p = growth.p();
    return "Counts in a random order rise as much %s."
        .formatted(
            p < 1e-4
                ? "less than once in 10,000 times"
                : String.format(Locale.ROOT, "in %.2g of all cases", p));
  }

  static String capital(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }
}
