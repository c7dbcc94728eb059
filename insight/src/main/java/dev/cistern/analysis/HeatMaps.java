package dev.cistern.analysis;

import dev.cistern.model.HeatMap;
import dev.cistern.model.HeatMap.Cell;
import dev.cistern.model.HeatMap.Mode;
import dev.cistern.model.HeatMap.Row;
import dev.cistern.model.Stacks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What the heat maps of all kinds of evidence have in common. */
final class HeatMaps {
  private static final int STACK_MAX = 24;

  /** One hundredth of the time of one task: less is no trouble whatever it was before. */
  private static final long WAIT_SHARE_MIN = 100;

  /** One miss in twenty takings. */
  private static final long MISSES_MIN = 50_000;

  private static final long MILLION = 1_000_000;

  private HeatMaps() {}

  static <K> HeatMap of(Mode mode, String title, String basis, HeatGrid<K> grid, List<Row> rows) {
    return new HeatMap(
        mode,
        title,
        basis,
        grid.cellNanos(),
        grid.columns(),
        Math.max(HeatGrid.WINDOW_NANOS, 10 * grid.cellNanos()),
        rows,
        Math.max(0, grid.tracks().size() - rows.size()) + grid.omitted());
  }

  /** A track's cells as its mode values them. */
  static <K> List<Cell> cells(Mode mode, HeatGrid<K> grid, HeatGrid.Track track) {
    return switch (mode) {
      case WAIT -> grid.cells(track, (amount, _) -> amount, grid.cellNanos() / WAIT_SHARE_MIN);
      case REUSE ->
          grid.cells(
              track,
              (misses, taken) -> Math.min(MILLION, misses * MILLION / Math.max(1, taken)),
              MISSES_MIN);
    };
  }

  /** The rows with the most alerts, then the largest. */
  static List<Row> hottest(List<Row> rows, int most) {
    List<Row> sorted = new ArrayList<>(rows);
    sorted.sort(
        Comparator.comparingLong((Row row) -> -row.count(HeatMap.Heat.RED))
            .thenComparing(Comparator.comparingDouble(Row::share).reversed())
            .thenComparing(Row::name));
    return List.copyOf(sorted.subList(0, Math.min(most, sorted.size())));
  }

  /** A stack as names, leaf first. */
  static List<String> shown(Stacks stacks, int stack) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < Math.min(STACK_MAX, stacks.depth(stack)); i++) {
      names.add(stacks.resolve(stacks.frameAt(stack, i)).displayName());
    }
    return names;
  }
}
