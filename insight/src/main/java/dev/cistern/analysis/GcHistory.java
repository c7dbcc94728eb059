package dev.cistern.analysis;

import dev.cistern.model.Clock;
import dev.cistern.model.Event;
import dev.cistern.model.EventKind;
import dev.cistern.model.EventVisitor;
import dev.cistern.model.GcTimeline;
import dev.cistern.model.Timeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;

/** Collects collections, stops and heap sizes of one timeline in bounded space. */
final class GcHistory implements EventVisitor {
  private static final int SPANS_MAX = 1000;
  private static final int POINTS_MAX = 1000;

  private final Timeline timeline;
  private final Longest cycles = new Longest();
  private final Longest stops = new Longest();
  private final Series heap = new Series();
  private final Series goal = new Series();

  GcHistory(Timeline timeline) {
    this.timeline = timeline;
  }

  @Override
  public Set<EventKind> kinds() {
    return EnumSet.of(EventKind.GC_CYCLE, EventKind.STOP, EventKind.HEAP_LIVE, EventKind.HEAP_GOAL);
  }

  @Override
  public void event(Event event) {
    switch (event.kind()) {
      case GC_CYCLE -> cycles.add(event, timeline.strings().get(event.text()));
      case STOP -> stops.add(event, timeline.strings().get(event.text()));
      case HEAP_LIVE -> heap.add(event.timeNanos(), event.value());
      case HEAP_GOAL -> goal.add(event.timeNanos(), event.value());
      default -> {
        // Not asked for.
      }
    }
  }

  /** What was seen; empty if there was no collection, stop or heap size. */
  Optional<GcTimeline> result(long endNanos) {
    if (cycles.isEmpty() && stops.isEmpty() && heap.isEmpty()) {
      return Optional.empty();
    }
    Clock clock = timeline.clock();
    long omitted = cycles.omitted + stops.omitted + heap.omitted + goal.omitted;
    return Optional.of(
        new GcTimeline(
            clock,
            0,
            endNanos,
            cycles.sorted(),
            stops.sorted(),
            heap.points(),
            goal.points(),
            omitted));
  }

  /** The longest intervals of all that were added. */
  private static final class Longest {
    private final PriorityQueue<GcTimeline.Span> kept =
        new PriorityQueue<>(Comparator.comparingLong(GcTimeline.Span::durationNanos));
    private long omitted;

    void add(Event event, String text) {
      kept.add(new GcTimeline.Span(event.timeNanos(), event.durationNanos(), text));
      if (kept.size() > SPANS_MAX) {
        kept.poll();
        omitted++;
      }
    }

    boolean isEmpty() {
      return kept.isEmpty();
    }

    List<GcTimeline.Span> sorted() {
      List<GcTimeline.Span> all = new ArrayList<>(kept);
      all.sort(
          Comparator.comparingLong(GcTimeline.Span::startNanos)
              .thenComparingLong(GcTimeline.Span::durationNanos)
              .thenComparing(GcTimeline.Span::text));
      return all;
    }
  }

  /** Sizes over time, thinned evenly: when full, every second goes and half as many are taken. */
  private static final class Series {
    private List<GcTimeline.Point> kept = new ArrayList<>();
    private long seen;
    private long stride = 1;
    private long omitted;

    void add(long timeNanos, long bytes) {
      if (seen++ % stride != 0) {
        omitted++;
        return;
      }
      kept.add(new GcTimeline.Point(timeNanos, bytes));
      if (kept.size() == POINTS_MAX) {
        List<GcTimeline.Point> half = new ArrayList<>(POINTS_MAX);
        for (int i = 0; i < kept.size(); i += 2) {
          half.add(kept.get(i));
        }
        omitted += kept.size() - half.size();
        kept = half;
        stride *= 2;
      }
    }

    boolean isEmpty() {
      return kept.isEmpty();
    }

    List<GcTimeline.Point> points() {
      List<GcTimeline.Point> all = new ArrayList<>(kept);
      all.sort(
          Comparator.comparingLong(GcTimeline.Point::timeNanos)
              .thenComparingLong(GcTimeline.Point::bytes));
      return all;
    }
  }
}
