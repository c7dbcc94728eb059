package dev.cistern.report;

import dev.cistern.model.HeatMap;
import dev.cistern.model.HeatMap.Row;
import java.util.List;
import java.util.function.UnaryOperator;

/** Heat maps made fit for a page. */
final class ShownHeat {
  private static final int MAPS_MAX = 4;
  private static final int ROWS_MAX = 40;

  private ShownHeat() {}

  static List<HeatMap> of(List<HeatMap> maps, UnaryOperator<String> name) {
    return maps.stream()
        .limit(MAPS_MAX)
        .map(map ->
            new HeatMap(
                map.mode(),
                name.apply(map.title()),
                name.apply(map.basis()),
                map.cellNanos(),
                map.columns(),
                map.windowNanos(),
                map.rows().stream()
                    .limit(ROWS_MAX)
                    .map(row ->
                        new Row(
                            name.apply(row.name()),
                            row.place(),
                            row.stack().stream().map(name).toList(),
                            row.share(),
                            row.cells()))
                    .toList(),
                map.omitted()))
        .toList();
  }
}
