package dev.cistern.format.gotrace;

/** One of Go's processors (P) as the trace tells of it so far. */
final class Proc {
  // the stored states
  static final int RUNNING = 1;
  static final int IDLE = 2;
  static final int IN_SYSCALL = 3;
  static final int SYSCALL_ABANDONED = 4;

  final int id;
  int status;
  long seqGeneration;
  long seq;

  Proc(int id) {
    this.id = id;
  }

  /** Whether an event with this sequence number is the next one of this processor. */
  boolean isNext(long generation, long sequence) {
    return seqGeneration == generation && sequence == seq + 1;
  }

  void sequence(long generation, long sequence) {
    seqGeneration = generation;
    seq = sequence;
  }
}
