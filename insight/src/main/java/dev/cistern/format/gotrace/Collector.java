package dev.cistern.format.gotrace;

import static dev.cistern.format.gotrace.Task.NEVER;

import dev.cistern.model.EventKind;
import dev.cistern.model.Strings;
import org.jspecify.annotations.Nullable;

/**
 * What the collector does: cycles, their concurrent mark phase, stops of the world, assists,
 * sweeping, the heap's size.
 *
 * <p>A cycle reaches from the begin of its mark phase to the end of the stop after it.
 */
final class Collector {
  private static final String STOP_BEFORE = "GC sweep termination";
  private static final String STOP_AFTER = "GC mark termination";

  private final Emitter out;
  private final Tables tables;
  private final Strings strings;
  private final long startNanos;
  private long cycles;
  private long markSince = NEVER;
  private int markStack;
  private long cycleSince = NEVER;
  private boolean marked; // the mark phase has ended, the stop after it has not
  private long stops;
  private long stopNanos;

  Collector(Emitter out, Tables tables, long startNanos) {
    this.out = out;
    this.tables = tables;
    this.strings = tables.strings();
    this.startNanos = startNanos;
  }

  /** Stops of the world with both ends. */
  long stops() {
    return stops;
  }

  long stopNanos() {
    return stopNanos;
  }

  void event(Cursor event, Machine machine, World world, long now) {
    Task task = machine.task;
    switch (event.type()) {
      case Wire.STW_BEGIN -> {
        if (task != null) {
          task.stopSince = now;
          task.stopReason = tables.string(event.arg(0));
          task.stopStack = tables.stack(event.arg(1));
        }
      }
      case Wire.STW_END -> {
        if (task != null && task.stopSince != NEVER) {
          stopEnded(task, machine, now);
        }
      }
      case Wire.GC_ACTIVE -> {
        if (markSince == NEVER) {
          markBegan(startNanos, startNanos, 0);
        }
        world.gcMarks(event.arg(0));
      }
      case Wire.GC_BEGIN -> {
        long stopped = task == null ? NEVER : task.stopSince;
        markBegan(now, stopped == NEVER ? now : stopped, tables.stack(event.arg(1)));
        world.gcMarks(event.arg(0));
      }
      case Wire.GC_END -> {
        markEnded(task, now);
        world.gcEnded(event.arg(0));
      }
      case Wire.GC_SWEEP_ACTIVE -> {
        if (machine.sweepSince == NEVER) {
          machine.sweepSince = startNanos;
          machine.sweepStack = 0;
        }
      }
      case Wire.GC_MARK_ASSIST_ACTIVE, Wire.GC_MARK_ASSIST_BEGIN, Wire.GC_MARK_ASSIST_END ->
          assist(event, machine, world, now);
      case Wire.GC_SWEEP_BEGIN, Wire.GC_SWEEP_END, Wire.HEAP_ALLOC, Wire.HEAP_GOAL ->
          common(event.type(), event.arg(0), machine, now);
      default -> {}
    }
  }

  /** Takes one of the events that come often, by its first argument. */
  void common(int type, long argument, Machine machine, long now) {
    switch (type) {
      case Wire.HEAP_ALLOC -> heap(EventKind.HEAP_LIVE, type, argument, machine, now);
      case Wire.HEAP_GOAL -> heap(EventKind.HEAP_GOAL, type, argument, machine, now);
      case Wire.GC_SWEEP_BEGIN -> {
        machine.sweepSince = now;
        machine.sweepStack = tables.stack(argument);
      }
      case Wire.GC_SWEEP_END -> sweepEnded(argument, machine, now);
      default -> {}
    }
  }

  private void assist(Cursor event, Machine machine, World world, long now) {
    Task task =
        event.type() == Wire.GC_MARK_ASSIST_ACTIVE ? world.find(event.arg(0)) : machine.task;
    if (task == null) {
      return;
    }
    if (event.type() == Wire.GC_MARK_ASSIST_BEGIN) {
      task.assistSince = now;
      task.assistStack = tables.stack(event.arg(0));
    } else if (event.type() == Wire.GC_MARK_ASSIST_END) {
      assistEnded(task, machine, now);
    } else if (task.assistSince == NEVER) {
      task.assistSince = startNanos;
      task.assistStack = 0;
    }
  }

  private void stopEnded(Task task, Machine machine, long now) {
    stops++;
    stopNanos += now - task.stopSince;
    String reason = strings.get(task.stopReason);
    if (out.wants(EventKind.STOP)) {
      boolean collects = reason.equals(STOP_BEFORE) || reason.equals(STOP_AFTER);
      out.start(EventKind.STOP, Wire.STW_BEGIN, task.stopSince)
          .task(task.id)
          .thread(machine.id)
          .proc(machine.procId())
          .stack(task.stopStack)
          .text(task.stopReason)
          .value(collects ? cycles : 0);
      out.end(now);
    }
    task.stopSince = NEVER;
    if (marked && reason.equals(STOP_AFTER)) {
      cycleEnded(now);
    }
  }

  /** Go stores the mark phase's begin just before the stop that precedes it, or inside. */
  private void markBegan(long since, long newCycleSince, int stack) {
    marked = false;
    cycles++;
    markSince = since;
    markStack = stack;
    cycleSince = newCycleSince;
  }

  private void markEnded(@Nullable Task task, long now) {
    if (markSince == NEVER) {
      return;
    }
    if (out.wants(EventKind.GC_PHASE)) {
      out.start(EventKind.GC_PHASE, Wire.GC_BEGIN, markSince)
          .stack(markStack)
          .text(strings.intern("GC concurrent mark phase"))
          .value(cycles);
      out.end(now);
    }
    markSince = NEVER;
    marked = true;
    if (task == null || task.stopSince == NEVER) {
      cycleEnded(now); // no stop around it: the trace is damaged or another runtime wrote it
    }
  }

  private void cycleEnded(long now) {
    marked = false;
    if (out.wants(EventKind.GC_CYCLE)) {
      out.start(EventKind.GC_CYCLE, Wire.GC_BEGIN, cycleSince)
          .text(strings.intern("Go concurrent mark and sweep"))
          .value(cycles);
      out.end(now);
    }
  }

  private void sweepEnded(long sweptBytes, Machine machine, long now) {
    if (machine.sweepSince == NEVER) {
      return;
    }
    if (out.wants(EventKind.SWEEP)) {
      out.start(EventKind.SWEEP, Wire.GC_SWEEP_BEGIN, machine.sweepSince)
          .task(machine.task == null ? 0 : machine.task.id)
          .thread(machine.id)
          .proc(machine.procId())
          .stack(machine.sweepStack)
          .value(sweptBytes);
      out.end(now);
    }
    machine.sweepSince = NEVER;
  }

  private void assistEnded(Task task, Machine machine, long now) {
    if (task.assistSince != NEVER && out.wants(EventKind.MARK_ASSIST)) {
      out.start(EventKind.MARK_ASSIST, Wire.GC_MARK_ASSIST_BEGIN, task.assistSince)
          .task(task.id)
          .thread(machine.id)
          .proc(machine.procId())
          .stack(task.assistStack)
          .labels(task.labels);
      out.end(now);
    }
    task.assistSince = NEVER;
  }

  private void heap(EventKind kind, int type, long bytes, Machine machine, long now) {
    if (out.wants(kind)) {
      out.start(kind, type, now)
          .task(machine.task == null ? 0 : machine.task.id)
          .thread(machine.id)
          .proc(machine.procId())
          .value(bytes);
      out.end(now);
    }
  }
}
