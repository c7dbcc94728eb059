package dev.cistern.report;

import dev.cistern.model.Amounts;
import dev.cistern.model.PoolTable;
import dev.cistern.model.PoolTable.Row;
import java.util.List;
import java.util.function.Function;

/**
 * The pool table as the page shows it: the figures' columns that any pool has.
 *
 * @param columns without those that no pool has a figure for
 * @param rows as they come
 */
record PoolGrid(List<Column> columns, List<Row> rows) {
  /**
   * One figure.
   *
   * @param heading in a word or two
   * @param meaning in a sentence
   */
  record Column(String heading, String meaning, Function<Row, String> text) {}

  private static final List<Column> ALL =
      List.of(
          new Column("Gets", "objects asked for", row -> Amounts.count(row.acquires())),
          new Column(
              "Reused",
              "share of the gets that were served by a reused object",
              row -> Amounts.share(row.reuseRate())),
          new Column(
              "Misses", "made new because the pool had none", row -> Amounts.count(row.misses())),
          new Column(
              "Miss bytes", "allocated by the misses", row -> Amounts.bytes(row.missBytes())),
          new Column("Returned", "objects given back", row -> Amounts.count(row.releases())),
          new Column(
              "Never returned",
              "taken and neither given back nor explained by the window's end",
              row -> Amounts.count(row.neverReleased())),
          new Column(
              "Held",
              "bytes of objects alive at the end that the pool made or keeps",
              row -> Amounts.bytes(row.heldBytes())),
          new Column(
              "Tc",
              "mean time from a get to its return",
              row -> Amounts.nanos(row.meanHoldNanos())),
          new Column(
              "Tp",
              "mean time from a return to the next get",
              row -> Amounts.nanos(row.meanIdleNanos())),
          new Column(
              "R",
              "Tc / (Tc + Tp), the share of time in use: an indicator of fit, not a reuse rate",
              row -> Amounts.share(row.shareInUse())),
          new Column(
              "Thread life",
              "mean lifetime of the threads or goroutines that used it",
              row -> Amounts.nanos(row.threadLifeNanos())));

  static PoolGrid of(PoolTable table) {
    List<Column> columns =
        ALL.stream()
            .filter(column ->
                table.rows().stream()
                    .anyMatch(row -> !column.text().apply(row).equals(Amounts.UNKNOWN)))
            .toList();
    return new PoolGrid(columns, table.rows());
  }
}
