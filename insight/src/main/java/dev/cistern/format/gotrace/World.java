package dev.cistern.format.gotrace;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every goroutine, processor and thread of a trace at one moment, and whose turn it is next. */
final class World {
  private static final int PROCS_MAX = 1 << 16;
  private static final int MACHINES_MAX = 1 << 16;

  /** A power of two: of so many goroutines most are found at once. */
  private static final int FOUND_LATELY = 1 << 10;

  /** What is known of the collector. */
  private enum Gc {
    UNKNOWN,
    IDLE,
    MARKING
  }

  private final Room room;
  private final IdSet taskIds;
  private final LongToInt taskSlots = new LongToInt();
  private final List<@Nullable Task> tasks = new ArrayList<>();
  private final @Nullable Task[] foundLately = new Task[FOUND_LATELY]; // by the id's low bits
  private final Deque<Integer> freeSlots = new ArrayDeque<>();
  private final LongToInt procSlots = new LongToInt();
  private final List<Proc> procs = new ArrayList<>();
  private final LongToInt machineSlots = new LongToInt();
  private final List<Machine> machines = new ArrayList<>();
  private boolean crowded;
  private long generation;
  private long firstGeneration;
  private Gc gc = Gc.UNKNOWN;
  private long gcSeq;

  World(Room room) {
    this.room = room;
    this.taskIds = new IdSet(room.idGroupsMax());
  }

  void enter(long newGeneration) {
    generation = newGeneration;
    firstGeneration = firstGeneration == 0 ? newGeneration : firstGeneration;
  }

  boolean inFirstGeneration() {
    return generation == firstGeneration;
  }

  /** Whether there were more goroutines, processors or threads than there is memory for. */
  boolean crowded() {
    return crowded || taskIds.full();
  }

  long distinctTasks() {
    return taskIds.count();
  }

  /** Counts a goroutine that is only named. */
  void sawTask(long id) {
    taskIds.add(id);
  }

  @Nullable Task find(long id) {
    Task lately = foundLately[(int) id & FOUND_LATELY - 1];
    return lately != null && lately.id == id ? lately : look(id);
  }

  private @Nullable Task look(long id) {
    int slot = taskSlots.get(id);
    Task found = slot == 0 ? null : tasks.get(slot - 1);
    if (found != null) {
      foundLately[(int) id & FOUND_LATELY - 1] = found;
    }
    return found;
  }

  /** The goroutine with this id if it is in that state and at the sequence number before this. */
  @Nullable Task next(long id, long sequence, int status) {
    Task task = find(id);
    return task != null && task.status == status && task.isNext(generation, sequence) ? task : null;
  }

  /** The goroutine with this id, made if it is not known yet, its sequence begun anew. */
  Task begin(long id) {
    Task task = find(id);
    if (task == null) {
      taskIds.add(id);
      task = new Task(id);
      if (taskSlots.size() >= room.tasksMax()) {
        crowded = true;
        return task;
      }
      Integer free = freeSlots.poll();
      if (free == null) {
        tasks.add(task);
        free = tasks.size();
      } else {
        tasks.set(free - 1, task);
      }
      taskSlots.put(id, free);
    }
    task.sequence(generation, 0);
    return task;
  }

  void end(Task task) {
    foundLately[(int) task.id & FOUND_LATELY - 1] = null;
    int slot = taskSlots.get(task.id);
    if (slot != 0) {
      taskSlots.remove(task.id);
      tasks.set(slot - 1, null);
      freeSlots.push(slot);
    }
  }

  /** Those that live; holes where one has ended. */
  List<@Nullable Task> tasks() {
    return tasks;
  }

  @Nullable Proc findProc(long id) {
    int slot = procSlots.get(id);
    return slot == 0 ? null : procs.get(slot - 1);
  }

  /** The processor with this id, made if it is not known yet, its sequence begun anew. */
  Proc beginProc(long id) {
    Proc proc = findProc(id);
    if (proc == null) {
      proc = new Proc(Math.clamp(id, -1, Integer.MAX_VALUE));
      if (procs.size() == PROCS_MAX) {
        crowded = true;
        return proc;
      }
      procs.add(proc);
      procSlots.put(id, procs.size());
    }
    proc.sequence(generation, 0);
    return proc;
  }

  @Nullable Machine findMachine(long id) {
    int slot = machineSlots.get(id);
    return slot == 0 ? null : machines.get(slot - 1);
  }

  Machine machine(long id) {
    Machine machine = findMachine(id);
    if (machine == null) {
      machine = new Machine(id);
      if (machines.size() == MACHINES_MAX) {
        crowded = true;
        return machine;
      }
      machines.add(machine);
      machineSlots.put(id, machines.size());
    }
    return machine;
  }

  /**
   * Whether an event can be the next one: what it changes must be in the state that it changes from
   * and at the sequence number before its own. Times alone do not tell, as threads' clocks differ.
   */
  boolean isTurnOf(Cursor event) {
    return switch (event.type()) {
      case Wire.GO_START -> isNext(event, Task.RUNNABLE);
      case Wire.GO_UNBLOCK, Wire.GO_SWITCH, Wire.GO_SWITCH_DESTROY -> isNext(event, Task.WAITING);
      case Wire.PROC_START -> {
        Proc proc = findProc(event.arg(0));
        yield proc != null
            && proc.status == Proc.IDLE
            && proc.isNext(generation, event.arg(1))
            && event.machine().proc == null;
      }
      case Wire.PROC_STEAL -> {
        Proc proc = findProc(event.arg(0));
        yield proc != null
            && (proc.status == Proc.IN_SYSCALL || proc.status == Proc.SYSCALL_ABANDONED)
            && proc.isNext(generation, event.arg(1));
      }
      case Wire.GO_SYSCALL_END_BLOCKED -> {
        Proc proc = event.machine().proc;
        yield proc == null || proc.status != Proc.IN_SYSCALL;
      }
      case Wire.GC_ACTIVE -> inFirstGeneration() || event.arg(0) == gcSeq + 1;
      case Wire.GC_BEGIN -> gc == Gc.UNKNOWN || event.arg(0) == gcSeq + 1;
      case Wire.GC_END -> event.arg(0) == gcSeq + 1;
      default -> true;
    };
  }

  void gcMarks(long sequence) {
    gc = Gc.MARKING;
    gcSeq = sequence;
  }

  void gcEnded(long sequence) {
    gc = Gc.IDLE;
    gcSeq = sequence;
  }

  private boolean isNext(Cursor event, int status) {
    return next(event.arg(0), event.arg(1), status) != null;
  }
}
