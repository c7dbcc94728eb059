package dev.cistern.report;

import dev.cistern.model.Amounts;
import dev.cistern.model.HeatMap;
import dev.cistern.model.HeatMap.Cell;
import dev.cistern.model.HeatMap.Heat;
import dev.cistern.model.HeatMap.Row;
import java.io.IOException;
import java.util.List;

/**
 * Writes heat maps as one picture without scripts or references, in light and dark; a cell tells
 * its figures when pointed at, and the hottest bear a mark, so that colour is not all that tells.
 */
public final class SvgHeat {
  private static final int WIDTH = 1200;
  private static final int MARGIN = 10;
  private static final int NAMES = 320;
  private static final int ROW = 20;
  private static final int HEAD = 40;
  private static final int FOOT = 26;
  private static final int NAME_MAX = 44;

  private static final String STYLE =
      """
      <style>
      text{font:12px ui-monospace,Menlo,Consolas,monospace;fill:#1d1d1f}
      .head{font:600 14px system-ui,sans-serif}
      .page{fill:#fff}
      .g{fill:#c9d1d5}.y{fill:#f0b429}.r{fill:#b3261e}.m{fill:#fff}
      @media (prefers-color-scheme:dark){.page{fill:#16181d}text{fill:#eceff4}.g{fill:#49545b}.y{fill:#e0a52c}.r{fill:#ff8a7d}.m{fill:#16181d}}
      </style>
      """;

  /** One map under another. */
  public void write(String file, List<HeatMap> maps, Appendable out) throws IOException {
    int height =
        MARGIN + maps.stream().mapToInt(map -> HEAD + map.rows().size() * ROW + FOOT).sum();
    String title = SvgFlame.escape("Heat maps of " + file);
    out.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\" aria-label=\"%s\">\n"
            .formatted(WIDTH, height, WIDTH, height, title));
    out.append("<title>").append(title).append("</title>\n").append(STYLE);
    out.append("<rect class=\"page\" width=\"100%\" height=\"100%\"/>\n");
    int y = MARGIN;
    for (HeatMap map : maps) {
      out.append(
          "<text class=\"head\" x=\"%d\" y=\"%d\">%s</text>\n"
              .formatted(MARGIN, y + 20, SvgFlame.escape(map.title() + " · " + file)));
      y += HEAD;
      for (Row row : map.rows()) {
        row(map, row, y, out);
        y += ROW;
      }
      out.append(
          "<text x=\"%d\" y=\"%d\">0</text><text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>\n"
              .formatted(
                  NAMES,
                  y + 14,
                  WIDTH - MARGIN,
                  y + 14,
                  Amounts.nanos((double) map.columns() * map.cellNanos())));
      y += FOOT;
    }
    out.append("</svg>\n");
  }

  private static void row(HeatMap map, Row row, int y, Appendable out) throws IOException {
    String name = TextOut.fit(Visible.line(row.name()), NAME_MAX, true);
    out.append(
        "<text x=\"%d\" y=\"%d\">%s</text>\n".formatted(MARGIN, y + 14, SvgFlame.escape(name)));
    double width = (double) (WIDTH - MARGIN - NAMES) / Math.max(1, map.columns());
    for (Cell cell : row.cells()) {
      double x = NAMES + cell.column() * width;
      String told =
          "%s: %s at %s, %s, t %s"
              .formatted(
                  Visible.line(row.name()),
                  HeatWords.value(map, cell.value()),
                  HeatWords.at(map, cell),
                  Amounts.plural(cell.events(), "event", "events"),
                  cell.threshold() == 0 ? "–" : HeatWords.value(map, cell.threshold()));
      out.append("<g><title>").append(SvgFlame.escape(told)).append("</title>");
      out.append(
          String.format(
              java.util.Locale.ROOT,
              "<rect class=\"%s\" x=\"%.2f\" y=\"%d\" width=\"%.2f\" height=\"%d\"/>",
              className(cell.heat()),
              x,
              y + 2,
              Math.max(0.6, width - 0.4),
              ROW - 4));
      if (cell.heat() == Heat.RED && width > 3) {
        out.append(
            String.format(
                java.util.Locale.ROOT,
                "<circle class=\"m\" cx=\"%.2f\" cy=\"%d\" r=\"1.6\"/>",
                x + width / 2,
                y + ROW / 2));
      }
      out.append("</g>\n");
    }
  }

  private static String className(Heat heat) {
    return switch (heat) {
      case GREY -> "g";
      case YELLOW -> "y";
      case RED -> "r";
    };
  }
}
