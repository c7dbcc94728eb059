package dev.cistern.format.gotrace;

import dev.cistern.format.gotrace.Machine.Holds;

/**
 * Tells the commonest events of a thread, nineteen of twenty in a busy service, straight from the
 * bytes in its block: one loop that keeps its place in locals, so that the first compiler's code is
 * as fast as the second's.
 *
 * <p>Whatever is not plain is left to {@link Cursor#next} and {@link Story#event}: other types, an
 * event that has to wait, numbers of more than four bytes, the last bytes of a block.
 */
final class CommonEvents {
  private static final int[] TYPES = {
    Wire.GO_START,
    Wire.GO_STOP,
    Wire.GO_BLOCK,
    Wire.GO_UNBLOCK,
    Wire.GO_SYSCALL_BEGIN,
    Wire.GO_SYSCALL_END,
    Wire.GC_SWEEP_BEGIN,
    Wire.GC_SWEEP_END,
    Wire.HEAP_ALLOC,
  };

  private final World world;
  private final Story story;
  private final byte[] argCounts = new byte[Wire.TYPES]; // 0: not common

  CommonEvents(Wire wire, World world, Story story) {
    this.world = world;
    this.story = story;
    for (int type : TYPES) {
      argCounts[type] = (byte) wire.timedArgs(type);
    }
  }

  /**
   * Tells what follows on a thread up to a time, until {@code enough} events are told.
   *
   * @return whether the cursor holds an event that is not told yet
   */
  boolean tell(Cursor cursor, Machine machine, long untilNanos, long enough) {
    byte[] bytes = cursor.block;
    long[] args = cursor.args;
    int end = machine.holds == Holds.NOTHING ? 0 : cursor.surelyWholeBefore();
    int at = cursor.at;
    double nanosPerTick = cursor.nanosPerTick;
    long until = Math.min(untilNanos, Cursor.LATEST_NANOS - 1);
    long timeNanos = cursor.timeNanos();
    events:
    while (at < end && story.told() < enough) {
      int type = bytes[at] & 0xff;
      int count = argCounts[type];
      if (count == 0) {
        break;
      }
      int from = at + 1;
      for (int i = 0; i < count; i++) {
        int value = bytes[from++];
        if (value >= 0) {
          args[i] = value;
          continue;
        }
        int more = bytes[from++];
        value = (value & 0x7f) | (more & 0x7f) << 7;
        if (more < 0) {
          more = bytes[from++];
          value |= (more & 0x7f) << 14;
          if (more < 0) {
            more = bytes[from++];
            value |= more << 21;
            if (more < 0) {
              break events;
            }
          }
        }
        args[i] = value;
      }
      long next = timeNanos + (long) (args[0] * nanosPerTick);
      if (next > until || !tell(type, args, machine, next)) {
        cursor.hold(type, at, from, next);
        return true;
      }
      at = from;
      timeNanos = next;
    }
    cursor.goOn(at, timeNanos);
    return false;
  }

  /** Tells one event, unless it has to wait. */
  private boolean tell(int type, long[] args, Machine machine, long timeNanos) {
    long first = args[1];
    long second = args[2];
    if (type == Wire.GO_START) {
      Task task = world.next(first, second, Task.RUNNABLE);
      if (task == null) {
        return false;
      }
      story.count(type, timeNanos);
      story.start(task, second, machine);
    } else if (type == Wire.GO_UNBLOCK) {
      Task task = world.next(first, second, Task.WAITING);
      if (task == null) {
        return false;
      }
      story.count(type, timeNanos);
      story.unblock(task, second);
    } else {
      story.count(type, timeNanos);
      switch (type) {
        case Wire.GO_SYSCALL_BEGIN -> story.syscallBegan(first, second, machine);
        case Wire.GO_SYSCALL_END -> story.syscallEnded(machine);
        case Wire.GO_STOP -> story.leave(type, Task.RUNNABLE, first, second, machine);
        case Wire.GO_BLOCK -> story.leave(type, Task.WAITING, first, second, machine);
        default -> story.collector().common(type, first, machine, story.now());
      }
    }
    return true;
  }
}
