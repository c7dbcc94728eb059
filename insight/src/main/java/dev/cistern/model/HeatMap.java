package dev.cistern.model;

import java.util.List;

/**
 * What was hot when: rows by function or pool, columns by time.
 *
 * @param mode what the values are
 * @param title what it shows, for a reader
 * @param basis what its figures rest on, in words
 * @param cellNanos the length of a column
 * @param columns how many there are
 * @param windowNanos how far back the threshold looks
 * @param rows the hottest first
 * @param omitted how many rows were left out
 */
public record HeatMap(
    Mode mode,
    String title,
    String basis,
    long cellNanos,
    int columns,
    long windowNanos,
    List<Row> rows,
    long omitted) {
  /** What the cells' values are. */
  public enum Mode {
    /** Nanoseconds waited by all tasks together. */
    WAIT,
    /** Misses in a million takings. */
    REUSE
  }

  /** How a value stands to the threshold t: the p95 of the window before it. */
  public enum Heat {
    /** Below t. */
    GREY,
    /** At least t, below 2 t. */
    YELLOW,
    /** At least 2 t: an alert. */
    RED
  }

  /**
   * One function or pool.
   *
   * @param name of the function or pool
   * @param place where it is, {@link Place#UNKNOWN} for a pool
   * @param stack the calls that lead there, leaf first, of the costliest way
   * @param share of the map's total, 0 to 1; of the takings in {@link Mode#REUSE}
   * @param cells by column; a column without an event has none
   */
  public record Row(String name, Place place, List<String> stack, double share, List<Cell> cells) {
    /** How many cells are this hot. */
    public long count(Heat heat) {
      return cells.stream().filter(cell -> cell.heat() == heat).count();
    }
  }

  /**
   * One column of a row.
   *
   * @param value by the mode
   * @param events that it rests on
   * @param threshold t, 0 while too little has been seen for one
   */
  public record Cell(int column, long value, long events, long threshold, Heat heat) {}
}
