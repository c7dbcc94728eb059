package dev.cistern.analysis;

import dev.cistern.model.HeatMap.Cell;
import dev.cistern.model.HeatMap.Heat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongBinaryOperator;

/**
 * Amounts and counts by key and time, in bounded space: when there would be too many columns, each
 * becomes twice as long.
 */
final class HeatGrid<K> {
  /** How far back the threshold looks. */
  static final long WINDOW_NANOS = 10_000_000_000L;

  private static final double P95 = 0.95;
  private static final int COLUMNS_MAX = 720;
  private static final int KEYS_MAX = 4_096;

  /** With fewer samples in the window there is no threshold. */
  private static final int SAMPLES_MIN = 6;

  /** A cell of fewer events is never hot: so few fall together by chance. */
  private static final int EVENTS_MIN = 10;

  /** One key's amounts and counts by column. */
  static final class Track {
    private long[] amounts = new long[16];
    private long[] counts = new long[16];
    private int example;
    private long exampleAmount;
    private long total;

    /** The total of all columns. */
    long total() {
      return total;
    }

    /** The stack with the largest single amount. */
    int example() {
      return example;
    }

    private void add(int column, long amount, long count) {
      if (column >= amounts.length) {
        int wider = Math.max(column + 1, amounts.length * 2);
        amounts = Arrays.copyOf(amounts, wider);
        counts = Arrays.copyOf(counts, wider);
      }
      amounts[column] += amount;
      counts[column] += count;
      total += amount;
    }

    private void halve() {
      int half = (amounts.length + 1) / 2;
      for (int i = 0; i < half; i++) {
        boolean pair = 2 * i + 1 < amounts.length;
        amounts[i] = amounts[2 * i] + (pair ? amounts[2 * i + 1] : 0);
        counts[i] = counts[2 * i] + (pair ? counts[2 * i + 1] : 0);
      }
      Arrays.fill(amounts, half, amounts.length, 0);
      Arrays.fill(counts, half, counts.length, 0);
    }
  }

  private final Map<K, Track> tracks = new LinkedHashMap<>();
  private long cellNanos;
  private int columns;
  private long omitted;

  HeatGrid(long cellNanos) {
    this.cellNanos = cellNanos;
  }

  /** Adds an amount at a moment; {@code stack} shows how it came about. */
  void add(K key, long timeNanos, long amount, long count, int stack) {
    Track track = tracks.get(key);
    if (track == null) {
      if (tracks.size() == KEYS_MAX) {
        omitted++;
        return;
      }
      track = new Track();
      tracks.put(key, track);
    }
    track.add(column(timeNanos), amount, count);
    if (amount > track.exampleAmount || track.exampleAmount == 0) {
      track.exampleAmount = amount;
      track.example = stack;
    }
  }

  /** Spreads a wait over the columns that it lasted; it is counted where it ended. */
  void addInterval(K key, long endNanos, long durationNanos, int stack) {
    long left = durationNanos;
    long end = endNanos;
    long count = 1;
    for (int i = 0; i < COLUMNS_MAX && left > 0; i++) {
      long inCell = Math.min(left, Math.max(1, Math.floorMod(end, cellNanos)));
      inCell = Math.floorMod(end, cellNanos) == 0 ? Math.min(left, cellNanos) : inCell;
      add(key, end - inCell, inCell, count, stack);
      count = 0;
      end -= inCell;
      left = end <= 0 ? 0 : left - inCell;
    }
  }

  /** Says that the window lasts at least until then. */
  void until(long timeNanos) {
    if (timeNanos > 0) {
      column(timeNanos - 1);
    }
  }

  private int column(long timeNanos) {
    long at = Math.max(0, timeNanos) / cellNanos;
    while (at >= COLUMNS_MAX) {
      tracks.values().forEach(Track::halve);
      cellNanos *= 2;
      columns = (columns + 1) / 2;
      at = Math.max(0, timeNanos) / cellNanos;
    }
    columns = Math.max(columns, (int) at + 1);
    return (int) at;
  }

  Map<K, Track> tracks() {
    return tracks;
  }

  long cellNanos() {
    return cellNanos;
  }

  int columns() {
    return columns;
  }

  /** How many additions found no room for a new key. */
  long omitted() {
    return omitted;
  }

  /**
   * A key's cells, coloured: each against the p95 of the window before it, which counts columns
   * without events as 0.
   *
   * @param value makes a cell's value of its amount and count
   * @param least a threshold is never below this
   */
  List<Cell> cells(Track track, LongBinaryOperator value, long least) {
    SlidingQuantile window = new SlidingQuantile(Math.max(WINDOW_NANOS, 10 * cellNanos), P95);
    List<Cell> cells = new ArrayList<>();
    for (int column = 0; column < columns; column++) {
      boolean held = column < track.amounts.length;
      long amount = held ? track.amounts[column] : 0;
      long count = held ? track.counts[column] : 0;
      long its = value.applyAsLong(amount, count);
      long timeNanos = column * cellNanos;
      window.forgetUntil(timeNanos - Math.max(WINDOW_NANOS, 10 * cellNanos));
      long threshold = window.size() < SAMPLES_MIN ? 0 : Math.max(least, window.value());
      if (amount != 0 || count != 0) {
        cells.add(new Cell(column, its, count, threshold, heat(its, count, threshold)));
      }
      window.add(timeNanos, its);
    }
    return cells;
  }

  private static Heat heat(long value, long count, long threshold) {
    if (threshold == 0 || value < threshold || count < EVENTS_MIN) {
      return Heat.GREY;
    }
    return value >= 2 * threshold ? Heat.RED : Heat.YELLOW;
  }
}
