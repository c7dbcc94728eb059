package dev.cistern.analysis;

import dev.cistern.analysis.TaskClusters.Cluster;
import dev.cistern.model.EventVisitor;
import dev.cistern.model.Language;
import dev.cistern.model.Timeline;
import dev.cistern.model.Unanswered;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** A9: whether goroutines, threads or the connections they stand for only grow. */
final class LeakQuestion implements Analysis {
  private static final long COUNT_MIN = 10;

  private final List<StartedWatch> watches = new ArrayList<>();

  @Override
  public String question() {
    return "A9: Do goroutines, threads or connections only grow?";
  }

  @Override
  public List<Need> needs() {
    return List.of(Need.TASKS);
  }

  @Override
  public List<EventVisitor> visitors(Timeline timeline) {
    StartedWatch watch = new StartedWatch(timeline);
    watches.add(watch);
    return List.of(watch);
  }

  @Override
  public void conclude(Dossier dossier, Answers answers) {
    for (StartedWatch watch : watches) {
      StartedVerdicts.all(watch, dossier).forEach(answers::add);
    }
    for (TaskSeries series : dossier.taskSeries()) {
      Collection<Cluster> clusters = TaskClusters.of(series, dossier);
      if (series.size() < Growth.COUNTS_MIN) {
        CrowdVerdicts.all(series, clusters).forEach(answers::add);
        answers.add(tooFew(series));
      } else {
        GrowthVerdicts.all(series, clusters).forEach(answers::add);
      }
    }
  }

  private Unanswered tooFew(TaskSeries series) {
    boolean go = series.first().language() == Language.GO;
    String collect =
        go
            ? "for i in 1 2 3 4 5 6 7; do curl -o dumps/$i.txt 'http://HOST:PORT/debug/pprof/goroutine?debug=2'; sleep 30; done"
            : "for i in 1 2 3 4 5 6 7; do jcmd PID Thread.dump_to_file -format=json dumps/$i.json; sleep 30; done";
    return new Unanswered(
        question(),
        "%d or more dumps of the process, some time apart (%s given)"
            .formatted(Growth.COUNTS_MIN, series.size()),
        collect + ", then diagnose dumps");
  }

  /**
   * Counts whose growth is told apart from noise, the steepest first; Holm's correction over all.
   */
  static List<Grown> grown(Collection<Cluster> clusters) {
    List<Grown> tested = new ArrayList<>();
    for (Cluster cluster : clusters) {
      long[] counts = cluster.counts();
      if (cluster.most() >= COUNT_MIN && !cluster.waitsForPool()) {
        tested.add(new Grown(cluster, counts, Growth.of(counts)));
      }
    }
    tested.sort(Comparator.comparingDouble((Grown one) -> one.growth().p()));
    List<Grown> grown = new ArrayList<>();
    for (int i = 0; i < tested.size(); i++) {
      Grown one = tested.get(i);
      if (one.growth().p() * (tested.size() - i) > Growth.CHANCE_MAX) {
        break;
      }
      if (one.growth().only()) {
        grown.add(one);
      }
    }
    grown.sort(
        Comparator.comparingDouble((Grown one) -> one.growth().first() - one.growth().last()));
    return grown;
  }

  /** A cluster that grew. */
  record Grown(Cluster cluster, long[] counts, Growth growth) {}
}
