package dev.cistern.report;

import dev.cistern.model.HeatMap;
import dev.cistern.model.HeatMap.Cell;
import dev.cistern.model.HeatMap.Row;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Writes heat maps as comma-separated values after RFC 4180, a line a cell. */
public final class CsvHeat {
  /** All maps, with one heading. */
  public void write(List<HeatMap> maps, Appendable out) throws IOException {
    out.append("map,mode,name,start_ns,length_ns,value,events,threshold,heat\r\n");
    for (HeatMap map : maps) {
      for (Row row : map.rows()) {
        for (Cell cell : row.cells()) {
          out.append(text(map.title()))
              .append(',')
              .append(map.mode().name().toLowerCase(Locale.ROOT))
              .append(',')
              .append(text(row.name()))
              .append(
                  ",%d,%d,%d,%d,%d,%s\r\n"
                      .formatted(
                          cell.column() * map.cellNanos(),
                          map.cellNanos(),
                          cell.value(),
                          cell.events(),
                          cell.threshold(),
                          cell.heat().name().toLowerCase(Locale.ROOT)));
        }
      }
    }
  }

  /** Quoted, and never what a spreadsheet would take for a formula. */
  private static String text(String foreign) {
    String line = Visible.line(foreign).replace("\"", "\"\"");
    boolean formula = !line.isEmpty() && "=+-@".indexOf(line.charAt(0)) >= 0;
    return '"' + (formula ? "'" + line : line) + '"';
  }
}
