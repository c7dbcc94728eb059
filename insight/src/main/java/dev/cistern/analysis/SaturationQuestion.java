package dev.cistern.analysis;

import dev.cistern.model.EventVisitor;
import dev.cistern.model.Timeline;
import java.util.ArrayList;
import java.util.List;

/** A9: whether callers queue for the objects of a pool that has no more to give. */
final class SaturationQuestion implements Analysis {
  private final Dossier dossier;
  private final List<PoolWaitWatch> watches = new ArrayList<>();

  SaturationQuestion(Dossier dossier) {
    this.dossier = dossier;
  }

  @Override
  public String question() {
    return "A9: Do callers queue for a pool that is at its maximum?";
  }

  @Override
  public List<Need> needs() {
    return List.of(Need.WAITS);
  }

  @Override
  public List<EventVisitor> visitors(Timeline timeline) {
    PoolWaitWatch watch = new PoolWaitWatch(timeline, dossier);
    watches.add(watch);
    return List.of(watch);
  }

  @Override
  public void conclude(Dossier whole, Answers answers) {
    for (PoolWaitWatch watch : watches) {
      QueueVerdicts.ofEvents(watch, whole.scanned(watch.timeline())).forEach(answers::add);
    }
    for (TaskSeries series : whole.taskSeries()) {
      QueueVerdicts.ofDumps(DumpQueues.of(series, whole)).forEach(answers::add);
    }
  }
}
