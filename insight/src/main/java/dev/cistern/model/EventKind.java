package dev.cistern.model;

/**
 * What happened, the same for goroutines and threads.
 *
 * <p>Each constant says what its columns of {@link Event} mean beyond time, task and stack. A
 * column that a kind does not name is 0, {@code proc} is −1 where the runtime has none.
 */
public enum EventKind {
  /** A goroutine or thread was created; {@code object} is the new task's id. */
  TASK_CREATED,
  /** A stretch of running on a processor. */
  TASK_RUNNING,
  /** A stretch of being able to run and waiting for a processor. */
  TASK_RUNNABLE,
  /** A stretch of waiting; {@code text} is the reason. */
  TASK_WAITING,
  /** A stretch inside a system call. */
  TASK_IN_SYSCALL,
  /** A goroutine or thread ended. */
  TASK_ENDED,

  /** A whole collection; {@code text} names the collector and cause, {@code value} its number. */
  GC_CYCLE,
  /** A part of a collection; {@code text} names it, {@code value} is the collection's number. */
  GC_PHASE,
  /** All tasks stopped; {@code text} is the reason, {@code value} the collection's number or 0. */
  STOP,
  /** A task made to mark for the collector. */
  MARK_ASSIST,
  /** Sweeping; {@code value} is the bytes swept. */
  SWEEP,
  /**
   * Heap in use; {@code value} in bytes, {@code text} "before" or "after" a collection or empty.
   */
  HEAP_LIVE,
  /**
   * The heap size at which the next collection starts, or the committed heap; {@code value} in
   * bytes.
   */
  HEAP_GOAL,

  /** A sampled allocation; {@code value} is the bytes it stands for, {@code text} the class. */
  ALLOCATION_SAMPLE,
  /**
   * An allocation that opened a thread's buffer or fell outside it; {@code value} is the bytes it
   * stands for, {@code text} the class. The same allocations as {@link #ALLOCATION_SAMPLE}: never
   * add the two.
   */
  ALLOCATION_TLAB,
  /**
   * A sampled object that was still reachable at the end; {@code value} its bytes, {@code object} a
   * stable id, {@code durationNanos} its age, {@code text} its class and, after {@code " ← "} each,
   * the classes and fields that hold it up to the root.
   */
  OBJECT_HELD,
  /** A processor sample; {@code value} is the nanoseconds it stands for. */
  CPU_SAMPLE,
  /**
   * A sample of a thread whatever its state; {@code value} is the nanoseconds it stands for, {@code
   * text} the state.
   */
  WALL_SAMPLE,

  /** A wait for a lock; {@code text} is the lock's class, {@code object} its address or 0. */
  LOCK_WAIT,
  /** Input or output; {@code value} is the bytes, {@code text} the file or peer. */
  IO,

  /**
   * Taken from a pool; {@code pool} and {@code object} name both, {@code value} the bytes, {@code
   * text} the stage.
   */
  POOL_ACQUIRE,
  /** Given back to a pool; columns as {@link #POOL_ACQUIRE}. */
  POOL_RELEASE,
  /** Made new because the pool had none; columns as {@link #POOL_ACQUIRE}. */
  POOL_MISS,
  /** Given back and not kept; columns as {@link #POOL_ACQUIRE}. */
  POOL_DROP,
  /**
   * What a pooled object held at the acquire or release that the same task made just before: the
   * upper half of {@code value} is a digest of its memory, the lower its length; {@code text} is
   * "buffer" or "flat", of which only the first has a length, and "new", "got" or "put".
   */
  POOL_CONTENT,
  /** Kept so far and let go by the pool; columns as {@link #POOL_ACQUIRE}. */
  POOL_TRIM,

  /** A named stretch of work; {@code text} is the name, {@code object} the user task's id. */
  REGION,
  /** A logged message; {@code text} is {@code category: message}. */
  LOG,

  /**
   * An object was allocated, exactly, or was there when the trace began; {@code object} is its
   * address, and its span tells its size.
   */
  OBJECT_ALLOCATED,
  /** An object was freed; {@code object} is its address. */
  OBJECT_FREED,
  /**
   * A span was allocated, or was there when the trace began; {@code object} is its address, {@code
   * value} its bytes; the upper half of {@code pool} is the bytes of a slot (0 where the span is
   * one object's), the lower the number of slots: 0 where it holds no heap objects.
   */
  SPAN_ALLOCATED,
  /** A span was freed; {@code object} is its address. */
  SPAN_FREED,
}
