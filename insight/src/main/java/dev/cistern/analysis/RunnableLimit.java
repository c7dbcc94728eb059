package dev.cistern.analysis;

import dev.cistern.model.Amounts;
import dev.cistern.model.Event;
import dev.cistern.model.EventKind;
import dev.cistern.model.EventVisitor;
import dev.cistern.model.EvidenceKind;
import dev.cistern.model.Severity;
import dev.cistern.model.Timeline;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** A10: whether many goroutines wait for a processor, for long. */
final class RunnableLimit implements Analysis {
  private static final double SUSTAINED_SHARE = 0.1;
  private static final long SUSTAINED_NANOS_MIN = 100_000_000;

  private final List<Watch> watches = new ArrayList<>();

  @Override
  public String question() {
    return "A10: Do many goroutines wait for a processor?";
  }

  @Override
  public List<Need> needs() {
    return List.of(Need.TASK_STATES);
  }

  @Override
  public List<EventVisitor> visitors(Timeline timeline) {
    Watch watch = new Watch(timeline);
    watches.add(watch);
    return List.of(watch);
  }

  @Override
  public void conclude(Dossier dossier, Answers answers) {
    double limit = dossier.thresholds().runnableGoroutines();
    for (Watch watch : watches) {
      Load.Peak peak = watch.load.longestOver(limit);
      long window =
          dossier.timelines().stream()
              .filter(one -> one.timeline() == watch.timeline)
              .mapToLong(Dossier.Scanned::endNanos)
              .findFirst()
              .orElse(0);
      if (peak.nanos() < Math.max(SUSTAINED_NANOS_MIN, window * SUSTAINED_SHARE)) {
        continue;
      }
      answers.add(
          new FindingBuilder(Rules.RUNNABLE, Severity.LOW, EvidenceKind.EXACT)
              .title(
                  "%s goroutines wait for a processor, for %s (limit %s)"
                      .formatted(
                          Amounts.count(peak.mean()),
                          Amounts.nanos(peak.nanos()),
                          Amounts.count(limit)))
              .why(
                  "From %s into the trace on, more goroutines were runnable than processors could take, %s on average: every one of them waits its turn before it does anything."
                      .formatted(Amounts.nanos(peak.startNanos()), Amounts.count(peak.mean())))
              .cost(
                  0, 0, watch.load.sumNanos(), window / 1e9, "exact, goroutine states of the trace")
              .mend(
                  "Bound how many goroutines are started at once (a semaphore, a worker pool), or give the process more processors.")
              .statement("runnable")
              .build());
    }
  }

  private static final class Watch implements EventVisitor {
    private final Timeline timeline;
    private final Load load = new Load();

    Watch(Timeline timeline) {
      this.timeline = timeline;
    }

    @Override
    public Set<EventKind> kinds() {
      return EnumSet.of(EventKind.TASK_RUNNABLE);
    }

    @Override
    public boolean needsOrder() {
      return false;
    }

    @Override
    public void event(Event event) {
      load.add(event.timeNanos(), event.endNanos());
    }
  }
}
