package dev.cistern.format.jfr;

import dev.cistern.model.EventRow;
import java.util.List;

/** What plain columns cannot say: the last step of the rows of {@link EventTable} that need one. */
final class Shapes {
  /** Locks that threads park on; a park on anything else waits for work, time or an answer. */
  private static final List<String> PARKING_LOCKS =
      List.of(
          "java.util.concurrent.locks.ReentrantLock",
          "java.util.concurrent.locks.ReentrantReadWriteLock",
          "java.util.concurrent.locks.StampedLock",
          "java.util.concurrent.Semaphore");

  /** What the names of a collection's operations contain. */
  private static final List<String> COLLECTING =
      List.of(
          "GC",
          "G1",
          "Collect",
          "Parallel",
          "Shenandoah",
          "Pause",
          "ZOperation",
          "ZMark",
          "ZRelocate",
          "XMark",
          "XRelocate");

  private static final int FIRST = Fields.ALSO;
  private static final int SECOND = Fields.ALSO + 1;

  private Shapes() {}

  static boolean heldObject(Fields from, EventRow into) {
    long root = from.has(SECOND) ? from.get(SECOND) : 0;
    Resolver resolver = from.resolver();
    long address = resolver.heldObjects().describe(from.get(Fields.TEXT), root, from.scratch());
    into.text(from.intern(resolver.heldObjects().text())).object(address);
    return sinceAllocation(from, into);
  }

  static boolean liveObject(Fields from, EventRow into) {
    into.object(from.get(FIRST));
    return sinceAllocation(from, into);
  }

  /** An object's event lasts from its allocation to the event's own end. */
  private static boolean sinceAllocation(Fields from, EventRow into) {
    long age = from.ticks().nanos(from.endTicks() - from.get(FIRST));
    if (from.has(FIRST) && age >= 0) {
      into.timeNanos(into.endNanos() - age).durationNanos(age);
    }
    return true;
  }

  static boolean executionSample(Fields from, EventRow into) {
    into.value(from.settings().executionSampleNanos());
    return !isWall(from);
  }

  static boolean wallExecution(Fields from, EventRow into) {
    into.value(from.settings().wallSampleNanos());
    return isWall(from);
  }

  /** Whether async-profiler took the sample whatever the thread did. */
  private static boolean isWall(Fields from) {
    return from.settings().wallClock() || from.string(Fields.TEXT).endsWith("SLEEPING");
  }

  static boolean cpuTimeSample(Fields from, EventRow into) {
    into.value(from.nanos(Fields.VALUE));
    return true;
  }

  static boolean nativeMethodSample(Fields from, EventRow into) {
    into.value(from.settings().nativeSampleNanos());
    return true;
  }

  static boolean wallClockSample(Fields from, EventRow into) {
    into.value(Math.max(1, from.get(Fields.VALUE)) * from.settings().wallSampleNanos());
    return true;
  }

  static boolean parkedOnLock(Fields from, EventRow into) {
    return isLock(from.string(Fields.TEXT));
  }

  static boolean parked(Fields from, EventRow into) {
    String on = from.string(Fields.TEXT);
    reason(from, into, "parked", from.text(Fields.TEXT));
    return !isLock(on);
  }

  private static boolean isLock(String parkedOn) {
    for (String lock : PARKING_LOCKS) {
      if (parkedOn.startsWith(lock)) {
        return true;
      }
    }
    return false;
  }

  static boolean monitorWait(Fields from, EventRow into) {
    return reason(from, into, "Object.wait", from.text(Fields.TEXT));
  }

  static boolean sleep(Fields from, EventRow into) {
    return reason(from, into, "sleep", 0);
  }

  static boolean pinned(Fields from, EventRow into) {
    return reason(from, into, "pinned", from.text(Fields.TEXT));
  }

  private static boolean reason(Fields from, EventRow into, String why, int what) {
    into.text(from.resolver().wording().join(why, what));
    return true;
  }

  static boolean threadStart(Fields from, EventRow into) {
    ThreadResolver threads = from.resolver().threads();
    into.object(threads.task(threads.find(from.get(FIRST))));
    return true;
  }

  static boolean virtualThreadEnd(Fields from, EventRow into) {
    if (from.get(Fields.OBJECT) > 0) {
      into.task(from.get(Fields.OBJECT));
    }
    into.object(0);
    return true;
  }

  static boolean collection(Fields from, EventRow into) {
    Texts text = from.scratch().add(from.string(Fields.TEXT));
    text.add(" (").add(from.string(FIRST)).add(')');
    into.text(from.intern(text));
    return true;
  }

  static boolean reachingSafepoint(Fields from, EventRow into) {
    return reason(from, into, "reaching a safepoint", 0);
  }

  /** A stop that no collection asked for: those are told by their pauses. */
  static boolean stoppedForOther(Fields from, EventRow into) {
    if (from.get(FIRST) == 0) {
      return false;
    }
    String operation = from.string(Fields.TEXT);
    for (String part : COLLECTING) {
      if (operation.contains(part)) {
        return false;
      }
    }
    return true;
  }

  static boolean beforeOrAfter(Fields from, EventRow into) {
    String when = from.string(Fields.TEXT);
    if (when.startsWith("Before")) {
      reason(from, into, "before", 0);
    } else if (when.startsWith("After")) {
      reason(from, into, "after", 0);
    } else {
      into.text(0);
    }
    return true;
  }

  static boolean peer(Fields from, EventRow into) {
    String host = from.string(Fields.TEXT);
    Texts text = from.scratch().add(host.isEmpty() ? from.string(FIRST) : host);
    text.add(':').add(Long.toString(from.get(SECOND)));
    into.text(from.intern(text));
    return true;
  }

  static boolean nettyBuffer(Fields from, EventRow into) {
    String stage =
        from.get(FIRST) == 0 ? "unpooled" : from.get(SECOND) != 0 ? "thread-local" : "chunk pooled";
    return netty(from, into, stage);
  }

  static boolean namedPool(Fields from, EventRow into) {
    return netty(from, into, "");
  }

  static boolean nettyReallocation(Fields from, EventRow into) {
    return netty(from, into, "reallocated");
  }

  static boolean nettyChunk(Fields from, EventRow into) {
    return netty(from, into, from.get(FIRST) == 0 ? "one-off chunk" : "chunk");
  }

  static boolean nettyTrimmedChunk(Fields from, EventRow into) {
    return from.get(FIRST) != 0 && netty(from, into, "chunk");
  }

  static boolean nettyOneOffChunk(Fields from, EventRow into) {
    return from.get(FIRST) == 0 && netty(from, into, "one-off chunk");
  }

  /** A pool is known by its allocator's class: the string's number of its name. */
  private static boolean netty(Fields from, EventRow into, String stage) {
    into.pool(from.text(Fields.POOL));
    return stage.isEmpty() || reason(from, into, stage, 0);
  }
}
