package dev.cistern.report;

import dev.cistern.model.Correlation;
import dev.cistern.model.Funnel;
import dev.cistern.model.Funnel.Activity;
import dev.cistern.model.Funnel.Back;
import dev.cistern.model.Funnel.Taken;
import dev.cistern.model.GcLink;
import dev.cistern.model.HeatMap;
import dev.cistern.model.HeatMap.Cell;
import dev.cistern.model.HeatMap.Heat;
import dev.cistern.model.HeatMap.Mode;
import dev.cistern.model.HeatMap.Row;
import dev.cistern.model.Place;
import dev.cistern.model.PoolSite;
import dev.cistern.model.ReuseFit;
import dev.cistern.model.TaskStates;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** Heat maps and reuse funnels made by hand, with names as they are given. */
final class Pictures {
  private static final int COLUMNS = 60;
  private static final long CELL_NANOS = 500_000_000;

  private Pictures() {}

  /** One of waits, one of misses; the first row of each turns red at half its length. */
  static List<HeatMap> heat(String title, String basis, String... names) {
    List<HeatMap> maps = new ArrayList<>();
    for (Mode mode : Mode.values()) {
      List<Row> rows = new ArrayList<>();
      for (String name : names) {
        long usual = mode == Mode.WAIT ? 8_000_000 : 60_000;
        Place place = new Place(name, 12, name, name);
        rows.add(
            new Row(
                name, place, List.of(name, "main"), 0.5 / (1 + rows.size()), cells(rows, usual)));
      }
      maps.add(new HeatMap(mode, title, basis, CELL_NANOS, COLUMNS, 20 * CELL_NANOS, rows, 3));
    }
    return maps;
  }

  private static List<Cell> cells(List<Row> before, long usual) {
    List<Cell> cells = new ArrayList<>();
    for (int column = before.size(); column < COLUMNS; column += 1 + before.size() % 3) {
      boolean red = before.isEmpty() && column >= COLUMNS / 2;
      boolean yellow = column % 17 == 3;
      long value = red ? 9 * usual : yellow ? usual * 3 / 2 : usual / 2;
      Heat heat = red ? Heat.RED : yellow ? Heat.YELLOW : Heat.GREY;
      cells.add(new Cell(column, value, 40, column < 6 ? 0 : usual, heat));
    }
    return cells;
  }

  /** Two pools: one with everything that can be told of it, one with the least. */
  static Funnel funnel(PoolSite full, PoolSite bare, String basis) {
    Taken taken = new Taken(10_000, 6_000, 1_500, 400, 100, 0, 1_900, 100);
    Back back = new Back(9_500, 3, 40, 200, 500, 2, 7, 5_000);
    ReuseFit fit =
        new ReuseFit(
            8_000,
            12.5,
            55_000_000,
            0.97,
            0.8,
            1.3,
            LongStream.range(0, 20)
                .mapToObj(i -> new ReuseFit.Point(i * i * 1_000_000, 1 - i / 20.0))
                .toList());
    GcLink gc =
        new GcLink(12, 50, 600, 300, 9_400, 1_600, 2, 1, 0.001, 999, 1, GcLink.Grade.STRONG);
    Correlation pressure = new Correlation(40, 250_000_000, -0.7, -0.85, -0.4, 0.99, 20);
    Funnel.Row first =
        new Funnel.Row(
            full,
            "0xc000012345",
            taken,
            back,
            Optional.of(fit),
            Optional.of(gc),
            Optional.of(pressure),
            activity(),
            basis);
    Funnel.Row second =
        new Funnel.Row(
            bare,
            "",
            new Taken(20, 0, 0, 0, 0, 15, 5, 0),
            new Back(20, 0, 0, 0, 0, 0, 0, 0),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            activity(),
            basis);
    return new Funnel(List.of(first, second), 2);
  }

  private static Activity activity() {
    List<Long> acquires = new ArrayList<>();
    List<Long> misses = new ArrayList<>();
    List<Long> inUse = new ArrayList<>();
    List<Long> idle = new ArrayList<>();
    for (long i = 0; i < 40; i++) {
      acquires.add(200 + 10 * (i % 7));
      misses.add(i % 10 == 0 ? 150L : 5L);
      inUse.add(20 + i % 5);
      idle.add(40 - i % 10);
    }
    return new Activity(0, 250_000_000, acquires, misses, inUse, idle);
  }

  /** A row that runs and one that waits, of three stretches. */
  static TaskStates states(String source, String waiting) {
    return new TaskStates(
        source,
        3_000_000_000L,
        List.of(
            new TaskStates.Row("running", List.of(1.0, 1.5, 0.2)),
            new TaskStates.Row(waiting, List.of(0.0, 12.0, 40.25))));
  }
}
