package dev.cistern.analysis;

import dev.cistern.model.Evidence;
import dev.cistern.model.HeatMap;
import dev.cistern.model.HeatMap.Mode;
import dev.cistern.model.HeatMap.Row;
import dev.cistern.model.Profile;
import dev.cistern.model.Stacks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The wait mode from running totals of Go's block and mutex profiles: what each function waited
 * between two moments is the difference of its totals.
 */
final class TotalsHeat {
  private static final int ROWS_MAX = 40;
  private static final long CELL_NANOS_MIN = 500_000_000;

  /** A goroutine that has nothing to do waits so, too. */
  private static final Set<String> IDLE =
      Set.of("runtime.selectgo", "runtime.chanrecv1", "runtime.chanrecv2", "runtime.chanrecv");

  /** The stack of a function that shows how it waits. */
  private record Example(Stacks stacks, int stack, Frames frames) {}

  private record Sums(Map<String, long[]> byFunction, long timeNanos) {}

  private final Dossier dossier;
  private final Map<String, Example> examples = new HashMap<>();
  private final Map<String, Long> exampleNanos = new HashMap<>();

  TotalsHeat(Dossier dossier) {
    this.dossier = dossier;
  }

  /** A map for each kind of total that has three moments or more. */
  static List<HeatMap> of(List<Evidence> totals, Dossier dossier) {
    Map<String, List<Profile>> byKind = new LinkedHashMap<>();
    for (Evidence total : totals) {
      String member = total.name().substring(total.name().lastIndexOf('!') + 1);
      if (total.profile().isPresent()
          && total.profile().get().typeIndex("delay").isPresent()
          && total.profile().get().header().timeNanos() > 0) {
        byKind
            .computeIfAbsent(member.replaceFirst("-at-.*", ""), _ -> new ArrayList<>())
            .add(total.profile().get());
      }
    }
    List<HeatMap> maps = new ArrayList<>();
    byKind.forEach((kind, profiles) -> {
      if (profiles.size() >= 3) {
        maps.addAll(new TotalsHeat(dossier).map(kind, profiles));
      }
    });
    return maps;
  }

  private List<HeatMap> map(String kind, List<Profile> profiles) {
    List<Sums> moments = new ArrayList<>();
    for (Profile profile : profiles) {
      moments.add(sums(profile));
    }
    moments.sort((a, b) -> Long.compare(a.timeNanos(), b.timeNanos()));
    long startNanos = moments.getFirst().timeNanos();
    long length = moments.getLast().timeNanos() - startNanos;
    long cellNanos = Math.max(CELL_NANOS_MIN, length / (moments.size() - 1));
    HeatGrid<String> grid = new HeatGrid<>(cellNanos);
    for (int i = 1; i < moments.size(); i++) {
      Sums before = moments.get(i - 1);
      Sums after = moments.get(i);
      long middleNanos = (before.timeNanos() + after.timeNanos()) / 2 - startNanos;
      after
          .byFunction()
          .forEach((function, sum) -> {
            long[] base = before.byFunction().getOrDefault(function, new long[2]);
            long nanos = sum[1] - base[1];
            if (nanos > 0) {
              grid.add(function, middleNanos, nanos, Math.max(0, sum[0] - base[0]), 0);
            }
          });
    }
    grid.until(length);
    return shown(kind, grid);
  }

  private List<HeatMap> shown(String kind, HeatGrid<String> grid) {
    long total = grid.tracks().values().stream().mapToLong(HeatGrid.Track::total).sum();
    if (total == 0) {
      return List.of();
    }
    List<Row> rows = new ArrayList<>();
    grid.tracks()
        .forEach((function, track) -> {
          Example example = examples.get(function);
          if (example != null) {
            int at = Math.max(0, example.frames().application(example.stack(), 0));
            rows.add(
                new Row(
                    function,
                    example.frames().place(example.stacks().frameAt(example.stack(), at)),
                    HeatMaps.shown(example.stacks(), example.stack()),
                    (double) track.total() / total,
                    HeatMaps.cells(Mode.WAIT, grid, track)));
          }
        });
    boolean mutex = kind.equals("mutex");
    return List.of(
        HeatMaps.of(
            Mode.WAIT,
            mutex ? "Waiting for locks, by who held them" : "Waiting, by who waited",
            mutex
                ? "the running totals of the mutex profile, as sampled by the target"
                : "the running totals of the block profile, as sampled by the target; waits to"
                    + " receive are left out, for a goroutine without work waits so",
            grid,
            HeatMaps.hottest(rows, ROWS_MAX)));
  }

  private Sums sums(Profile profile) {
    Stacks stacks = profile.stacks();
    Frames frames = dossier.frames(stacks);
    int delay = profile.typeIndex("delay").orElseThrow();
    OptionalInt contentions = profile.typeIndex("contentions");
    Map<String, long[]> byFunction = new HashMap<>();
    for (int sample = 0; sample < profile.sampleCount(); sample++) {
      int stack = profile.stackOf(sample);
      if (stacks.depth(stack) == 0
          || IDLE.contains(stacks.function(stacks.frameAt(stack, 0)))
          || frames.application(stack, 0) < 0) {
        continue;
      }
      int at = frames.application(stack, 0);
      String function = frames.place(stacks.frameAt(stack, at)).function();
      long[] sum = byFunction.computeIfAbsent(function, _ -> new long[2]);
      sum[0] += contentions.isPresent() ? profile.value(sample, contentions.getAsInt()) : 1;
      long nanos = profile.value(sample, delay);
      sum[1] += nanos;
      if (nanos >= exampleNanos.getOrDefault(function, 0L)) {
        exampleNanos.put(function, nanos);
        examples.put(function, new Example(stacks, stack, frames));
      }
    }
    return new Sums(byFunction, profile.header().timeNanos());
  }
}
