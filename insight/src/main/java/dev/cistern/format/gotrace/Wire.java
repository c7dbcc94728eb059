package dev.cistern.format.gotrace;

import java.util.Arrays;

/**
 * The stored event types: one line each with its number, name, count of arguments (the time
 * difference included) and the first version that has it.
 */
final class Wire {
  static final int EVENT_BATCH = 1;
  static final int STACKS = 2;
  static final int STACK = 3;
  static final int STRINGS = 4;
  static final int STRING = 5;
  static final int CPU_SAMPLES = 6;
  static final int CPU_SAMPLE = 7;
  static final int FREQUENCY = 8;
  static final int PROCS_CHANGE = 9;
  static final int PROC_START = 10;
  static final int PROC_STOP = 11;
  static final int PROC_STEAL = 12;
  static final int PROC_STATUS = 13;
  static final int GO_CREATE = 14;
  static final int GO_CREATE_SYSCALL = 15;
  static final int GO_START = 16;
  static final int GO_DESTROY = 17;
  static final int GO_DESTROY_SYSCALL = 18;
  static final int GO_STOP = 19;
  static final int GO_BLOCK = 20;
  static final int GO_UNBLOCK = 21;
  static final int GO_SYSCALL_BEGIN = 22;
  static final int GO_SYSCALL_END = 23;
  static final int GO_SYSCALL_END_BLOCKED = 24;
  static final int GO_STATUS = 25;
  static final int STW_BEGIN = 26;
  static final int STW_END = 27;
  static final int GC_ACTIVE = 28;
  static final int GC_BEGIN = 29;
  static final int GC_END = 30;
  static final int GC_SWEEP_ACTIVE = 31;
  static final int GC_SWEEP_BEGIN = 32;
  static final int GC_SWEEP_END = 33;
  static final int GC_MARK_ASSIST_ACTIVE = 34;
  static final int GC_MARK_ASSIST_BEGIN = 35;
  static final int GC_MARK_ASSIST_END = 36;
  static final int HEAP_ALLOC = 37;
  static final int HEAP_GOAL = 38;
  static final int GO_LABEL = 39;
  static final int USER_TASK_BEGIN = 40;
  static final int USER_TASK_END = 41;
  static final int USER_REGION_BEGIN = 42;
  static final int USER_REGION_END = 43;
  static final int USER_LOG = 44;
  static final int GO_SWITCH = 45;
  static final int GO_SWITCH_DESTROY = 46;
  static final int GO_CREATE_BLOCKED = 47;
  static final int GO_STATUS_STACK = 48;
  static final int EXPERIMENTAL_BATCH = 49;
  static final int SYNC = 50;
  static final int CLOCK_SNAPSHOT = 51;
  static final int END_OF_GENERATION = 52;
  static final int SPAN = 128;
  static final int SPAN_ALLOC = 129;
  static final int SPAN_FREE = 130;
  static final int HEAP_OBJECT = 131;
  static final int HEAP_OBJECT_ALLOC = 132;
  static final int HEAP_OBJECT_FREE = 133;

  /** How many event types a table of counts has room for. */
  static final int TYPES = 256;

  /** The most arguments an event has. */
  static final int ARGS_MAX = 5;

  /** The longest event of a thread: its type and five varints. */
  static final int EVENT_BYTES_MAX = 1 + ARGS_MAX * 10;

  static final int BATCH_BYTES_MAX = 64 << 10;
  static final int FRAMES_MAX = 128;
  static final int STRING_BYTES_MAX = 1 << 10;

  private record Spec(int type, String name, int args, int since) {}

  private static final Spec[] SPECS = {
    new Spec(EVENT_BATCH, "EventBatch", 4, 22),
    new Spec(STACKS, "Stacks", 0, 22),
    new Spec(STACK, "Stack", 2, 22),
    new Spec(STRINGS, "Strings", 0, 22),
    new Spec(STRING, "String", 1, 22),
    new Spec(CPU_SAMPLES, "CPUSamples", 0, 22),
    new Spec(CPU_SAMPLE, "CPUSample", 5, 22),
    new Spec(FREQUENCY, "Frequency", 1, 22),
    timed(PROCS_CHANGE, "ProcsChange", 3, 22),
    timed(PROC_START, "ProcStart", 3, 22),
    timed(PROC_STOP, "ProcStop", 1, 22),
    timed(PROC_STEAL, "ProcSteal", 4, 22),
    timed(PROC_STATUS, "ProcStatus", 3, 22),
    timed(GO_CREATE, "GoCreate", 4, 22),
    timed(GO_CREATE_SYSCALL, "GoCreateSyscall", 2, 22),
    timed(GO_START, "GoStart", 3, 22),
    timed(GO_DESTROY, "GoDestroy", 1, 22),
    timed(GO_DESTROY_SYSCALL, "GoDestroySyscall", 1, 22),
    timed(GO_STOP, "GoStop", 3, 22),
    timed(GO_BLOCK, "GoBlock", 3, 22),
    timed(GO_UNBLOCK, "GoUnblock", 4, 22),
    timed(GO_SYSCALL_BEGIN, "GoSyscallBegin", 3, 22),
    timed(GO_SYSCALL_END, "GoSyscallEnd", 1, 22),
    timed(GO_SYSCALL_END_BLOCKED, "GoSyscallEndBlocked", 1, 22),
    timed(GO_STATUS, "GoStatus", 4, 22),
    timed(STW_BEGIN, "STWBegin", 3, 22),
    timed(STW_END, "STWEnd", 1, 22),
    timed(GC_ACTIVE, "GCActive", 2, 22),
    timed(GC_BEGIN, "GCBegin", 3, 22),
    timed(GC_END, "GCEnd", 2, 22),
    timed(GC_SWEEP_ACTIVE, "GCSweepActive", 2, 22),
    timed(GC_SWEEP_BEGIN, "GCSweepBegin", 2, 22),
    timed(GC_SWEEP_END, "GCSweepEnd", 3, 22),
    timed(GC_MARK_ASSIST_ACTIVE, "GCMarkAssistActive", 2, 22),
    timed(GC_MARK_ASSIST_BEGIN, "GCMarkAssistBegin", 2, 22),
    timed(GC_MARK_ASSIST_END, "GCMarkAssistEnd", 1, 22),
    timed(HEAP_ALLOC, "HeapAlloc", 2, 22),
    timed(HEAP_GOAL, "HeapGoal", 2, 22),
    timed(GO_LABEL, "GoLabel", 2, 22),
    timed(USER_TASK_BEGIN, "UserTaskBegin", 5, 22),
    timed(USER_TASK_END, "UserTaskEnd", 3, 22),
    timed(USER_REGION_BEGIN, "UserRegionBegin", 4, 22),
    timed(USER_REGION_END, "UserRegionEnd", 4, 22),
    timed(USER_LOG, "UserLog", 5, 22),
    timed(GO_SWITCH, "GoSwitch", 3, 23),
    timed(GO_SWITCH_DESTROY, "GoSwitchDestroy", 3, 23),
    timed(GO_CREATE_BLOCKED, "GoCreateBlocked", 4, 23),
    timed(GO_STATUS_STACK, "GoStatusStack", 5, 23),
    new Spec(EXPERIMENTAL_BATCH, "ExperimentalBatch", 4, 23),
    new Spec(SYNC, "Sync", 0, 25),
    new Spec(CLOCK_SNAPSHOT, "ClockSnapshot", 4, 25),
    new Spec(END_OF_GENERATION, "EndOfGeneration", 0, 26),
    timed(SPAN, "Span", 4, 23),
    timed(SPAN_ALLOC, "SpanAlloc", 4, 23),
    timed(SPAN_FREE, "SpanFree", 2, 23),
    timed(HEAP_OBJECT, "HeapObject", 3, 23),
    timed(HEAP_OBJECT_ALLOC, "HeapObjectAlloc", 3, 23),
    timed(HEAP_OBJECT_FREE, "HeapObjectFree", 2, 23),
    timed(134, "GoroutineStack", 3, 23),
    timed(135, "GoroutineStackAlloc", 3, 23),
    timed(136, "GoroutineStackFree", 2, 23),
  };

  /** What changes a state or counter that other threads' events change too. */
  private static final int[] WAITING = {
    GO_START,
    GO_UNBLOCK,
    GO_SWITCH,
    GO_SWITCH_DESTROY,
    PROC_START,
    PROC_STEAL,
    GO_SYSCALL_END_BLOCKED,
    GC_ACTIVE,
    GC_BEGIN,
    GC_END,
  };

  /** Set in {@link Spec#since} of an event that stands in a thread's batches. */
  private static final int TIMED = 1 << 10;

  private final String[] names = new String[TYPES];
  private final byte[] timedArgs = new byte[TYPES];
  private final boolean[] waiting = new boolean[TYPES];

  /** The table of one version, such as 22 for Go 1.22. */
  Wire(int version) {
    Arrays.fill(names, "");
    for (int type : WAITING) {
      waiting[type] = true;
    }
    for (Spec spec : SPECS) {
      if ((spec.since & ~TIMED) <= version) {
        names[spec.type] = spec.name;
        timedArgs[spec.type] = (byte) ((spec.since & TIMED) == 0 ? 0 : spec.args);
      }
    }
  }

  /** The event's name, empty where this version has no such type. */
  String name(int type) {
    return names[type];
  }

  /** How many arguments an event of a thread has; 0 where the type is none of these. */
  int timedArgs(int type) {
    return timedArgs[type];
  }

  /** Whether an event may have to wait until others of other threads have come. */
  boolean mayWait(int type) {
    return waiting[type];
  }

  /** Whether a thread can only have stored this event while it had a processor. */
  static boolean needsProc(int type) {
    return switch (type) {
      case PROC_START,
          PROC_STEAL,
          PROC_STATUS,
          GO_CREATE_SYSCALL,
          GO_DESTROY_SYSCALL,
          GO_UNBLOCK,
          GO_SYSCALL_END_BLOCKED,
          GO_STATUS,
          GO_STATUS_STACK,
          GC_ACTIVE,
          GC_SWEEP_ACTIVE,
          GC_MARK_ASSIST_ACTIVE ->
          false;
      default -> type < SPAN; // the experiment's events need none
    };
  }

  private static Spec timed(int type, String name, int args, int since) {
    return new Spec(type, name, args, since | TIMED);
  }
}
