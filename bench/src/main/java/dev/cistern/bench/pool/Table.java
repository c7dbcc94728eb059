package dev.cistern.bench.pool;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The forks' figures, by scenario and rival. */
final class Table {
  /**
   * One fork.
   *
   * @param cpuNanos processor time of the process for one round
   * @param wallNanos the tenth of the iterations that was quickest, per round and thread
   * @param bytes allocated for one round
   * @param missShare of the takings; NaN if not counted
   */
  record Row(double cpuNanos, double wallNanos, double bytes, double missShare) {}

  private final Map<String, Map<String, List<Row>>> rows = new LinkedHashMap<>();

  void add(String scenario, String rival, Row row) {
    rows.computeIfAbsent(scenario, s -> new LinkedHashMap<>())
        .computeIfAbsent(rival, r -> new ArrayList<>())
        .add(row);
  }

  private static double median(List<Row> forks, ToDoubleFunction<Row> column) {
    double[] sorted = forks.stream().mapToDouble(column).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** What an empty virtual thread costs is not the pool's. */
  private double cpu(String scenario, String rival) {
    Map<String, List<Row>> rivals = rows.get(scenario);
    double nanos = median(rivals.get(rival), Row::cpuNanos);
    return rivals.containsKey("none") && !rival.equals("none")
        ? nanos - median(rivals.get("none"), Row::cpuNanos)
        : nanos;
  }

  private double ratio(String scenario, String rival) {
    return cpu(scenario, rival) / cpu(scenario, "slot");
  }

  String markdown(String head) {
    StringBuilder out = new StringBuilder("# The pool beside its rivals\n\n" + head + ".\n\n");
    out.append(
        """
        One round takes, touches 16 lines and gives back. CPU ns: processor time of the whole process \
        for one round, the median of the forks, collectors and compilers included; ×: against the \
        thread-local slot of the same scenario and run; range: the forks' least and most. For virtual \
        threads the empty thread is subtracted. The machine is shared: differences below a third are \
        noise unless the ranges part.

        """);
    rows.forEach((scenario, rivals) -> {
      out.append("## ").append(scenario).append("\n\n");
      out.append(
          "| rival | CPU ns | × slot | range | B/round | miss |\n|---|---|---|---|---|---|\n");
      rivals.forEach((rival, forks) -> out.append(line(scenario, rival, forks)));
      out.append('\n');
    });
    return out.toString();
  }

  private String line(String scenario, String rival, List<Row> forks) {
    double miss = median(forks, Row::missShare);
    return String.format(
        Locale.ROOT,
        "| %s | %.1f | %.2f | %.1f–%.1f | %.1f | %s |%n",
        rival,
        cpu(scenario, rival),
        ratio(scenario, rival),
        forks.stream().mapToDouble(Row::cpuNanos).min().orElse(0),
        forks.stream().mapToDouble(Row::cpuNanos).max().orElse(0),
        median(forks, Row::bytes),
        Double.isNaN(miss) ? "–" : String.format(Locale.ROOT, "%.3f %%", 100 * miss));
  }

  String csv(String head) {
    StringBuilder out = new StringBuilder("# " + head + "\n");
    out.append("scenario,rival,fork,cpuNanos,wallNanosP10,bytes,missShare\n");
    rows.forEach((scenario, rivals) ->
        rivals.forEach((rival, forks) -> {
          for (int i = 0; i < forks.size(); i++) {
            Row row = forks.get(i);
            out.append(
                String.format(
                    Locale.ROOT,
                    "%s,%s,%d,%.3f,%.3f,%.3f,%.6f%n",
                    scenario,
                    rival,
                    i + 1,
                    row.cpuNanos(),
                    row.wallNanos(),
                    row.bytes(),
                    row.missShare()));
          }
        }));
    return out.toString();
  }

  /** Bars of the ratio to the slot, cut at 12. */
  String svg(String head) {
    StringBuilder bars = new StringBuilder();
    int y = 40;
    for (var scenario : rows.entrySet()) {
      bars.append(text(10, y + 12, "bold", scenario.getKey()));
      y += 20;
      for (String rival : scenario.getValue().keySet()) {
        if (!rival.equals("none")) {
          double ratio = ratio(scenario.getKey(), rival);
          int width = (int) (Math.clamp(ratio, 0, 12) * 40);
          String colour = rival.startsWith("cistern") ? "#0a7" : "#89a";
          bars.append(text(20, y + 11, "normal", rival));
          bars.append(
              "<rect x=\"180\" y=\"%d\" width=\"%d\" height=\"12\" fill=\"%s\"/>"
                  .formatted(y, width, colour));
          bars.append(
              text(186 + width, y + 11, "normal", String.format(Locale.ROOT, "%.2f", ratio)));
          y += 16;
        }
      }
      y += 10;
    }
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"740\" height=\"%d\" font-family=\"sans-serif\" font-size=\"12\">"
            .formatted(y)
        + "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>"
        + text(10, 20, "bold", "CPU time of one round, × a thread-local slot (cut at 12)")
        + "<title>"
        + head
        + "</title>"
        + bars
        + "</svg>\n";
  }

  private static String text(int x, int y, String weight, String text) {
    return "<text x=\"%d\" y=\"%d\" font-weight=\"%s\">%s</text>".formatted(x, y, weight, text);
  }
}
