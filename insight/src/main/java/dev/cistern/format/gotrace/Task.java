package dev.cistern.format.gotrace;

/** A goroutine as the trace tells of it so far. */
final class Task {
  // the stored states
  static final int RUNNABLE = 1;
  static final int RUNNING = 2;
  static final int IN_SYSCALL = 3;
  static final int WAITING = 4;

  /** A time that is not set. */
  static final long NEVER = -1;

  final long id;
  int status;

  /** The last sequence number and the generation it belongs to. */
  long seqGeneration;

  long seq;

  /** When it came into its state, by which event type, with which stack and reason. */
  long since;

  int by;
  int stack;
  int reason;

  long assistSince = NEVER;
  int assistStack;
  long stopSince = NEVER;
  int stopReason;
  int stopStack;

  /** The set of labels that it runs under. */
  int labels;

  /** The object of its last pool operation, 0 before the first. */
  long poolObject;

  /** Where that operation's object came from or went, as {@link PoolLog} has it. */
  int poolStep;

  Task(long id) {
    this.id = id;
  }

  /** Whether an event with this sequence number is the next one of this goroutine. */
  boolean isNext(long generation, long sequence) {
    return seqGeneration == generation && sequence == seq + 1;
  }

  void sequence(long generation, long sequence) {
    seqGeneration = generation;
    seq = sequence;
  }
}
