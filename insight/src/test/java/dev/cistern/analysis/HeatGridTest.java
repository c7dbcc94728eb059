package dev.cistern.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.catalogue.Catalogue;
import dev.cistern.model.EventKind;
import dev.cistern.model.EventRow;
import dev.cistern.model.HeatMap;
import dev.cistern.model.HeatMap.Cell;
import dev.cistern.model.HeatMap.Heat;
import dev.cistern.model.HeatMap.Mode;
import dev.cistern.model.Language;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class HeatGridTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long HALF = SECOND / 2;

  /** Waits at random moments with exponential lengths, by three functions, each steady. */
  private static HeatGrid<String> steady(long seed, int seconds) {
    HeatGrid<String> grid = new HeatGrid<>(HALF);
    Random random = new Random(seed);
    double[] rates = {4, 40, 300};
    long[] means = {20_000_000, 4_000_000, 1_000_000};
    for (int f = 0; f < rates.length; f++) {
      double at = 0;
      while (at < seconds) {
        at += -Math.log(1 - random.nextDouble()) / rates[f];
        long length = (long) (-Math.log(1 - random.nextDouble()) * means[f]);
        long end = (long) (at * SECOND) + length;
        if (end < seconds * SECOND && length > 0) {
          grid.addInterval("steady" + f, end, length, 0);
        }
      }
    }
    grid.until(seconds * SECOND);
    return grid;
  }

  private static List<Cell> cells(HeatGrid<String> grid, String key) {
    return HeatMaps.cells(Mode.WAIT, grid, track(grid, key));
  }

  private static HeatGrid.Track track(HeatGrid<String> grid, String key) {
    return Objects.requireNonNull(grid.tracks().get(key));
  }

  private static boolean red(List<Cell> cells) {
    return cells.stream().anyMatch(cell -> cell.heat() == Heat.RED);
  }

  @Test
  void of_go_waits_for_locks_and_to_send_count_and_those_to_receive_do_not() {
    ScriptedTimeline go = new ScriptedTimeline(Language.GO);
    int stack = go.stack("main.work");
    for (String reason : List.of("sync", "chan send", "chan receive", "select", "sleep")) {
      go.add(
          new EventRow()
              .start(EventKind.TASK_WAITING, 0, HALF)
              .durationNanos(1_000)
              .stack(stack)
              .text(go.text(reason)));
    }
    HeatWatch watch = new HeatWatch(go, new Frames(go.stacks(), Catalogue.shipped()));
    go.scan(List.of(watch));
    List<HeatMap> maps = watch.maps("x.trace", SECOND);
    assertThat(maps).singleElement().matches(map -> map.title().endsWith("to send"));
    assertThat(maps.getFirst().rows())
        .singleElement()
        .matches(row -> row.name().equals("main.work"));
    long waited = maps.getFirst().rows().getFirst().cells().stream().mapToLong(Cell::value).sum();
    assertThat(waited).isEqualTo(2_000);
  }

  @Test
  void a_steady_service_has_no_alert_in_twenty_seeded_runs() {
    for (long seed = 1; seed <= 20; seed++) {
      HeatGrid<String> grid = steady(seed, 60);
      for (String key : grid.tracks().keySet()) {
        assertThat(red(cells(grid, key))).as("seed %d, %s", seed, key).isFalse();
      }
    }
  }

  @Test
  void a_convoy_turns_its_function_red_within_one_window_and_no_other() {
    for (long seed = 1; seed <= 20; seed++) {
      HeatGrid<String> grid = steady(seed, 60);
      for (int i = 0; i < 600; i++) {
        grid.addInterval("steady1", 30 * SECOND + i * SECOND / 60, 30_000_000 + i, 0);
      }
      List<Cell> convoy = cells(grid, "steady1");
      Cell first =
          convoy.stream().filter(cell -> cell.heat() == Heat.RED).findFirst().orElseThrow();
      assertThat(first.column() * HALF).as("seed %d", seed).isBetween(29 * SECOND, 40 * SECOND);
      assertThat(red(cells(grid, "steady0")) || red(cells(grid, "steady2")))
          .as("seed %d", seed)
          .isFalse();
    }
  }

  @Test
  void a_long_recording_gets_longer_columns_and_loses_nothing() {
    HeatGrid<String> grid = new HeatGrid<>(HALF);
    long total = 0;
    for (int i = 1; i <= 10_000; i++) {
      grid.addInterval("f", i * SECOND, 1_500_000_000, 0);
      total += i == 1 ? SECOND : 1_500_000_000;
    }
    assertThat(grid.columns()).isLessThanOrEqualTo(720);
    assertThat(grid.cellNanos()).isEqualTo(16 * SECOND);
    assertThat(track(grid, "f").total()).isEqualTo(total);
    assertThat(cells(grid, "f").stream().mapToLong(Cell::value).sum()).isEqualTo(total);
  }

  @Test
  void a_wait_longer_than_a_column_lies_in_all_that_it_lasted() {
    HeatGrid<String> grid = new HeatGrid<>(HALF);
    grid.addInterval("f", 1_700_000_000, 1_000_000_000, 0);
    assertThat(cells(grid, "f"))
        .extracting(Cell::column, Cell::value, Cell::events)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(1, 300_000_000L, 0L),
            org.assertj.core.groups.Tuple.tuple(2, 500_000_000L, 0L),
            org.assertj.core.groups.Tuple.tuple(3, 200_000_000L, 1L));
  }
}
