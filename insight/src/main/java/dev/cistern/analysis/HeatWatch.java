package dev.cistern.analysis;

import dev.cistern.model.Event;
import dev.cistern.model.EventKind;
import dev.cistern.model.EventVisitor;
import dev.cistern.model.HeatMap;
import dev.cistern.model.HeatMap.Mode;
import dev.cistern.model.HeatMap.Row;
import dev.cistern.model.Language;
import dev.cistern.model.Place;
import dev.cistern.model.Timeline;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Sums the waits for locks by function, and the misses by pool, over the time of a timeline. */
final class HeatWatch implements EventVisitor {
  private static final long CELL_NANOS = 500_000_000;
  private static final int ROWS_MAX = 40;

  private final Timeline timeline;
  private final Frames frames;
  private final HeatGrid<String> waits = new HeatGrid<>(CELL_NANOS);
  private final HeatGrid<Long> pools = new HeatGrid<>(CELL_NANOS);
  private final Map<Integer, String> functions = new HashMap<>();

  HeatWatch(Timeline timeline, Frames frames) {
    this.timeline = timeline;
    this.frames = frames;
  }

  @Override
  public Set<EventKind> kinds() {
    return EnumSet.of(
        EventKind.POOL_ACQUIRE,
        EventKind.POOL_MISS,
        timeline.language() == Language.GO ? EventKind.TASK_WAITING : EventKind.LOCK_WAIT);
  }

  @Override
  public boolean needsOrder() {
    return false;
  }

  @Override
  public void event(Event event) {
    switch (event.kind()) {
      case LOCK_WAIT -> waited(event);
      case TASK_WAITING -> {
        String reason = timeline.strings().get(event.text());
        if (reason.equals("sync") || reason.equals("chan send")) {
          waited(event); // to receive waits also who has nothing to do
        }
      }
      case POOL_ACQUIRE -> taken(event);
      default -> missed(event);
    }
  }

  private void waited(Event event) {
    if (event.durationNanos() > 0 && event.stack() != 0) {
      String function = functions.computeIfAbsent(event.stack(), this::blamed);
      if (function.isEmpty()) {
        return;
      }
      waits.addInterval(function, event.endNanos(), event.durationNanos(), event.stack());
    }
  }

  /** The application's deepest function; nothing for what the runtime does for itself. */
  private String blamed(int stack) {
    int at = frames.application(stack, 0);
    return at < 0 ? "" : frames.place(frames.stacks().frameAt(stack, at)).function();
  }

  private void taken(Event event) {
    String stage = timeline.strings().get(event.text());
    boolean miss = stage.equals("unpooled") || stage.equals("new");
    pools.add(event.pool(), event.endNanos(), miss ? 1 : 0, 1, event.stack());
  }

  private void missed(Event event) {
    if (!timeline.strings().get(event.text()).startsWith("one-off")) {
      pools.add(event.pool(), event.endNanos(), 1, 0, event.stack());
    }
  }

  /** The pool's name, where its number is that of its name. */
  private String poolName(long pool) {
    boolean isText = pool > 0 && pool < timeline.strings().size();
    return isText ? timeline.strings().get((int) pool) : "pool " + Long.toHexString(pool);
  }

  /** The maps of a timeline that ended then; none of what did not happen. */
  List<HeatMap> maps(String source, long endNanos) {
    List<HeatMap> maps = new ArrayList<>();
    waits.until(endNanos);
    pools.until(endNanos);
    String basis = "every wait that " + source + " holds";
    String title =
        timeline.language() == Language.GO ? "Waiting for locks, and to send" : "Waiting for locks";
    map(Mode.WAIT, title, basis, waits).ifPresent(maps::add);
    String takings = "every taking that " + source + " holds";
    map(Mode.REUSE, "Pool misses", takings, pools).ifPresent(maps::add);
    return maps;
  }

  private <K> Optional<HeatMap> map(Mode mode, String title, String basis, HeatGrid<K> grid) {
    long total = grid.tracks().values().stream().mapToLong(HeatGrid.Track::total).sum();
    if (total == 0) {
      return Optional.empty();
    }
    List<Row> rows = new ArrayList<>();
    grid.tracks().forEach((key, track) -> rows.add(row(mode, key, track, grid, total)));
    return Optional.of(HeatMaps.of(mode, title, basis, grid, HeatMaps.hottest(rows, ROWS_MAX)));
  }

  private <K> Row row(Mode mode, K key, HeatGrid.Track track, HeatGrid<K> grid, long total) {
    int stack = track.example();
    int at = Math.max(0, frames.application(stack, 0));
    boolean pool = mode == Mode.REUSE;
    String name = key instanceof Long number ? poolName(number) : key.toString();
    boolean placed = !pool && frames.stacks().depth(stack) > 0;
    return new Row(
        name,
        placed ? frames.place(frames.stacks().frameAt(stack, at)) : Place.UNKNOWN,
        HeatMaps.shown(frames.stacks(), stack),
        (double) track.total() / total,
        HeatMaps.cells(mode, grid, track));
  }
}
