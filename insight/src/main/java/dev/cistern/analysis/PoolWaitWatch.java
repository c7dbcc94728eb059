package dev.cistern.analysis;

import dev.cistern.catalogue.PoolEntry;
import dev.cistern.model.Event;
import dev.cistern.model.EventKind;
import dev.cistern.model.EventVisitor;
import dev.cistern.model.Timeline;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Sums the waits for pools' objects that a recording or trace has seen, and the time that the
 * waiting tasks had: their life in the window, less what they spent idle.
 */
final class PoolWaitWatch implements EventVisitor {
  private static final int TASKS_MAX = 1 << 17;
  private static final int PATHS_MAX = 1 << 12;

  /** The waiting of one pool. */
  static final class Queue {
    private final PoolEntry pool;
    private final Load load = new Load();
    private final Map<Integer, Long> nanosByStack = new HashMap<>();
    private long waits;
    private long longestNanos;

    private Queue(PoolEntry pool) {
      this.pool = pool;
    }

    PoolEntry pool() {
      return pool;
    }

    Load load() {
      return load;
    }

    long waits() {
      return waits;
    }

    long longestNanos() {
      return longestNanos;
    }

    /** The stack at which most of the time was waited. */
    int stack() {
      return nanosByStack.entrySet().stream()
          .max(
              Map.Entry.<Integer, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
          .map(Map.Entry::getKey)
          .orElse(0);
    }
  }

  private static final class Task {
    private long fromNanos;
    private long idleNanos;
    private long waitNanos;
  }

  private final Timeline timeline;
  private final Frames frames;
  private final Map<Integer, Optional<PoolWait>> waitOfStack = new HashMap<>();
  private final Map<Integer, Boolean> idleStack = new HashMap<>();
  private final Map<String, Queue> queues = new LinkedHashMap<>();
  private final Map<Long, Task> tasks = new HashMap<>();
  private double endedWaitNanos;
  private double endedBusyNanos;

  PoolWaitWatch(Timeline timeline, Dossier dossier) {
    this.timeline = timeline;
    frames = dossier.frames(timeline.stacks());
  }

  @Override
  public Set<EventKind> kinds() {
    return EnumSet.of(
        EventKind.TASK_WAITING, EventKind.LOCK_WAIT, EventKind.TASK_CREATED, EventKind.TASK_ENDED);
  }

  @Override
  public void event(Event event) {
    switch (event.kind()) {
      case TASK_CREATED -> created(event.object(), event.timeNanos());
      case TASK_ENDED -> ended(event.task(), event.endNanos());
      default -> waited(event);
    }
  }

  private void created(long id, long atNanos) {
    if (id != 0 && tasks.size() < TASKS_MAX) {
      Task task = new Task();
      task.fromNanos = atNanos;
      tasks.put(id, task);
    }
  }

  private void ended(long id, long atNanos) {
    Task task = tasks.remove(id);
    if (task != null) {
      add(task, atNanos);
    }
  }

  private void add(Task task, long endNanos) {
    if (task.waitNanos > 0) {
      endedWaitNanos += task.waitNanos;
      endedBusyNanos += Math.max(task.waitNanos, endNanos - task.fromNanos - task.idleNanos);
    }
  }

  private void waited(Event event) {
    if (event.durationNanos() <= 0 || event.stack() == 0) {
      return;
    }
    Optional<PoolWait> wait =
        waitOfStack.computeIfAbsent(event.stack(), stack -> PoolWait.of(frames, stack));
    boolean idle =
        wait.isEmpty()
            && idleStack.computeIfAbsent(event.stack(), stack -> frames.application(stack, 0) < 0);
    if (wait.isPresent()) {
      queue(event, wait.get().pool());
    }
    Task task = tasks.get(event.task());
    if (task == null && (wait.isPresent() || idle) && tasks.size() < TASKS_MAX) {
      task = new Task(); // it began before the window
      tasks.put(event.task(), task);
    }
    if (task != null && wait.isPresent()) {
      task.waitNanos += event.durationNanos();
    } else if (task != null && idle) {
      task.idleNanos += event.durationNanos();
    }
  }

  private void queue(Event event, PoolEntry pool) {
    Queue queue = queues.computeIfAbsent(pool.id(), _ -> new Queue(pool));
    queue.load.add(event.timeNanos(), event.endNanos());
    queue.waits++;
    queue.longestNanos = Math.max(queue.longestNanos, event.durationNanos());
    if (queue.nanosByStack.size() < PATHS_MAX || queue.nanosByStack.containsKey(event.stack())) {
      queue.nanosByStack.merge(event.stack(), event.durationNanos(), Long::sum);
    }
  }

  Timeline timeline() {
    return timeline;
  }

  Frames frames() {
    return frames;
  }

  Map<String, Queue> queues() {
    return queues;
  }

  /** The index of the application's frame that asks the pool at this stack. */
  int user(int stack) {
    return PoolWait.of(frames, stack)
        .map(wait -> wait.user() >= 0 ? wait.user() : wait.acquire())
        .orElse(0);
  }

  /** Of the time of all tasks that ever waited, the share that they waited for pools. */
  double share(long endNanos) {
    tasks.values().forEach(task -> add(task, endNanos));
    tasks.clear();
    return endedBusyNanos == 0 ? 0 : endedWaitNanos / endedBusyNanos;
  }
}
