package dev.cistern.report;

import dev.cistern.model.Amounts;
import dev.cistern.model.EvidenceKind;
import dev.cistern.model.Finding;
import dev.cistern.model.GcTimeline;
import dev.cistern.model.GcTimeline.Point;
import dev.cistern.model.GcTimeline.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What the page's templates say beyond {@link Wording}. */
final class PageText {
  private static final int TABLE_MAX = 50;
  private static final int FIRST_ROWS = 20;

  private PageText() {}

  /** The class of a line of a patch. */
  static String diffClass(String line) {
    if (line.startsWith("--- ") || line.startsWith("+++ ")) {
      return "file";
    }
    return switch (line.isEmpty() ? ' ' : line.charAt(0)) {
      case '+' -> "add";
      case '-' -> "del";
      case '@' -> "hunk";
      default -> "same";
    };
  }

  /** A sentence after the kind's name. */
  private static String rests(EvidenceKind evidence) {
    return switch (evidence) {
      case EXACT -> "every operation was seen";
      case DIGEST -> "an object's content changed while nobody held it";
      case IDENTITY -> "operations paired by the object's identity";
      case SAMPLED -> "samples, or differences of sampled totals";
      case INFERRED -> "concluded from facts that do not show the fault itself";
      case SOURCE -> "the source code alone";
    };
  }

  /** What a finding rests on. */
  static String rests(Finding finding) {
    if (finding.evidence() == EvidenceKind.SOURCE && finding.cost().isPresent()) {
      return "the source code; its cost was measured";
    }
    return rests(finding.evidence()) + (finding.also().isEmpty() ? "" : ", and the source code");
  }

  /** The collections in a sentence. */
  static String collections(GcTimeline gc) {
    long stopped = gc.stops().stream().mapToLong(Span::durationNanos).sum();
    String wall =
        gc.clock().wall(gc.startNanos()).map(at -> " from " + Amounts.wall(at)).orElse("");
    String text =
        Amounts.plural(gc.cycles().size(), "collection", "collections")
            + " and "
            + Amounts.plural(gc.stops().size(), "stop", "stops")
            + (gc.stops().isEmpty() ? "" : " of " + Amounts.nanos(stopped) + " together")
            + " in "
            + Amounts.nanos(gc.endNanos() - gc.startNanos())
            + wall
            + ".";
    return gc.omitted() == 0
        ? text
        : text + " " + Amounts.count(gc.omitted()) + " shorter ones are left out.";
  }

  /** The longest, longest first. */
  static List<Span> longest(List<Span> spans) {
    return spans.stream()
        .sorted(Comparator.comparingLong(Span::durationNanos).reversed())
        .limit(TABLE_MAX)
        .toList();
  }

  /** Evenly spread ones of them. */
  static List<Point> thinned(List<Point> points) {
    List<Point> some = new ArrayList<>();
    int every = points.size() / TABLE_MAX + 1;
    for (int i = 0; i < points.size(); i += every) {
      some.add(points.get(i));
    }
    return some;
  }

  /** The rows that stand open in a long table. */
  static <T> List<T> first(List<T> rows) {
    return rows.subList(0, Math.min(rows.size(), FIRST_ROWS));
  }

  /** The rows that a reader opens. */
  static <T> List<T> rest(List<T> rows) {
    return rows.subList(Math.min(rows.size(), FIRST_ROWS), rows.size());
  }

  /** A width from 0 to 100. */
  static String percent(long part, long whole) {
    return Long.toString(Math.round(Math.clamp(Wording.ratio(part, whole), 0, 1) * 100));
  }
}
