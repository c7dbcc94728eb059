package dev.cistern.analysis;

import dev.cistern.catalogue.PoolEntry;
import dev.cistern.model.RuntimeState.TaskGroup;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Who waits for which pool's objects in each dump of a series, and who came the same way. */
final class DumpQueues {
  private static final double IDLE_SHARE_MAX = 0.1;

  /** The waiting of one pool. */
  static final class Queue {
    private final PoolEntry pool;
    private final long[] waiting;
    private long callers; // of all dumps: tasks that came the same way
    private final Set<String> entries = new HashSet<>();
    private Frames frames;
    private int stack;
    private int user;
    private long largest = -1;
    private final Set<String> names = new HashSet<>();

    private Queue(PoolEntry pool, int dumps, Frames frames) {
      this.pool = pool;
      this.frames = frames;
      waiting = new long[dumps];
    }

    private void add(int dump, Frames in, TaskGroup group, PoolWait wait, String entry) {
      waiting[dump] += group.count();
      entries.add(entry);
      names.add(group.name());
      if (group.count() > largest) {
        largest = group.count();
        frames = in;
        stack = group.stack();
        user = wait.user() >= 0 ? wait.user() : wait.acquire();
      }
    }

    PoolEntry pool() {
      return pool;
    }

    /** How many wait, by dump. */
    long[] waiting() {
      return waiting;
    }

    /** Of all tasks that came the way of those that wait, the share that waits. */
    double share() {
      return callers == 0 ? 0 : (double) Arrays.stream(waiting).sum() / callers;
    }

    Frames frames() {
      return frames;
    }

    int stack() {
      return stack;
    }

    /** The index of the application's frame that asks the pool. */
    int user() {
      return user;
    }
  }

  private final TaskSeries series;
  private final Map<String, Queue> queues = new LinkedHashMap<>();
  private final List<String> busyPools = new ArrayList<>();

  private DumpQueues(TaskSeries series) {
    this.series = series;
  }

  static DumpQueues of(TaskSeries series, Dossier dossier) {
    DumpQueues all = new DumpQueues(series);
    for (int dump = 0; dump < series.size(); dump++) {
      TaskDump from = series.dumps().get(dump);
      all.waiting(dump, from, dossier.frames(from.stacks()));
    }
    if (!all.queues.isEmpty()) {
      for (int dump = 0; dump < series.size(); dump++) {
        TaskDump from = series.dumps().get(dump);
        all.callers(from, dossier.frames(from.stacks()));
      }
      all.busyPools(dossier);
    }
    return all;
  }

  private void waiting(int dump, TaskDump from, Frames frames) {
    for (TaskGroup group : from.groups()) {
      if (PoolWait.runs(group.state())) {
        continue;
      }
      Optional<PoolWait> wait = PoolWait.of(frames, group.stack());
      if (wait.isPresent()) {
        queues
            .computeIfAbsent(
                wait.get().pool().id(), _ -> new Queue(wait.get().pool(), series.size(), frames))
            .add(dump, frames, group, wait.get(), entry(frames, group.stack()));
      }
    }
  }

  private void callers(TaskDump from, Frames frames) {
    for (TaskGroup group : from.groups()) {
      String entry = entry(frames, group.stack());
      for (Queue queue : queues.values()) {
        if (queue.entries.contains(entry)) {
          queue.callers += group.count();
        }
      }
    }
  }

  /** The outermost application function, else the outermost of all. */
  private static String entry(Frames frames, int stack) {
    TaskRoots roots = new TaskRoots(frames);
    int entry = roots.entry(stack);
    int depth = frames.stacks().depth(stack);
    return roots.place(stack, entry >= 0 ? entry : depth - 1).function();
  }

  /** Thread pools that have hardly an idle worker in any dump, while some of theirs wait. */
  private void busyPools(Dossier dossier) {
    Set<String> names = new HashSet<>();
    queues.values().forEach(queue -> names.addAll(queue.names));
    names.remove("");
    Map<String, Long> all = new TreeMap<>();
    Map<String, Long> idle = new HashMap<>();
    for (TaskDump from : series.dumps()) {
      TaskRoots roots = new TaskRoots(dossier.frames(from.stacks()));
      for (TaskGroup group : from.groups()) {
        if (names.contains(group.name())) {
          all.merge(group.name(), group.count(), Long::sum);
          long without = roots.entry(group.stack()) < 0 ? group.count() : 0;
          idle.merge(group.name(), without, Long::sum);
        }
      }
    }
    all.forEach((name, count) -> {
      if (idle.getOrDefault(name, 0L) <= IDLE_SHARE_MAX * count) {
        busyPools.add(name);
      }
    });
  }

  TaskSeries series() {
    return series;
  }

  List<Queue> queues() {
    return List.copyOf(queues.values());
  }

  /** The names, digits as {@code #}, of the waiting threads that are hardly ever idle. */
  List<String> busyPools() {
    return busyPools;
  }
}
