package dev.cistern.report;

import dev.cistern.model.HeatMap;
import dev.cistern.model.HeatMap.Row;
import java.util.List;
import java.util.Locale;

/** Writes heat maps as part of a diagnosis in JSON. */
final class JsonHeat {
  private JsonHeat() {}

  static void write(JsonOut json, List<HeatMap> maps) {
    json.list(
        "heatMaps",
        maps,
        map -> {
          json.text("mode", map.mode().name().toLowerCase(Locale.ROOT));
          json.text("title", map.title());
          json.text("basis", map.basis());
          json.number("cellNanos", map.cellNanos());
          json.number("columns", map.columns());
          json.number("windowNanos", map.windowNanos());
          json.list("rows", map.rows(), row -> row(json, row));
          json.number("omitted", map.omitted());
        });
  }

  private static void row(JsonOut json, Row row) {
    json.text("name", row.name());
    json.decimal("share", row.share());
    json.list(
        "cells",
        row.cells(),
        cell -> {
          json.number("column", cell.column());
          json.number("value", cell.value());
          json.number("events", cell.events());
          json.number("threshold", cell.threshold());
          json.text("heat", cell.heat().name().toLowerCase(Locale.ROOT));
        });
  }
}
