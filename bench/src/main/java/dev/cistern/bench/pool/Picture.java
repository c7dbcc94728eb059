package dev.cistern.bench.pool;

import java.util.List;
import java.util.Locale;

/** Bars of the ratio to the slot, a panel for each scenario, cut where one runs away. */
final class Picture {
  private static final double CUT = 12;
  private static final int WIDTH = 520;
  private static final int NAMES = 150;
  private static final int BARS = 260;
  private static final int ROW = 18;

  private final Table table;
  private final StringBuilder out = new StringBuilder();

  Picture(Table table) {
    this.table = table;
  }

  String svg(String head) {
    int[] bottom = {56, 56};
    for (String scenario : table.scenarios()) {
      int column = bottom[0] <= bottom[1] ? 0 : 1;
      bottom[column] = panel(scenario, 12 + column * WIDTH, bottom[column]) + 18;
    }
    int height = Math.max(bottom[0], bottom[1]);
    return """
    <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %1$d %2$d" \
    font-family="sans-serif" font-size="12" role="img" aria-labelledby="t d">
    <title id="t">The pool beside its rivals</title>
    <desc id="d">%s</desc>
    <rect width="100%%" height="100%%" fill="#fff"/>
    """
            .formatted(2 * WIDTH + 12, height, escaped(head))
        + text(
            12,
            20,
            "#111",
            "bold",
            "Processor time of one round, × a thread-local slot (cut at 12; lines: 95 %)")
        + text(
            12,
            38,
            "#555",
            "normal",
            head.length() > 150 ? head.substring(0, head.indexOf(';')) : head)
        + out
        + "</svg>\n";
  }

  private int panel(String scenario, int x, int top) {
    int y = top + 14;
    out.append(text(x, y, "#111", "bold", scenario));
    y += 8;
    List<String> rivals =
        table.rivals(scenario).stream().filter(rival -> !rival.equals("none")).toList();
    int one = x + NAMES + (int) (BARS / CUT);
    out.append(
        "<line x1=\"%d\" x2=\"%1$d\" y1=\"%d\" y2=\"%d\" stroke=\"#888\" stroke-dasharray=\"2 2\"/>%n"
            .formatted(one, y, y + rivals.size() * ROW));
    for (String rival : rivals) {
      bar(scenario, rival, x, y);
      y += ROW;
    }
    return y;
  }

  private void bar(String scenario, String rival, int x, int y) {
    Table.Ratio ratio = table.ratio(scenario, rival, "slot");
    double miss = table.median(scenario, rival, Table.Row::missShare);
    int left = x + NAMES;
    int width = wide(ratio.median());
    String colour = rival.startsWith("cistern") ? "#087f5b" : "#8fa1b3";
    out.append(text(x, y + 13, "#111", rival.startsWith("cistern") ? "bold" : "normal", rival));
    out.append(
        "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"12\" fill=\"%s\"/>%n"
            .formatted(left, y + 3, Math.max(1, width), colour));
    int low = left + wide(ratio.low());
    int high = left + wide(ratio.high());
    out.append(
        "<line x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%3$d\" stroke=\"#111\"/>%n"
            .formatted(low, high, y + 9));
    String told =
        String.format(Locale.ROOT, "%.2f", ratio.median())
            + (miss >= 0.001 ? String.format(Locale.ROOT, ", %.0f %% miss", 100 * miss) : "");
    out.append(
        text(
            Math.max(Math.max(high, left + width), left + wide(1)) + 5,
            y + 13,
            "#333",
            "normal",
            told));
  }

  private static int wide(double ratio) {
    return (int) (Math.clamp(ratio, 0, CUT) * BARS / CUT);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }

  private static String text(int x, int y, String colour, String weight, String text) {
    return "<text x=\"%d\" y=\"%d\" fill=\"%s\" font-weight=\"%s\">%s</text>%n"
        .formatted(x, y, colour, weight, escaped(text));
  }
}
