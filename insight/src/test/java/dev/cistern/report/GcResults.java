package dev.cistern.report;

import dev.cistern.model.Clock;
import dev.cistern.model.GcTimeline;
import dev.cistern.model.GcTimeline.Point;
import dev.cistern.model.GcTimeline.Span;
import java.util.ArrayList;
import java.util.List;

/** The collections of a small service, for the reports' tests. */
final class GcResults {
  private GcResults() {}

  /** Ten seconds with young collections, and a mixed one now and then. */
  static GcTimeline service() {
    List<Span> cycles = new ArrayList<>();
    List<Span> stops = new ArrayList<>();
    List<Point> heap = new ArrayList<>();
    List<Point> goal = new ArrayList<>();
    long end = 10_200_000_000L;
    long live = 60L << 20;
    int number = 0;
    for (long t = 0; t < end; t += 97_000_000L) {
      heap.add(new Point(t, live));
      live += 7L << 20;
      if (live > (200L << 20) + number * (3L << 20)) {
        boolean mixed = number % 4 == 3;
        long pause = (mixed ? 21_400_000L : 4_100_000L) + number * 310_000L;
        cycles.add(new Span(t, pause * 3, mixed ? "G1 Old" : "G1 Young, G1 Evacuation Pause"));
        stops.add(new Span(t, pause, "G1 Evacuation Pause"));
        live = (mixed ? 48L << 20 : 70L << 20) + number * (2L << 20);
        heap.add(new Point(t + pause, live));
        number++;
      }
      goal.add(new Point(t, (256L << 20) + (t > end / 2 ? 64L << 20 : 0)));
    }
    return new GcTimeline(
        new Clock(1_795_300_000_000_000_000L, 1_000_000), 0, end, cycles, stops, heap, goal, 4);
  }
}
