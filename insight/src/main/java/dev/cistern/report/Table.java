package dev.cistern.report;

import java.util.List;

/**
 * A table of texts, for lists that have no report of their own, such as the catalogue.
 *
 * @param columns from left to right
 * @param rows a text for each column; empty where there is none
 */
public record Table(List<Column> columns, List<List<String>> rows) {
  public Table {
    for (List<String> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(
            "wanted a row of " + columns.size() + " cells, found " + row.size());
      }
    }
  }

  /**
   * One column.
   *
   * @param heading a word or two
   * @param kind how it is set
   * @param rank which columns stay on a narrow terminal: 0 always, higher ones go first
   */
  public record Column(String heading, Kind kind, int rank) {}

  /** How a column is set and where it gives way when there is no room. */
  public enum Kind {
    /** Aligned left, cut at its end. */
    TEXT,
    /** Aligned left, cut in its middle: the end of a qualified name says most. */
    NAME,
    /** Aligned right, never cut. */
    NUMBER
  }
}
