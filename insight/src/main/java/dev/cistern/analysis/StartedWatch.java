package dev.cistern.analysis;

import dev.cistern.model.Event;
import dev.cistern.model.EventKind;
import dev.cistern.model.EventVisitor;
import dev.cistern.model.Timeline;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Goroutines and threads that were started in the window, and those of them that ended in it. */
final class StartedWatch implements EventVisitor {
  private static final int ALIVE_MAX = 1 << 17;

  /** Tasks started at one stack. */
  static final class Started {
    private long[] startNanos = new long[4];
    private int length;
    private long all;

    /** How many were started, those that ended among them. */
    long all() {
      return all;
    }
  }

  private record Alive(int stack, long startNanos) {}

  private final Timeline timeline;
  private final Map<Long, Alive> alive = new HashMap<>();
  private final Map<Integer, Started> byStack = new HashMap<>();
  private boolean full;

  StartedWatch(Timeline timeline) {
    this.timeline = timeline;
  }

  @Override
  public Set<EventKind> kinds() {
    return EnumSet.of(EventKind.TASK_CREATED, EventKind.TASK_ENDED);
  }

  @Override
  public void event(Event event) {
    if (event.kind() == EventKind.TASK_ENDED) {
      alive.remove(event.task());
    } else if (event.object() != 0 && event.stack() != 0) {
      if (alive.size() == ALIVE_MAX) {
        full = true;
        return;
      }
      byStack.computeIfAbsent(event.stack(), _ -> new Started()).all++;
      alive.put(event.object(), new Alive(event.stack(), event.timeNanos()));
    }
  }

  Timeline timeline() {
    return timeline;
  }

  /** Whether some starts were passed over, because more were alive than are kept. */
  boolean full() {
    return full;
  }

  /** The starts by stack, with when those alive at the end began. */
  Map<Integer, Started> byStack() {
    byStack.values().forEach(started -> started.length = 0);
    for (Alive one : alive.values()) {
      Started started = byStack.get(one.stack());
      if (started != null) {
        if (started.length == started.startNanos.length) {
          started.startNanos = Arrays.copyOf(started.startNanos, started.length * 2);
        }
        started.startNanos[started.length++] = one.startNanos();
      }
    }
    return byStack;
  }

  /** When those that are alive at the end began, in no order. */
  static long[] aliveSince(Started started) {
    return Arrays.copyOf(started.startNanos, started.length);
  }
}
