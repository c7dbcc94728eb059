package dev.cistern.analysis;

import dev.cistern.model.Event;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Counts what allocation samples stand for, without what threads had allocated before the recording
 * began.
 *
 * <p>HotSpot gives a sample the bytes that its thread has allocated since the thread's sample
 * before ({@code jfrObjectAllocationSample.cpp}). The first sample of a thread that ran before the
 * recording stands for all since the thread began: gigabytes at one line by chance. Such a sample
 * is known only by its size: it counts as much as the others do on average. Events may come in any
 * order.
 */
final class FirstSamples {
  private static final int TASKS_MAX = 1 << 16;
  private static final int OTHERS_MIN = 10;
  private static final double LARGE = 16; // times the others' average

  /** Hears what a sample stands for. */
  interface Sink {
    void add(int stack, long bytes, long endNanos);
  }

  private record Sample(int stack, long bytes, long endNanos) {}

  private final Map<Long, Sample> first = new HashMap<>(); // by task
  private final Set<Long> created = new HashSet<>();
  private long others;
  private long otherBytes;
  private long leftOutBytes;

  /** A task that began in the recording: what it has allocated was allocated in it. */
  void created(long task) {
    if (created.size() < TASKS_MAX) {
      created.add(task);
    }
  }

  /** Takes a sample, and tells of it or of the one that was held back for it. */
  void add(Event event, Sink sink) {
    Sample held = first.get(event.task());
    boolean isFirst = held == null ? first.size() < TASKS_MAX : event.endNanos() < held.endNanos();
    if (event.task() == 0 || !isFirst) {
      tell(event.stack(), event.value(), event.endNanos(), sink);
      return;
    }
    first.put(event.task(), new Sample(event.stack(), event.value(), event.endNanos()));
    if (held != null) {
      tell(held.stack(), held.bytes(), held.endNanos(), sink);
    }
  }

  private void tell(int stack, long bytes, long endNanos, Sink sink) {
    others++;
    otherBytes += bytes;
    sink.add(stack, bytes, endNanos);
  }

  /** Tells of those that were held back; once. */
  void settle(Sink sink) {
    if (first.isEmpty()) {
      return;
    }
    double usual = others >= OTHERS_MIN ? (double) otherBytes / others : median();
    first.forEach((task, sample) -> {
      boolean before = sample.bytes() > LARGE * usual && !created.contains(task);
      long bytes = before ? Math.round(usual) : sample.bytes();
      leftOutBytes += sample.bytes() - bytes;
      sink.add(sample.stack(), bytes, sample.endNanos());
    });
    first.clear();
  }

  private double median() {
    long[] sorted = first.values().stream().mapToLong(Sample::bytes).toArray();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  /** What was allocated before, as far as samples told of it. */
  long leftOutBytes() {
    return leftOutBytes;
  }
}
