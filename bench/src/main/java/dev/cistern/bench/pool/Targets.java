package dev.cistern.bench.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the pool is to reach, and what it reached in this run. */
record Targets(List<Line> lines) {
  /** One target. */
  record Line(String what, String wanted, String found, boolean reached) {
    String markdown() {
      return "| %s | %s | %s | %s |\n".formatted(what, wanted, found, reached ? "yes" : "**no**");
    }
  }

  /** Less than this for a round is the harness's own. */
  private static final double NOTHING_BYTES = 0.05;

  static Targets of(Table table) {
    List<Line> lines = new ArrayList<>();
    for (String scenario : List.of("1 thread", "2 threads", "8 threads")) {
      if (measured(table, scenario)) {
        lines.add(ratio(table, scenario, "cistern", "slot", 1.1, 1.2));
        double bytes = table.median(scenario, "cistern", Table.Row::bytes);
        lines.add(
            new Line(scenario + ", a hit", "0 B", text("%.3f B", bytes), bytes < NOTHING_BYTES));
      }
    }
    if (measured(table, "across threads")) {
      lines.add(ratio(table, "across threads", "cistern", bestAcross(table), 1.1, 1.2));
      lines.add(miss(table, "across threads", 0));
    }
    if (measured(table, "virtual one-shot")) {
      lines.add(ratio(table, "virtual one-shot", "cistern", "slot", 2, 2.2));
      lines.add(miss(table, "virtual one-shot", 0.001));
    }
    if (measured(table, "64 KiB")) {
      lines.add(ratio(table, "64 KiB", "cistern", "slot", 1.2, 1.3));
    }
    for (String scenario : table.scenarios()) {
      if (measured(table, scenario) && table.rivals(scenario).contains("cistern-sampled")) {
        lines.add(ratio(table, scenario, "cistern-sampled", "cistern", 1.05, 1.1));
      }
    }
    return new Targets(lines);
  }

  private static boolean measured(Table table, String scenario) {
    return table.rivals(scenario).containsAll(List.of("slot", "cistern"));
  }

  private static String bestAcross(Table table) {
    String best = "slot";
    for (String rival : table.rivals("across threads")) {
      if (!rival.startsWith("cistern")
          && !rival.equals("new")
          && nanos(table, rival) < nanos(table, best)) {
        best = rival;
      }
    }
    return best;
  }

  private static double nanos(Table table, String rival) {
    return table.median("across threads", rival, Table.Row::cpuNanos);
  }

  static Line ratio(
      Table table, String scenario, String rival, String other, double most, double upper) {
    Table.Ratio ratio = table.ratio(scenario, rival, other);
    return new Line(
        scenario + ", " + rival + " against " + other,
        text("≤ %.2f ×, interval to %.1f", most, upper),
        text("%.2f × (%.2f–%.2f)", ratio.median(), ratio.low(), ratio.high()),
        ratio.median() <= most && ratio.high() <= upper);
  }

  /** None is less than one in twenty thousand: the first ones, before anything came back. */
  private static Line miss(Table table, String scenario, double most) {
    double miss = table.median(scenario, "cistern", Table.Row::missShare);
    return new Line(
        scenario + ", misses",
        text("≤ %.1f %%", 100 * most),
        text("%.3f %%", 100 * miss),
        miss <= Math.max(most, 0.000_05));
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  String markdown() {
    if (lines.isEmpty()) {
      return "";
    }
    StringBuilder out =
        new StringBuilder("| target | wanted | found | reached |\n|---|---|---|---|\n");
    for (Line line : lines) {
      out.append(line.markdown());
    }
    return out.toString();
  }
}
