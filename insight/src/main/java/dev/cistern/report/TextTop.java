package dev.cistern.report;

import dev.cistern.model.TopTable;
import dev.cistern.model.TopTable.Row;
import dev.cistern.model.TopTable.TypeTop;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.stream.LongStream;

/** Writes a {@link TopTable} in the columns of {@code go tool pprof -top}. */
final class TextTop {
  private final TextOut out;

  TextTop(TextOut out) {
    this.out = out;
  }

  void write(String file, TopTable top) throws IOException {
    out.line("File: ", out.paint(Ink.STRONG, file));
    if (top.types().isEmpty()) {
      out.line("No sample types.");
    }
    boolean first = true;
    for (TypeTop type : firstFirst(top)) {
      if (!first) {
        out.gap();
      }
      first = false;
      write(type);
    }
  }

  /** The type that a reader looks for stands on top, as the only one the reference tool shows. */
  private static List<TypeTop> firstFirst(TopTable top) {
    return top.types().stream()
        .sorted(Comparator.comparing(type -> !type.type().type().equals(top.first())))
        .toList();
  }

  private void write(TypeTop top) throws IOException {
    PprofUnit unit = unit(top);
    long total = top.absoluteTotal();
    long shown = top.rows().stream().mapToLong(Row::flat).sum();
    out.line("Type: ", out.paint(Ink.HEADING, top.type().type()));
    out.line(
        "Showing nodes accounting for %s, %s of %s total"
            .formatted(
                unit.format(shown), PprofUnit.percent(shown, total).strip(), unit.format(total)));
    if (top.rows().size() < top.rowCount()) {
      out.line("Showing top %d nodes out of %d".formatted(top.rows().size(), top.rowCount()));
    }
    out.line(out.paint(Ink.FAINT, "      flat  flat%   sum%        cum   cum%"));
    long sum = 0;
    for (Row row : top.rows()) {
      sum += row.flat();
      String shares = PprofUnit.percent(row.flat(), total) + " " + PprofUnit.percent(sum, total);
      out.line(
          out.paint(Ink.STRONG, TextOut.padLeft(unit.format(row.flat()), 10)),
          " " + shares + " ",
          TextOut.padLeft(unit.format(row.cum()), 10),
          " " + PprofUnit.percent(row.cum(), total) + "  ",
          out.paint(Ink.LINK, row.function()));
    }
  }

  private static PprofUnit unit(TypeTop top) {
    LongSummaryStatistics sizes =
        top.rows().stream()
            .flatMapToLong(row -> LongStream.of(row.flat() == 0 ? row.cum() : row.flat()))
            .map(Math::abs)
            .filter(value -> value > 0)
            .summaryStatistics();
    long smallest = sizes.getCount() == 0 ? 0 : sizes.getMin();
    return PprofUnit.of(top.type().unit(), smallest, top.absoluteTotal());
  }
}
