package dev.cistern.analysis;

import dev.cistern.model.EventVisitor;
import dev.cistern.model.Finding;
import dev.cistern.model.Language;
import dev.cistern.model.PoolTable;
import dev.cistern.model.Timeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A2: whether each pool is worth having, from what profiles and recordings say without
 * instrumentation.
 */
final class PoolQuestion implements Analysis {
  private final Dossier dossier;
  private final List<PoolEvents> events = new ArrayList<>();
  private final List<AllocationWatch> allocations = new ArrayList<>();
  private final List<HeldWatch> held = new ArrayList<>();

  PoolQuestion(Dossier dossier) {
    this.dossier = dossier;
  }

  @Override
  public String question() {
    return "A2: Is each pool worth having?";
  }

  @Override
  public List<Need> needs() {
    return List.of(Need.POOL_WORK);
  }

  @Override
  public List<EventVisitor> visitors(Timeline timeline) {
    Frames frames = dossier.frames(timeline.stacks());
    PoolEvents pools = new PoolEvents(timeline, frames);
    AllocationWatch watch = new AllocationWatch(timeline, frames);
    HeldWatch keeper = new HeldWatch(timeline, dossier);
    boolean go = timeline.language() == Language.GO; // its pools have books of their own
    if (!go) {
      events.add(pools);
    }
    allocations.add(watch);
    held.add(keeper);
    return go ? List.of(watch, keeper) : List.of(pools, watch, keeper);
  }

  @Override
  public void conclude(Dossier whole, Answers answers) {
    List<Verdict> verdicts = new ArrayList<>();
    for (PoolEvents pools : events) {
      verdicts.addAll(new EventVerdicts(whole, pools).all());
    }
    for (AllocationWatch watch : allocations) {
      verdicts.addAll(new AllocationVerdicts(whole, watch).all());
    }
    for (HeldWatch keeper : held) {
      verdicts.addAll(HeldVerdicts.all(keeper));
    }
    boolean fromTimeline = allocations.stream().anyMatch(watch -> watch.account().isPresent());
    if (!fromTimeline && !whole.allocations().isEmpty()) {
      verdicts.addAll(new ProfileVerdicts(whole, whole.allocations().getFirst()).all());
    }
    verdicts.sort(
        Comparator.comparingDouble(Verdict::weight)
            .reversed()
            .thenComparing(verdict -> verdict.row().site().displayName()));
    for (Verdict verdict : verdicts) {
      answers.add(verdict.row());
      for (Finding finding : verdict.findings()) {
        answers.add(finding);
      }
    }
  }

  /**
   * What is said of one pool.
   *
   * @param weight bytes, to show the costliest first
   */
  record Verdict(PoolTable.Row row, List<Finding> findings, double weight) {}
}
