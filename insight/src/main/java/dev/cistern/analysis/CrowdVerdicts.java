package dev.cistern.analysis;

import dev.cistern.analysis.TaskClusters.Cluster;
import dev.cistern.model.Amounts;
import dev.cistern.model.EvidenceKind;
import dev.cistern.model.Finding;
import dev.cistern.model.Place;
import dev.cistern.model.Severity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Large clusters of a dump that stands alone: information, for nothing tells whether they grow. */
final class CrowdVerdicts {
  private static final long CROWD_MIN = 50;
  private static final double CROWD_SHARE_MIN = 0.25;
  private static final int FINDINGS_MAX = 3;

  private CrowdVerdicts() {}

  static List<Finding> all(TaskSeries series, Collection<Cluster> clusters) {
    List<Finding> findings = new ArrayList<>();
    long tasks = series.last().tasks();
    for (Cluster cluster : TaskClusters.largest(clusters)) {
      boolean crowd = cluster.inLast() >= CROWD_MIN && cluster.inLast() >= CROWD_SHARE_MIN * tasks;
      if (crowd && !cluster.waitsForPool() && findings.size() < FINDINGS_MAX) {
        findings.add(crowd(series, cluster, tasks));
      }
    }
    return findings;
  }

  private static Finding crowd(TaskSeries series, Cluster cluster, long tasks) {
    Place starter = cluster.starter();
    Place standing = cluster.standing();
    String many = series.first().noun(true);
    String share = Amounts.share((double) cluster.inLast() / tasks);
    return new FindingBuilder(Rules.CROWD, Severity.INFO, EvidenceKind.INFERRED)
        .title(
            "%s of %s %s stand in %s"
                .formatted(
                    Amounts.count(cluster.inLast()),
                    Amounts.count(tasks),
                    many,
                    standing.function()))
        .why(
            "%s of all %s are alike%s%s. Whether they grow, a dump that stands alone cannot say: %d or more, some time apart, can."
                .formatted(
                    share,
                    many,
                    starter.function().isEmpty() ? "" : ", started in " + starter.function(),
                    cluster.longestWaitNanos() == 0
                        ? ""
                        : ", the longest waits for " + Amounts.nanos(cluster.longestWaitNanos()),
                    Growth.COUNTS_MIN))
        .place(standing)
        .step(starter, "starts them")
        .mend("Take a series of dumps, and diagnose them together.")
        .statement("crowd " + starter.function() + cluster.example().name())
        .build();
  }
}
