package dev.cistern.format.gotrace;

import dev.cistern.model.EventKind;
import dev.cistern.model.Strings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the program says of itself: regions, tasks of its own, logged messages. */
final class Notes {
  /** What a processor sample stands for at the profiler's usual rate; a trace does not state it. */
  static final long SAMPLE_NANOS = 10_000_000;

  /** A stretch that has begun; {@code context} is the user task's id. */
  private record Open(long since, long context, int name, int stack, long task) {}

  private final Emitter out;
  private final Tables tables;
  private final Strings strings;
  private final Room room;
  private final long startNanos;
  private final PoolLog pools;
  private final Map<Long, Deque<Open>> regions = new HashMap<>();
  private final Map<Long, Open> tasks = new HashMap<>();
  private final boolean wanted;
  private int open;

  Notes(Emitter out, Tables tables, Room room, long startNanos) {
    this.out = out;
    this.tables = tables;
    this.strings = tables.strings();
    this.room = room;
    this.startNanos = startNanos;
    this.pools = new PoolLog(out, tables);
    this.wanted =
        out.wants(EventKind.REGION)
            || out.wants(EventKind.LOG)
            || out.wants(EventKind.POOL_ACQUIRE)
            || out.wants(EventKind.POOL_RELEASE)
            || out.wants(EventKind.POOL_CONTENT);
  }

  void event(Cursor event, Machine machine, long now) {
    if (!wanted) {
      return;
    }
    Task task = machine.task;
    long id = task == null ? 0 : task.id;
    switch (event.type()) {
      case Wire.USER_TASK_BEGIN -> {
        if (tasks.size() < room.tasksMax()) {
          int name = tables.string(event.arg(2));
          int stack = tables.stack(event.arg(3));
          tasks.put(event.arg(0), new Open(now, event.arg(0), name, stack, id));
        }
      }
      case Wire.USER_TASK_END -> {
        Open began = tasks.remove(event.arg(0));
        if (began != null) {
          tell(Wire.USER_TASK_BEGIN, began, machine, now);
        }
      }
      case Wire.USER_REGION_BEGIN -> {
        if (open < room.tasksMax()) {
          open++;
          int name = tables.string(event.arg(1));
          int stack = tables.stack(event.arg(2));
          regions
              .computeIfAbsent(id, _ -> new ArrayDeque<>(2))
              .push(new Open(now, event.arg(0), name, stack, id));
        }
      }
      case Wire.USER_REGION_END ->
          tell(Wire.USER_REGION_BEGIN, regionEnded(event, id), machine, now);
      case Wire.USER_LOG -> {
        if (!pools.tell(event, machine, now)) {
          log(event, machine, id, now);
        }
      }
      default -> {}
    }
  }

  /** Forgets the regions of a goroutine that has ended inside them. */
  void ended(Task task) {
    if (open > 0) {
      Deque<Open> left = regions.remove(task.id);
      open -= left == null ? 0 : left.size();
    }
  }

  /** The innermost open region of that name; one that began before the trace began with it. */
  private Open regionEnded(Cursor event, long id) {
    int name = tables.string(event.arg(1));
    Deque<Open> stack = regions.get(id);
    Open found = null;
    if (stack != null) {
      found = take(stack, name, event.arg(0));
      if (stack.isEmpty()) {
        regions.remove(id);
      }
    }
    if (found == null) {
      return new Open(startNanos, event.arg(0), name, tables.stack(event.arg(2)), id);
    }
    open--;
    return found;
  }

  private static @Nullable Open take(Deque<Open> stack, int name, long context) {
    int looked = 0;
    for (Iterator<Open> i = stack.iterator(); i.hasNext() && looked < 64; looked++) {
      Open region = i.next();
      if (region.name() == name && region.context() == context) {
        i.remove();
        return region;
      }
    }
    return null;
  }

  private void tell(int type, Open began, Machine machine, long now) {
    if (out.wants(EventKind.REGION)) {
      out.start(EventKind.REGION, type, began.since())
          .task(began.task())
          .thread(machine.id)
          .proc(machine.procId())
          .stack(began.stack())
          .object(began.context())
          .text(began.name())
          .labels(machine.labels());
      out.end(now);
    }
  }

  private void log(Cursor event, Machine machine, long id, long now) {
    if (out.wants(EventKind.LOG)) {
      out.start(EventKind.LOG, event.type(), now)
          .task(id)
          .thread(machine.id)
          .proc(machine.procId())
          .stack(tables.stack(event.arg(3)))
          .object(event.arg(0))
          .text(message(tables.string(event.arg(1)), tables.string(event.arg(2))))
          .labels(machine.labels());
      out.end(now);
    }
  }

  /** {@code category: message}, or the one of them that is not empty. */
  private int message(int category, int text) {
    if (category == 0 || text == 0) {
      return category + text;
    }
    byte[] joined =
        (strings.get(category) + ": " + strings.get(text)).getBytes(StandardCharsets.UTF_8);
    return tables.intern(joined);
  }
}
