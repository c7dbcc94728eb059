package dev.cistern.bench.pool;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** The forks' figures, by scenario and rival. */
final class Table {
  /**
   * One fork.
   *
   * @param round which; rivals of the same round ran one after the other
   * @param cpuNanos processor time of the process for one round of taking and giving
   * @param wallNanos the tenth of the iterations that was quickest, per round and thread
   * @param bytes allocated for one round
   * @param missShare of the takings; NaN if not counted
   */
  record Row(int round, double cpuNanos, double wallNanos, double bytes, double missShare) {}

  /** A ratio and, with 95 % confidence, where it lies. */
  record Ratio(double median, double low, double high) {}

  private final Map<String, Map<String, List<Row>>> rows = new LinkedHashMap<>();

  void add(String scenario, String rival, Row row) {
    rows.computeIfAbsent(scenario, s -> new LinkedHashMap<>())
        .computeIfAbsent(rival, r -> new ArrayList<>())
        .add(row);
  }

  Set<String> scenarios() {
    return rows.keySet();
  }

  Set<String> rivals(String scenario) {
    return rows.getOrDefault(scenario, Map.of()).keySet();
  }

  double median(String scenario, String rival, ToDoubleFunction<Row> column) {
    return median(rows.get(scenario).get(rival).stream().mapToDouble(column).sorted().toArray());
  }

  /** Of values in their order. */
  static double median(double[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /**
   * How many times the other's processor time a rival used, round by round, and the median of
   * these. Its interval is that of the sign test: it supposes nothing of how the ratios are
   * distributed. Fewer than six rounds have none, and give their least and most.
   */
  Ratio ratio(String scenario, String rival, String other) {
    List<Double> ratios = new ArrayList<>();
    for (Row mine : rows.get(scenario).get(rival)) {
      for (Row theirs : rows.get(scenario).get(other)) {
        if (mine.round() == theirs.round()) {
          ratios.add(mine.cpuNanos() / theirs.cpuNanos());
        }
      }
    }
    double[] sorted = ratios.stream().mapToDouble(r -> r).sorted().toArray();
    int cut = Math.max(0, cut(sorted.length));
    return new Ratio(median(sorted), sorted[cut], sorted[sorted.length - 1 - cut]);
  }

  /** How many of so many may be left out at either end. */
  private static int cut(int n) {
    double tail = 0;
    double probability = Math.pow(0.5, n);
    for (int k = 0; k < n; k++) {
      tail += probability;
      if (2 * tail > 0.05) {
        return k - 1;
      }
      probability *= (double) (n - k) / (k + 1);
    }
    return 0;
  }

  String markdown(String head) {
    StringBuilder out = new StringBuilder("# The pool beside its rivals\n\n" + head + ".\n\n");
    out.append(
        """
        One round takes, touches 16 lines and gives back. CPU ns: processor time of the whole process \
        for one round, the median of the forks, collectors and compilers included; ×: against the \
        thread-local slot of the same scenario, the median over the rounds of the run, with its 95 % interval \
        (sign test; least and most where fewer than six rounds ran). For virtual threads the empty thread \
        of the same round is subtracted. Go's pool is a reference: another runtime, the same work.

        """);
    String targets = Targets.of(this).markdown();
    if (!targets.isEmpty()) {
      out.append("## Targets\n\n").append(targets).append('\n');
    }
    rows.forEach((scenario, rivals) -> {
      out.append("## ").append(scenario).append("\n\n");
      out.append(
          "| rival | CPU ns | × slot | 95 % | B/round | miss | forks |\n"
              + "|---|---|---|---|---|---|---|\n");
      rivals.keySet().forEach(rival -> out.append(line(scenario, rival)));
      out.append('\n');
    });
    return out.toString();
  }

  private String line(String scenario, String rival) {
    double miss = median(scenario, rival, Row::missShare);
    Ratio ratio = ratio(scenario, rival, "slot");
    return String.format(
        Locale.ROOT,
        "| %s | %.1f | %.2f | %.2f–%.2f | %.1f | %s | %d |%n",
        rival,
        median(scenario, rival, Row::cpuNanos),
        ratio.median(),
        ratio.low(),
        ratio.high(),
        median(scenario, rival, Row::bytes),
        Double.isNaN(miss) ? "–" : String.format(Locale.ROOT, "%.3f %%", 100 * miss),
        rows.get(scenario).get(rival).size());
  }

  String csv(String head) {
    StringBuilder out = new StringBuilder("# " + head + "\n");
    out.append("scenario,rival,round,cpuNanos,wallNanosP10,bytes,missShare\n");
    rows.forEach((scenario, rivals) ->
        rivals.forEach((rival, forks) -> {
          for (Row row : forks) {
            out.append(
                String.format(
                    Locale.ROOT,
                    "%s,%s,%d,%.3f,%.3f,%.3f,%.6f%n",
                    scenario,
                    rival,
                    row.round() + 1,
                    row.cpuNanos(),
                    row.wallNanos(),
                    row.bytes(),
                    row.missShare()));
          }
        }));
    return out.toString();
  }
}
