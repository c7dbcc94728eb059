package dev.cistern.report;

import dev.cistern.model.Amounts;
import dev.cistern.model.Correlation;
import dev.cistern.model.Funnel;
import dev.cistern.model.GcLink;
import dev.cistern.model.ReuseFit;
import java.util.ArrayList;
import java.util.List;

/** What a pool's row of the funnel says in sentences. */
final class FunnelWords {
  private FunnelWords() {}

  /** The faults, the reuse intervals and the link to collections, in a line. */
  static String note(Funnel.Row row) {
    List<String> parts = new ArrayList<>(faults(row.back()));
    row.reuse().ifPresent(fit -> parts.add(reuse(fit)));
    row.gc().ifPresent(link -> parts.add(link(link)));
    parts.add(row.basis());
    return String.join(" · ", parts);
  }

  /** As a sentence begins. */
  static String sentence(String words) {
    return Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".";
  }

  private static List<String> faults(Funnel.Back back) {
    List<String> faults = new ArrayList<>();
    add(faults, back.twice(), "put twice");
    add(faults, back.byOthers(), "put by another");
    add(faults, back.writtenAfter(), "changed after put");
    add(faults, back.dirty(), "handed over dirty");
    add(faults, back.dropped(), "dropped");
    return faults;
  }

  private static void add(List<String> faults, long count, String what) {
    if (count > 0) {
      faults.add(Amounts.count(count) + " " + what);
    }
  }

  /** How soon objects are used again, and whether that is one decay. */
  static String reuse(ReuseFit fit) {
    String measured =
        "half of %s reuses within %s"
            .formatted(Amounts.count(fit.intervals()), Amounts.nanos(median(fit)));
    return fit.fits()
        ? measured
            + ", one decay: λ %s/s, half-life %s, R² %.2f"
                .formatted(
                    Amounts.count(Math.round(fit.lambdaPerSecond())),
                    Amounts.nanos(Math.round(fit.halfLifeNanos())),
                    fit.r2())
        : measured + ", not one exponential decay (R² %.2f)".formatted(fit.r2());
  }

  private static long median(ReuseFit fit) {
    return fit.curve().stream()
        .filter(point -> point.share() <= 0.5)
        .findFirst()
        .map(ReuseFit.Point::nanos)
        .orElse(0L);
  }

  /** The grade of the link to collections, with what it rests on. */
  static String link(GcLink link) {
    String grade =
        switch (link.grade()) {
          case STRONG -> "misses follow collections, strong evidence";
          case WEAK -> "misses may follow collections, weak evidence";
          case NONE -> "no link of misses to collections";
        };
    return "%s (%s cold, %s else, p = %.3f)"
        .formatted(
            grade,
            Amounts.share(link.coldMissRate()),
            Amounts.share(link.warmMissRate()),
            link.p());
  }

  /** Whether objects in use and idle ones go together. */
  static String pressure(Correlation correlation) {
    return "objects in use against idle ones: r = %.2f (%.2f to %.2f at %s) at a lag of %s%s"
        .formatted(
            correlation.r(),
            correlation.low(),
            correlation.high(),
            Amounts.share(correlation.level()),
            (correlation.lagNanos() < 0 ? "−" : "")
                + Amounts.nanos(Math.abs(correlation.lagNanos())),
            correlation.isClear() ? "" : "; not told from chance");
  }
}
