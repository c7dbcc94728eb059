package dev.cistern.report;

import dev.cistern.model.Amounts;
import dev.cistern.model.Funnel;
import dev.cistern.model.GcTimeline;
import dev.cistern.model.ReuseFit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One pool of the funnel as the page draws it: bars, the curve of reuse intervals and the pool's
 * work over the collections, in units of a drawing 400 wide.
 */
record FunnelView(Funnel.Row row, List<Bar> taken, List<Bar> back, List<Band> collections) {
  static final int WIDTH = 400;
  static final int HEIGHT = 120;
  private static final int POOLS_MAX = 20;
  private static final int BANDS_MAX = 400;

  /** A count and the width that stands for it. */
  record Bar(String name, String count, String share, double width) {}

  /** A collection. */
  record Band(double x, double width) {}

  static List<FunnelView> of(Funnel funnel, Optional<GcTimeline> gc) {
    return funnel.rows().stream().limit(POOLS_MAX).map(row -> of(row, gc)).toList();
  }

  private static FunnelView of(Funnel.Row row, Optional<GcTimeline> gc) {
    Funnel.Taken taken = row.taken();
    Funnel.Back back = row.back();
    long asked = taken.asked();
    List<Bar> from = new ArrayList<>();
    add(from, "own slot", taken.ownSlot(), asked);
    add(from, "own queue", taken.ownQueue(), asked);
    add(from, "stolen", taken.stolen(), asked);
    add(from, "victim", taken.victim(), asked);
    add(from, "reused", taken.reused(), asked);
    add(from, "new", taken.made(), asked);
    add(from, "none", taken.none(), asked);
    List<Bar> to = new ArrayList<>();
    add(to, "given back", back.givenBack(), asked);
    add(to, "put twice", back.twice(), asked);
    add(to, "put by another", back.byOthers(), asked);
    add(to, "changed after put", back.writtenAfter(), asked);
    add(to, "handed over dirty", back.dirty(), asked);
    add(to, "dropped", back.dropped(), asked);
    add(to, "lost", back.lost(), asked);
    return new FunnelView(row, from, to, bands(row.activity(), gc));
  }

  private static void add(List<Bar> bars, String name, long count, long asked) {
    if (count > 0) {
      double share = asked == 0 ? 0 : Math.min(1, (double) count / asked);
      bars.add(new Bar(name, Amounts.count(count), Amounts.share(share), Math.max(1, share * 100)));
    }
  }

  private static List<Band> bands(Funnel.Activity activity, Optional<GcTimeline> gc) {
    double length = length(activity);
    return gc.map(GcTimeline::cycles).orElse(List.of()).stream()
        .limit(BANDS_MAX)
        .map(cycle ->
            new Band(
                cycle.startNanos() / length * WIDTH,
                Math.max(0.5, cycle.durationNanos() / length * WIDTH)))
        .filter(band -> band.x() >= 0 && band.x() <= WIDTH)
        .toList();
  }

  private static double length(Funnel.Activity activity) {
    return Math.max(1.0, (double) activity.sliceNanos() * activity.acquires().size());
  }

  /** Whether there is enough to draw over time. */
  boolean hasActivity() {
    return row.activity().acquires().size() > 1;
  }

  /** The length of the time that is drawn. */
  String span() {
    return Amounts.nanos(Math.round(length(row.activity())));
  }

  /** The most acquires in a slice. */
  String peak() {
    long most = row.activity().acquires().stream().mapToLong(Long::longValue).max().orElse(0);
    return Amounts.count(most) + " in " + Amounts.nanos(row.activity().sliceNanos());
  }

  /** Acquires over time, as an area. */
  String acquires() {
    return area(row.activity().acquires());
  }

  /** Misses over time on the same scale, as an area. */
  String misses() {
    return area(row.activity().misses());
  }

  private String area(List<Long> counts) {
    long most = row.activity().acquires().stream().mapToLong(Long::longValue).max().orElse(0);
    StringBuilder path = new StringBuilder("M0," + HEIGHT);
    for (int i = 0; i < counts.size(); i++) {
      double x = (double) i / counts.size() * WIDTH;
      double width = (double) WIDTH / counts.size();
      double y = HEIGHT * (1 - (double) counts.get(i) / Math.max(1, most));
      path.append(number("L%.1f,%.1f", x, y)).append(number("H%.1f", x + width));
    }
    return path.append("V").append(HEIGHT).append("Z").toString();
  }

  /** The share still idle after a time, as measured. */
  String measured(ReuseFit fit) {
    StringBuilder path = new StringBuilder("M0,0");
    for (ReuseFit.Point point : fit.curve()) {
      if (point.nanos() <= longest(fit)) {
        path.append(number("L%.1f,%.1f", x(fit, point.nanos()), HEIGHT * (1 - point.share())));
      }
    }
    return path.toString();
  }

  /** The same as the exponential has it. */
  String fitted(ReuseFit fit) {
    StringBuilder path = new StringBuilder("M0,0");
    for (int i = 1; i <= 50; i++) {
      long nanos = longest(fit) * i / 50;
      path.append(number("L%.1f,%.1f", x(fit, nanos), HEIGHT * (1 - fit.fitted(nanos))));
    }
    return path.toString();
  }

  /** Where the drawing of reuse intervals ends: after 95 % of them. */
  long longest(ReuseFit fit) {
    return fit.curve().stream()
        .filter(point -> point.share() <= 0.05)
        .findFirst()
        .map(ReuseFit.Point::nanos)
        .orElse(1L);
  }

  private double x(ReuseFit fit, long nanos) {
    return (double) nanos / longest(fit) * WIDTH;
  }

  private static String number(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
