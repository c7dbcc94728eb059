package dev.cistern.lab.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedObject;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;

/**
 * What the JDK's own reader finds of the four faults in a recording, by names of libraries alone.
 *
 * @param buffers direct buffers taken
 * @param buffersOpen of those, never released
 * @param poolsBuilt allocation samples beneath the constructor of a pool
 * @param threadFirsts allocation samples beneath a thread-local's first value
 * @param threads virtual threads that made those
 * @param bytesHeld bytes of large arrays that a pool holds at the end
 * @param collections collections of the heap
 */
record PoolTraces(
    int buffers,
    int buffersOpen,
    int poolsBuilt,
    int threadFirsts,
    int threads,
    long bytesHeld,
    int collections) {
  private static final String POOL = "org.apache.commons.pool2.impl.GenericObjectPool";
  private static final int LARGE_BYTES = 64 * 1024;

  /** The JDK's own thread-locals give a stray sample now and then. */
  private static final int SAMPLES_MIN = 10;

  static PoolTraces of(Path recording) throws IOException {
    Counter counter = new Counter();
    List<RecordedEvent> events = new ArrayList<>(RecordingFile.readAllEvents(recording));
    events.sort(Comparator.comparing(RecordedEvent::getEndTime));
    events.forEach(counter::count);
    return counter.total();
  }

  /** The faults that these traces speak of. */
  Set<DemoFault> faults() {
    Set<DemoFault> faults = EnumSet.noneOf(DemoFault.class);
    if (buffersOpen > 0) {
      faults.add(DemoFault.NEVER_RELEASED);
    }
    if (poolsBuilt > SAMPLES_MIN) {
      faults.add(DemoFault.PER_CALL);
    }
    if (threads > SAMPLES_MIN) {
      faults.add(DemoFault.THREAD_LOCAL);
    }
    if (bytesHeld > 0) {
      faults.add(DemoFault.OVERSIZED);
    }
    return faults;
  }

  private static final class Counter {
    private final Set<Long> open = new HashSet<>();
    private final Set<Long> threads = new HashSet<>();
    private int buffers;
    private int poolsBuilt;
    private int threadFirsts;
    private long bytesHeld;
    private int collections;

    void count(RecordedEvent event) {
      switch (event.getEventType().getName()) {
        case "io.netty.AllocateBuffer" -> {
          buffers++;
          open.add(event.getLong("address"));
        }
        case "io.netty.FreeBuffer" -> open.remove(event.getLong("address"));
        case "jdk.ObjectAllocationSample" -> countAllocation(event);
        case "jdk.OldObjectSample" -> countHeld(event);
        case "jdk.GarbageCollection" -> collections++;
        default -> {}
      }
    }

    private void countAllocation(RecordedEvent event) {
      if (isBeneath(event.getStackTrace(), POOL, "<init>")) {
        poolsBuilt++;
      }
      if (isBeneath(event.getStackTrace(), "java.lang.ThreadLocal", "setInitialValue")
          && event.getThread().isVirtual()) {
        threadFirsts++;
        threads.add(event.getThread().getJavaThreadId());
      }
    }

    private void countHeld(RecordedEvent event) {
      long bytes = event.getLong("objectSize");
      RecordedObject at = event.getValue("object");
      while (bytes >= LARGE_BYTES && at.getValue("referrer") instanceof RecordedObject referrer) {
        at = referrer.getValue("object");
        if (at.getClass("type").getName().equals(POOL)) {
          bytesHeld += bytes;
          return;
        }
      }
    }

    PoolTraces total() {
      return new PoolTraces(
          buffers, open.size(), poolsBuilt, threadFirsts, threads.size(), bytesHeld, collections);
    }
  }

  private static boolean isBeneath(@Nullable RecordedStackTrace stack, String type, String method) {
    return stack != null
        && stack.getFrames().stream()
            .map(frame -> frame.getMethod())
            .anyMatch(m -> m.getName().equals(method) && m.getType().getName().equals(type));
  }
}
