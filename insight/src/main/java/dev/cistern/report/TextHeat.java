package dev.cistern.report;

import dev.cistern.model.Amounts;
import dev.cistern.model.HeatMap;
import dev.cistern.model.HeatMap.Cell;
import dev.cistern.model.HeatMap.Heat;
import dev.cistern.model.HeatMap.Row;
import java.io.IOException;
import java.util.List;

/** Writes heat maps in blocks whose shade tells as much as their colour. */
final class TextHeat {
  private static final int ROWS_MAX = 12;
  private static final int NAME_MIN = 16;
  private static final int NAME_MAX = 44;

  private final TextOut out;
  private final boolean unicode;

  TextHeat(TextOut out, boolean unicode) {
    this.out = out;
    this.unicode = unicode;
  }

  void write(List<HeatMap> maps) throws IOException {
    for (HeatMap map : maps) {
      out.heading("Heat map: " + map.title());
      out.paragraph(2, Ink.FAINT, HeatWords.lead(map));
      int names = Math.clamp(out.columns() / 3, NAME_MIN, NAME_MAX);
      int width = Math.max(8, out.columns() - names - 12);
      int merged = Math.max(1, (map.columns() + width - 1) / width);
      for (Row row : map.rows().subList(0, Math.min(ROWS_MAX, map.rows().size()))) {
        row(map, row, names, merged);
      }
      legend(map, names, merged);
    }
  }

  private void row(HeatMap map, Row row, int names, int merged) throws IOException {
    Heat[] heats = new Heat[(map.columns() + merged - 1) / merged];
    for (Cell cell : row.cells()) {
      int at = cell.column() / merged;
      if (heats[at] == null || heats[at].compareTo(cell.heat()) < 0) {
        heats[at] = cell.heat();
      }
    }
    StringBuilder blocks = new StringBuilder();
    for (Heat heat : heats) {
      blocks.append(heat == null ? " " : out.paint(ink(heat), block(heat)));
    }
    String name = TextOut.fit(Visible.line(row.name()), names, unicode);
    out.line(
        "  ",
        TextOut.pad(name, names),
        " ",
        blocks.toString(),
        " ",
        out.paint(Ink.FAINT, TextOut.padLeft(Amounts.share(row.share()), 6)));
  }

  private void legend(HeatMap map, int names, int merged) throws IOException {
    String length = Amounts.nanos((double) map.columns() * map.cellNanos());
    out.paragraph(
        names + 3,
        Ink.FAINT,
        "0 to %s, %s a block; %s under t, %s t and more, %s twice t: alert"
            .formatted(
                length,
                Amounts.nanos((double) map.cellNanos() * merged),
                block(Heat.GREY),
                block(Heat.YELLOW),
                block(Heat.RED)));
  }

  private static Ink ink(Heat heat) {
    return switch (heat) {
      case GREY -> Ink.FAINT;
      case YELLOW -> Ink.MEDIUM;
      case RED -> Ink.HIGH;
    };
  }

  private String block(Heat heat) {
    return switch (heat) {
      case GREY -> unicode ? "░" : ".";
      case YELLOW -> unicode ? "▒" : "+";
      case RED -> unicode ? "█" : "#";
    };
  }
}
