package dev.cistern.format.gotrace;

import dev.cistern.format.DamageLog;
import dev.cistern.format.gotrace.Machine.Holds;
import dev.cistern.model.EventKind;
import org.jspecify.annotations.Nullable;

/**
 * Follows goroutines through the ordered events and tells each stretch of time when it ends.
 *
 * <p>Times are the reference reader's: an event is at least 1 ns after the one before.
 */
final class Story {
  private final World world;
  private final ProcStory procs;
  private final Emitter out;
  private final Tables tables;
  private final DamageLog damage;
  private final Wire wire;
  private final Collector collector;
  private final HeapLog heap;
  private final Notes notes;
  private final GoLabels labels;
  private final long[] counts;
  private final long startNanos;
  private final boolean heard; // whether anybody listens
  private long generation;
  private long now;
  private long told;

  Story(
      World world,
      Emitter out,
      Tables tables,
      DamageLog damage,
      Wire wire,
      HeapLog heap,
      Notes notes,
      GoLabels labels,
      long startNanos,
      long[] counts) {
    this.world = world;
    this.procs = new ProcStory(world);
    this.out = out;
    this.heard = out.wantsAny();
    this.tables = tables;
    this.damage = damage;
    this.wire = wire;
    this.collector = new Collector(out, tables, startNanos);
    this.heap = heap;
    this.notes = notes;
    this.labels = labels;
    this.startNanos = startNanos;
    this.counts = counts;
  }

  /** Goes on with another generation. */
  void enter(Generation next) {
    generation = next.number();
    world.enter(generation);
    procs.enter(generation);
    tick(next.firstNanos());
  }

  Collector collector() {
    return collector;
  }

  /** Events as the reference reader tells them so far, its sync events included. */
  long told() {
    return told;
  }

  long now() {
    return now;
  }

  void sample(Samples.Sample sample) {
    tick(sample.timeNanos());
    if (sample.task() != 0) {
      world.sawTask(sample.task());
    }
    if (out.wants(EventKind.CPU_SAMPLE)) {
      out.start(EventKind.CPU_SAMPLE, Wire.CPU_SAMPLE, now)
          .task(sample.task())
          .thread(sample.thread())
          .proc(sample.proc())
          .stack(sample.stack())
          .labels(labelsOf(sample.task()))
          .value(Notes.SAMPLE_NANOS);
      out.end(now);
    }
  }

  /**
   * Takes the next event.
   *
   * @return false where the thread cannot have stored it: what follows in its batch is not trusted
   */
  boolean event(Cursor event, Machine machine) {
    int type = event.type();
    if (event.broken()) {
      machine.holds = Holds.UNKNOWN;
    }
    if (machine.holds == Holds.NOTHING && Wire.needsProc(type)) {
      damage.add(
          event.eventAt(), "a processor that the thread holds", wire.name(type) + " without one");
      return false;
    }
    if (type == Wire.GO_DESTROY_SYSCALL && machine.proc != null) {
      tick(event.timeNanos()); // the reference tells of the lost processor first
    }
    count(type, event.timeNanos());
    if (type <= Wire.PROC_STATUS) {
      procs.event(event, machine);
    } else if (type <= Wire.GO_STATUS || isNewerTask(type)) {
      task(event, machine);
    } else if (type <= Wire.HEAP_GOAL) {
      collector.event(event, machine, world, now);
    } else if (type >= Wire.SPAN) {
      heap.event(event, now);
    } else if (type != Wire.USER_LOG || !relabelled(event, machine)) {
      notes.event(event, machine, now);
    }
    return true;
  }

  /**
   * Takes a goroutine's new labels, if the log tells them: what it ran so far ran under the old.
   */
  private boolean relabelled(Cursor event, Machine machine) {
    if (!heard || !labels.tells(tables.string(event.arg(1)))) {
      return false;
    }
    Task task = machine.task;
    if (task != null) {
      change(task, task.status, machine, task.by, task.stack, task.reason);
      task.labels = labels.set(tables.string(event.arg(2)), task.labels);
    }
    return true;
  }

  private int labelsOf(long id) {
    Task task = id == 0 ? null : world.find(id);
    return task == null ? 0 : task.labels;
  }

  /** Ends every stretch that reaches to the end of the trace. */
  void finish() {
    for (Task task : world.tasks()) {
      if (task != null && heard) {
        tell(task, null);
      }
    }
    tick(now); // the reference closes with a sync event
  }

  /** Counts an event of a thread and goes on to its time. */
  void count(int type, long timeNanos) {
    counts[type]++;
    tick(timeNanos);
  }

  private void tick(long timeNanos) {
    now = Math.max(now + 1, timeNanos);
    told++;
  }

  private void task(Cursor event, Machine machine) {
    switch (event.type()) {
      case Wire.GO_CREATE -> create(event, machine, Task.RUNNABLE);
      case Wire.GO_CREATE_BLOCKED -> create(event, machine, Task.WAITING);
      case Wire.GO_CREATE_SYSCALL -> {
        create(event, machine, Task.IN_SYSCALL);
        machine.task = world.find(event.arg(0));
      }
      case Wire.GO_START -> start(event, machine);
      case Wire.GO_STOP -> leave(Wire.GO_STOP, Task.RUNNABLE, event.arg(0), event.arg(1), machine);
      case Wire.GO_BLOCK -> leave(Wire.GO_BLOCK, Task.WAITING, event.arg(0), event.arg(1), machine);
      case Wire.GO_UNBLOCK -> {
        Task task = world.find(event.arg(0));
        if (task != null) {
          unblock(task, event.arg(1));
        }
      }
      case Wire.GO_DESTROY -> destroy(machine, Wire.GO_DESTROY);
      case Wire.GO_DESTROY_SYSCALL -> {
        destroy(machine, Wire.GO_DESTROY_SYSCALL);
        if (machine.proc != null) {
          machine.proc.status = Proc.SYSCALL_ABANDONED;
          machine.proc = null;
        }
        machine.hold(Holds.NOTHING);
      }
      case Wire.GO_SYSCALL_BEGIN -> syscallBegan(event.arg(0), event.arg(1), machine);
      case Wire.GO_SYSCALL_END -> syscallEnded(machine);
      case Wire.GO_SYSCALL_END_BLOCKED -> {
        if (machine.task != null) {
          change(machine.task, Task.RUNNABLE, machine, event.type(), machine.task.stack, 0);
          machine.task = null;
        }
      }
      case Wire.GO_STATUS, Wire.GO_STATUS_STACK -> status(event, machine);
      case Wire.GO_SWITCH, Wire.GO_SWITCH_DESTROY -> switchTo(event, machine);
      default -> {}
    }
  }

  void syscallBegan(long procSequence, long stack, Machine machine) {
    Proc proc = machine.proc;
    if (proc != null) {
      proc.status = Proc.IN_SYSCALL;
      proc.sequence(generation, procSequence);
    }
    if (machine.task != null) {
      int number = tables.stack(stack);
      change(machine.task, Task.IN_SYSCALL, machine, Wire.GO_SYSCALL_BEGIN, number, 0);
    }
  }

  void syscallEnded(Machine machine) {
    if (machine.proc != null) {
      machine.proc.status = Proc.RUNNING;
    }
    if (machine.task != null) {
      change(machine.task, Task.RUNNING, machine, Wire.GO_SYSCALL_END, 0, 0);
    }
  }

  private static boolean isNewerTask(int type) {
    return type >= Wire.GO_SWITCH && type <= Wire.GO_STATUS_STACK;
  }

  private void create(Cursor event, Machine machine, int status) {
    Task task = world.begin(event.arg(0));
    boolean inCall = event.type() == Wire.GO_CREATE_SYSCALL;
    task.status = status;
    task.since = now;
    task.by = event.type();
    task.stack = inCall ? 0 : tables.stack(event.arg(1));
    task.reason = 0;
    task.labels = machine.task == null ? 0 : machine.task.labels;
    if (out.wants(EventKind.TASK_CREATED)) {
      out.start(EventKind.TASK_CREATED, event.type(), now)
          .task(machine.task == null ? 0 : machine.task.id)
          .thread(machine.id)
          .proc(machine.procId())
          .stack(inCall ? 0 : tables.stack(event.arg(2)))
          .object(task.id)
          .labels(task.labels);
      out.end(now);
    }
  }

  private void start(Cursor event, Machine machine) {
    Task task = world.find(event.arg(0));
    if (task == null) {
      task = world.begin(event.arg(0));
      task.since = now;
    }
    start(task, event.arg(1), machine);
  }

  void start(Task task, long sequence, Machine machine) {
    task.sequence(generation, sequence);
    change(task, Task.RUNNING, null, Wire.GO_START, 0, 0);
    machine.task = task;
  }

  void unblock(Task task, long sequence) {
    task.sequence(generation, sequence);
    change(task, Task.RUNNABLE, null, Wire.GO_UNBLOCK, task.stack, 0);
  }

  void leave(int type, int status, long reason, long stack, Machine machine) {
    Task task = machine.task;
    if (task != null) {
      change(task, status, machine, type, tables.stack(stack), tables.string(reason));
      machine.task = null;
    }
  }

  private void destroy(Machine machine, int type) {
    Task task = machine.task;
    if (task == null) {
      return;
    }
    if (heard) {
      tell(task, machine);
    }
    if (out.wants(EventKind.TASK_ENDED)) {
      out.start(EventKind.TASK_ENDED, type, now)
          .task(task.id)
          .thread(machine.id)
          .proc(machine.procId())
          .labels(task.labels);
      out.end(now);
    }
    notes.ended(task);
    world.end(task);
    machine.task = null;
  }

  private void status(Cursor event, Machine machine) {
    boolean known = world.find(event.arg(0)) != null;
    Task task = world.begin(event.arg(0));
    int status = Math.clamp(event.arg(2), 0, Integer.MAX_VALUE);
    if (!known) {
      task.status = status;
      task.since = world.inFirstGeneration() ? startNanos : now;
      task.by = event.type();
      task.stack = event.type() == Wire.GO_STATUS_STACK ? tables.stack(event.arg(3)) : 0;
    } else if (task.status != status) {
      change(task, status, null, event.type(), 0, 0);
    }
    if (status == Task.RUNNING || (status == Task.IN_SYSCALL && event.arg(1) == machine.id)) {
      machine.task = task;
    } else if (status == Task.IN_SYSCALL) {
      world.machine(event.arg(1)).task = task;
    }
  }

  /** Three changes at once: the next goroutine wakes, this one leaves, the next one runs. */
  private void switchTo(Cursor event, Machine machine) {
    Task next = world.find(event.arg(0));
    if (next != null) {
      next.sequence(generation, event.arg(1));
      change(next, Task.RUNNABLE, null, event.type(), next.stack, 0);
    }
    tick(event.timeNanos());
    if (event.type() == Wire.GO_SWITCH_DESTROY) {
      destroy(machine, Wire.GO_SWITCH_DESTROY);
    } else if (machine.task != null) {
      change(machine.task, Task.WAITING, machine, event.type(), 0, 0);
    }
    tick(event.timeNanos());
    if (next != null) {
      change(next, Task.RUNNING, null, event.type(), 0, 0);
    }
    machine.task = next;
  }

  private void change(
      Task task, int status, @Nullable Machine machine, int by, int stack, int reason) {
    if (heard) {
      tell(task, machine);
    }
    task.status = status;
    task.since = now;
    task.by = by;
    task.stack = stack;
    task.reason = reason;
  }

  /** Tells the stretch that a goroutine was in its state, on the thread that ends it. */
  private void tell(Task task, @Nullable Machine machine) {
    EventKind kind =
        switch (task.status) {
          case Task.RUNNABLE -> EventKind.TASK_RUNNABLE;
          case Task.RUNNING -> EventKind.TASK_RUNNING;
          case Task.IN_SYSCALL -> EventKind.TASK_IN_SYSCALL;
          default -> EventKind.TASK_WAITING;
        };
    if (out.wants(kind)) {
      boolean placed = machine != null && kind != EventKind.TASK_WAITING;
      out.start(kind, task.by, task.since)
          .task(task.id)
          .thread(placed && machine != null ? machine.id : 0)
          .proc(placed && machine != null ? machine.procId() : -1)
          .stack(task.stack)
          .text(kind == EventKind.TASK_WAITING ? task.reason : 0)
          .labels(task.labels);
      out.end(now);
    }
  }
}
