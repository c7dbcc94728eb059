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

  /** The waiting of one pool. */
  record Queue(PoolEntry pool, WaitSum sum) {}

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
      PoolEntry pool = wait.get().pool();
      queues.computeIfAbsent(pool.id(), _ -> new Queue(pool, new WaitSum())).sum().add(event);
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
