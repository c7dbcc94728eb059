package dev.cistern.report;

import dev.cistern.model.HeatMap;
import dev.cistern.model.HeatMap.Cell;
import dev.cistern.model.HeatMap.Row;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/** The heat maps as the page's script draws them: cells as one flat list of numbers a row. */
final class HeatData {
  private HeatData() {}

  static void write(JsonGenerator json, List<HeatMap> maps) {
    json.writeArrayPropertyStart("heat");
    for (HeatMap map : maps) {
      json.writeStartObject();
      json.writeStringProperty("mode", map.mode().name().toLowerCase(Locale.ROOT));
      json.writeStringProperty("title", map.title());
      json.writeNumberProperty("cell", map.cellNanos());
      json.writeNumberProperty("columns", map.columns());
      json.writeArrayPropertyStart("rows");
      map.rows().forEach(row -> row(json, row));
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void row(JsonGenerator json, Row row) {
    json.writeStartObject();
    json.writeStringProperty("name", row.name());
    json.writeNumberProperty("share", row.share());
    json.writeArrayPropertyStart("stack");
    row.stack().forEach(json::writeString);
    json.writeEndArray();
    json.writeArrayPropertyStart("cells");
    for (Cell cell : row.cells()) {
      json.writeNumber(cell.column());
      json.writeNumber(cell.value());
      json.writeNumber(cell.events());
      json.writeNumber(cell.threshold());
      json.writeNumber(cell.heat().ordinal());
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
