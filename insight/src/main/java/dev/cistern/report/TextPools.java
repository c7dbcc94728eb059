package dev.cistern.report;

import dev.cistern.model.Amounts;
import dev.cistern.model.PoolTable;
import dev.cistern.model.PoolTable.Row;
import dev.cistern.report.Table.Column;
import dev.cistern.report.Table.Kind;
import java.io.IOException;
import java.util.List;

/** Writes the pool table: one line of figures each, the verdict's reason below. */
final class TextPools {
  private static final List<Column> COLUMNS =
      List.of(
          new Column("POOL", Kind.NAME, 0),
          new Column("VERDICT", Kind.TEXT, 0),
          new Column("GETS", Kind.NUMBER, 1),
          new Column("REUSED", Kind.NUMBER, 2),
          new Column("MISSES", Kind.NUMBER, 3),
          new Column("MISS BYTES", Kind.NUMBER, 4),
          new Column("HELD", Kind.NUMBER, 5),
          new Column("LOST", Kind.NUMBER, 6),
          new Column("HOLD", Kind.NUMBER, 7),
          new Column("IDLE", Kind.NUMBER, 8),
          new Column("R", Kind.NUMBER, 9));
  private static final int VERDICT = 1;

  private final TextOut out;

  TextPools(TextOut out) {
    this.out = out;
  }

  void write(PoolTable pools) throws IOException {
    List<List<String>> cells = pools.rows().stream().map(TextPools::cells).toList();
    new TextTable(out, 2)
        .write(
            new Table(COLUMNS, cells),
            new TextTable.RowStyle() {
              @Override
              public Ink ink(int row, int column) {
                if (column != VERDICT) {
                  return column == 0 ? Ink.STRONG : Ink.PLAIN;
                }
                return Wording.isFine(pools.rows().get(row)) ? Ink.GOOD : Ink.MEDIUM;
              }

              @Override
              public String note(int row) {
                Row pool = pools.rows().get(row);
                String reason = pool.reason().isEmpty() ? "" : pool.reason() + " – ";
                return reason + pool.basis();
              }
            });
  }

  private static List<String> cells(Row row) {
    return List.of(
        row.site().displayName(),
        row.verdict(),
        Amounts.count(row.acquires()),
        Amounts.share(row.reuseRate()),
        Amounts.count(row.misses()),
        Amounts.bytes(row.missBytes()),
        Amounts.bytes(row.heldBytes()),
        Amounts.count(row.neverReleased()),
        Amounts.nanos(row.meanHoldNanos()),
        Amounts.nanos(row.meanIdleNanos()),
        Amounts.share(row.shareInUse()));
  }
}
