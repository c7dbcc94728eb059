package dev.cistern.analysis;

import dev.cistern.model.Event;
import java.util.HashMap;
import java.util.Map;

/** The waits in one queue: how many at a time, how often, how long, and from where. */
final class WaitSum {
  /** Waits from further stacks are counted and not told apart. */
  private static final int STACKS_MAX = 1 << 12;

  private final Load load = new Load();
  private final Map<Integer, Long> nanosByStack = new HashMap<>();
  private long waits;
  private long longestNanos;

  void add(Event event) {
    load.add(event.timeNanos(), event.endNanos());
    waits++;
    longestNanos = Math.max(longestNanos, event.durationNanos());
    if (nanosByStack.size() < STACKS_MAX || nanosByStack.containsKey(event.stack())) {
      nanosByStack.merge(event.stack(), event.durationNanos(), Long::sum);
    }
  }

  Load load() {
    return load;
  }

  long waits() {
    return waits;
  }

  long longestNanos() {
    return longestNanos;
  }

  /** The stack at which most of the time was waited. */
  int stack() {
    return nanosByStack.entrySet().stream()
        .max(Map.Entry.<Integer, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .orElse(0);
  }
}
