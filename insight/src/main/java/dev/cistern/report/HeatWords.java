package dev.cistern.report;

import dev.cistern.model.Amounts;
import dev.cistern.model.HeatMap;
import dev.cistern.model.HeatMap.Cell;
import dev.cistern.model.HeatMap.Mode;
import dev.cistern.model.HeatMap.Row;
import java.util.Comparator;

/** What heat maps say in words, the same in every report. */
final class HeatWords {

  private HeatWords() {}

  /** What the map shows and what its colours mean. */
  static String lead(HeatMap map) {
    String omitted = map.omitted() == 0 ? "" : "; %d rows are left out".formatted(map.omitted());
    return "%s: %s. t is the p95 of the %s before%s."
        .formatted(
            map.mode() == Mode.WAIT ? "Time waited, all tasks together" : "Misses of takings",
            map.basis(),
            Amounts.nanos(map.windowNanos()),
            omitted);
  }

  /** A cell's value. */
  static String value(HeatMap map, long value) {
    return switch (map.mode()) {
      case WAIT -> Amounts.nanos(value);
      case REUSE -> Amounts.share(value / 1e6);
    };
  }

  /** When a column begins. */
  static String at(HeatMap map, Cell cell) {
    return Amounts.nanos((double) cell.column() * map.cellNanos());
  }

  /** The row's hottest cell in words. */
  static String worst(HeatMap map, Row row) {
    return row.cells().stream()
        .max(Comparator.comparing(Cell::heat).thenComparingLong(Cell::value))
        .map(cell -> "%s at %s".formatted(value(map, cell.value()), at(map, cell)))
        .orElse("–");
  }
}
