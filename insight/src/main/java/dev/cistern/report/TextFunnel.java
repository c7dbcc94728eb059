package dev.cistern.report;

import dev.cistern.model.Amounts;
import dev.cistern.model.Funnel;
import dev.cistern.model.Funnel.Row;
import dev.cistern.report.Table.Column;
import dev.cistern.report.Table.Kind;
import java.io.IOException;
import java.util.List;

/** Writes the reuse funnel: where each pool's objects came from and what became of them. */
final class TextFunnel {
  private static final int POOLS_MAX = 15;
  private static final List<Column> COLUMNS =
      List.of(
          new Column("POOL", Kind.NAME, 0),
          new Column("ASKED", Kind.NUMBER, 0),
          new Column("OWN SLOT", Kind.NUMBER, 1),
          new Column("OWN QUEUE", Kind.NUMBER, 2),
          new Column("STOLEN", Kind.NUMBER, 4),
          new Column("VICTIM", Kind.NUMBER, 3),
          new Column("NEW", Kind.NUMBER, 0),
          new Column("NONE", Kind.NUMBER, 6),
          new Column("BACK", Kind.NUMBER, 1),
          new Column("LOST", Kind.NUMBER, 1));

  private final TextOut out;

  TextFunnel(TextOut out) {
    this.out = out;
  }

  void write(Funnel funnel) throws IOException {
    if (funnel.rows().isEmpty()) {
      return;
    }
    out.heading("Reuse funnel");
    List<Row> rows = funnel.rows().stream().limit(POOLS_MAX).toList();
    new TextTable(out, 2)
        .write(
            new Table(COLUMNS, rows.stream().map(TextFunnel::cells).toList()),
            TextTable.strongFirst(row -> FunnelWords.note(rows.get(row))));
    long more = funnel.rows().size() - rows.size() + funnel.omitted();
    if (more > 0) {
      out.line(
          "  ", out.paint(Ink.FAINT, "and " + Amounts.plural(more, "pool", "pools") + " more"));
    }
  }

  private static List<String> cells(Row row) {
    Funnel.Taken taken = row.taken();
    return List.of(
        row.site().displayName(),
        Amounts.count(taken.asked()),
        Amounts.count(taken.ownSlot()),
        Amounts.count(taken.ownQueue()),
        Amounts.count(taken.stolen()),
        Amounts.count(taken.victim()),
        Amounts.count(taken.made()),
        Amounts.count(taken.none()),
        Amounts.count(row.back().givenBack()),
        Amounts.count(row.back().lost()));
  }
}
