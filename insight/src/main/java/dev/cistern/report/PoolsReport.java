package dev.cistern.report;

import dev.cistern.model.Place;
import dev.cistern.model.SourcePool;
import dev.cistern.report.Table.Column;
import dev.cistern.report.Table.Kind;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/** Writes the pools of a code base: as a table, or as JSON by {@code pools.schema.json}. */
public final class PoolsReport {
  private static final List<Column> COLUMNS =
      List.of(
          new Column("POOL", Kind.NAME, 0),
          new Column("TYPE", Kind.NAME, 4),
          new Column("MAKES", Kind.NAME, 1),
          new Column("PLACE", Kind.NAME, 0),
          new Column("TAKEN", Kind.NUMBER, 0),
          new Column("GIVEN BACK", Kind.NUMBER, 0));
  private static final int PLACES_MAX = 8;

  /** A table, each pool with who takes from it and who gives back. */
  public void text(List<SourcePool> pools, TextStyle style, Appendable to) throws IOException {
    TextOut out = new TextOut(to, style);
    if (pools.isEmpty()) {
      out.line("No pools in these sources.");
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    for (SourcePool pool : pools) {
      rows.add(
          List.of(
              shortName(pool.name()),
              pool.type(),
              String.join(", ", pool.makes()),
              at(pool.place()),
              Integer.toString(pool.takes().size()),
              Integer.toString(pool.gives().size())));
    }
    new TextTable(out, 0)
        .write(new Table(COLUMNS, rows), TextTable.strongFirst(row -> uses(pools.get(row))));
  }

  private static String uses(SourcePool pool) {
    List<String> parts = new ArrayList<>();
    places(parts, "taken in ", pool.takes());
    places(parts, "given back in ", pool.gives());
    names(parts, "taken for callers by ", pool.takers());
    names(parts, "given back for callers by ", pool.givers());
    return String.join("; ", parts);
  }

  private static void places(List<String> parts, String what, List<Place> places) {
    names(parts, what, places.stream().map(Wording::shortPlace).distinct().toList());
  }

  private static void names(List<String> parts, String what, List<String> names) {
    List<String> shown = names.stream().limit(PLACES_MAX).map(PoolsReport::shortName).toList();
    if (!shown.isEmpty()) {
      int more = names.size() - shown.size();
      parts.add(what + String.join(", ", shown) + (more > 0 ? " and " + more + " more" : ""));
    }
  }

  private static String shortName(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  private static String at(Place place) {
    return place.file().isEmpty() ? "not known" : place.file() + ":" + place.line();
  }

  /** As JSON. */
  public void json(List<SourcePool> pools, Writer to) throws IOException {
    try (JsonOut json = new JsonOut(to)) {
      json.object(() -> {
        json.number("schemaVersion", JsonReport.SCHEMA_VERSION);
        json.list("pools", pools, pool -> pool(json, pool));
      });
    }
  }

  private static void pool(JsonOut json, SourcePool pool) {
    json.text("language", pool.language().name().toLowerCase(Wording.ROOT));
    json.text("type", pool.type());
    json.text("name", pool.name());
    json.texts("makes", pool.makes());
    JsonReport.place(json, pool.place());
    json.list("takes", pool.takes(), place -> JsonReport.place(json, place));
    json.list("gives", pool.gives(), place -> JsonReport.place(json, place));
    json.texts("takers", pool.takers());
    json.texts("givers", pool.givers());
  }
}
