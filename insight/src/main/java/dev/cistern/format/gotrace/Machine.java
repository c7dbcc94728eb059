package dev.cistern.format.gotrace;

import org.jspecify.annotations.Nullable;

/** An operating system's thread (M) as the trace tells of it so far. */
final class Machine {
  /** What the thread's own events say of its having a processor. */
  enum Holds {
    NOTHING,
    PROC,
    /** Events of this thread are missing. */
    UNKNOWN
  }

  final long id;
  @Nullable Task task;
  @Nullable Proc proc;
  Holds holds = Holds.NOTHING;
  long sweepSince = Task.NEVER;
  int sweepStack;

  Machine(long id) {
    this.id = id;
  }

  /** The labels that what it runs stands under. */
  int labels() {
    return task == null ? 0 : task.labels;
  }

  /** Takes or leaves a processor, unless what it has is not known any more. */
  void hold(Holds now) {
    if (holds != Holds.UNKNOWN) {
      holds = now;
    }
  }

  int procId() {
    return proc == null ? -1 : proc.id;
  }
}
