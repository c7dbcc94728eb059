package dev.cistern.report;

import dev.cistern.model.AllocationTable;
import dev.cistern.model.Amounts;
import dev.cistern.model.EvidenceKind;
import dev.cistern.model.Finding;
import dev.cistern.model.Finding.Cost;
import dev.cistern.model.Place;
import dev.cistern.model.PoolTable;
import dev.cistern.model.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The sentences that the text and the page share, so that both say the same. */
final class Wording {
  static final Locale ROOT = Locale.ROOT;
  static final String NOT_MEASURED = "not measured";

  private Wording() {}

  static String name(Severity severity) {
    return severity.name().toLowerCase(ROOT);
  }

  static String name(EvidenceKind evidence) {
    return evidence.name().toLowerCase(ROOT);
  }

  /** What a finding rests on, in words. */
  static String rests(EvidenceKind evidence) {
    return switch (evidence) {
      case EXACT -> "exact: every operation was seen";
      case DIGEST -> "digest: content changed while nobody held it";
      case IDENTITY -> "identity: operations paired by object";
      case SAMPLED -> "sampled";
      case INFERRED -> "inferred: concluded, not seen";
      case SOURCE -> "source code alone";
    };
  }

  /** {@code 4 findings: 1 high, 3 low}. */
  static String tally(List<Finding> findings) {
    if (findings.isEmpty()) {
      return "no findings";
    }
    List<String> parts = new ArrayList<>();
    for (Severity severity : List.of(Severity.HIGH, Severity.MEDIUM, Severity.LOW, Severity.INFO)) {
      long count = findings.stream().filter(f -> f.severity() == severity).count();
      if (count > 0) {
        parts.add(count + " " + name(severity));
      }
    }
    return Amounts.plural(findings.size(), "finding", "findings") + ": " + String.join(", ", parts);
  }

  /** A place on one line: function, file and line, as far as they are known. */
  static String place(Place place) {
    String line = place.line() > 0 ? ":" + place.line() : "";
    if (place.function().isEmpty()) {
      String file = place.file().isEmpty() ? place.module() : place.file() + line;
      return file.isEmpty() ? "place not known" : file;
    }
    if (place.file().isEmpty()) {
      return place.function() + line;
    }
    return place.function() + " (" + place.file() + line + ")";
  }

  /** A place for a narrow column: the function without its package, and the line. */
  static String shortPlace(Place place) {
    if (place.function().isEmpty()) {
      return place(place);
    }
    return shortFunction(place.function()) + (place.line() > 0 ? ":" + place.line() : "");
  }

  /**
   * A function without its package's path: {@code handlers.(*Cart).Add} of Go, {@code Cart.add} of
   * Java.
   */
  static String shortFunction(String function) {
    int end = function.length();
    for (char stop : new char[] {'(', '[', '<', ' '}) {
      int at = function.indexOf(stop);
      end = at > 0 ? Math.min(end, at) : end;
    }
    int slash = function.lastIndexOf('/', end);
    if (slash >= 0) {
      return function.substring(slash + 1);
    }
    int method = function.lastIndexOf('.', end - 1);
    int type = method <= 0 ? -1 : function.lastIndexOf('.', method - 1);
    return function.substring(type + 1);
  }

  /** Whether a pool's verdict names no fault. */
  static boolean isFine(PoolTable.Row row) {
    return row.verdict().equals("healthy") || row.verdict().startsWith("no fault");
  }

  /** A finding's rule, with the others that show the same fault. */
  static String rules(Finding finding) {
    StringBuilder rules = new StringBuilder(finding.rule().id());
    finding.also().forEach(also -> rules.append(" and ").append(also.rule()));
    return rules.toString();
  }

  /** All that a finding rests on, in words. */
  static String rests(Finding finding) {
    String rests = rests(finding.evidence());
    if (finding.evidence() == EvidenceKind.SOURCE && finding.cost().isPresent()) {
      return "source code; its cost was measured";
    }
    return finding.also().isEmpty() ? rests : rests + ", and source code";
  }

  /** The measured rates and the share, the largest meaning first; empty where none is known. */
  static List<String> rates(Cost cost) {
    List<String> rates = new ArrayList<>();
    if (cost.bytesPerSecond() != 0) {
      rates.add(Amounts.bytes(cost.bytesPerSecond()) + "/s");
    }
    if (cost.objectsPerSecond() != 0) {
      String objects = cost.objectsPerSecond() == 1 ? " object/s" : " objects/s";
      rates.add(Amounts.count(cost.objectsPerSecond()) + objects);
    }
    if (cost.nanosPerSecond() != 0) {
      rates.add(Amounts.nanos(cost.nanosPerSecond()) + "/s");
    }
    if (cost.share() > 0) {
      rates.add(Amounts.share(cost.share()) + " of all");
    }
    return rates;
  }

  /** The cost with what it rests on, on one line. */
  static String costLine(Finding finding) {
    if (finding.cost().isEmpty()) {
      return NOT_MEASURED;
    }
    Cost cost = finding.cost().get();
    List<String> rates = rates(cost);
    String figures = rates.isEmpty() ? NOT_MEASURED : String.join(" · ", rates);
    return cost.basis().isEmpty() ? figures : figures + " – " + cost.basis();
  }

  /** How much was allocated, and how much of it by pools without an object to give. */
  static String allocated(AllocationTable table) {
    return "%s allocated, %s of it (%s) by pools that had no object to give – %s"
        .formatted(
            Amounts.bytes(table.totalBytes()),
            Amounts.bytes(table.poolMissBytes()),
            Amounts.share(ratio(table.poolMissBytes(), table.totalBytes())),
            table.basis());
  }

  static double ratio(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
