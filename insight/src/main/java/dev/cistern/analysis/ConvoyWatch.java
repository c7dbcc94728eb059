package dev.cistern.analysis;

import dev.cistern.model.Event;
import dev.cistern.model.EventKind;
import dev.cistern.model.EventVisitor;
import dev.cistern.model.Stacks;
import dev.cistern.model.Timeline;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Sums the waits of goroutines for locks by the function that locks, and beside them the other
 * waits, some of which fall under a lock.
 */
final class ConvoyWatch implements EventVisitor {
  private static final int QUEUES_MAX = 1 << 10;
  private static final int STACKS_MAX = 1 << 12;

  /** Whose lock, and of which type. */
  private record Key(int function, String lock) {}

  /** The waiting for one function's lock. */
  record Queue(String lock, WaitSum sum) {}

  /** Why and where a goroutine waits otherwise. */
  private record Other(int stack, int reason) {}

  /** The longest wait beneath a function. */
  record Under(String where, String reason, long nanos) {}

  private final Timeline timeline;
  private final Map<Integer, Optional<LockWait>> waitOfStack = new HashMap<>();
  private final Map<Key, Queue> queues = new LinkedHashMap<>();
  private final Map<Other, Long> others = new HashMap<>();

  ConvoyWatch(Timeline timeline) {
    this.timeline = timeline;
  }

  @Override
  public Set<EventKind> kinds() {
    return EnumSet.of(EventKind.TASK_WAITING);
  }

  @Override
  public boolean needsOrder() {
    return false;
  }

  @Override
  public void event(Event event) {
    int stack = event.stack();
    if (stack == 0 || event.durationNanos() <= 0) {
      return;
    }
    Stacks stacks = timeline.stacks();
    Optional<LockWait> wait = waitOfStack.computeIfAbsent(stack, one -> LockWait.of(stacks, one));
    if (wait.isPresent()) {
      Key key =
          new Key(stacks.functionId(stacks.frameAt(stack, wait.get().holder())), wait.get().lock());
      if (queues.size() < QUEUES_MAX || queues.containsKey(key)) {
        queues.computeIfAbsent(key, one -> new Queue(one.lock(), new WaitSum())).sum().add(event);
      }
      return;
    }
    Other other = new Other(stack, event.text());
    if (others.size() < STACKS_MAX || others.containsKey(other)) {
      others.merge(other, event.durationNanos(), Long::sum);
    }
  }

  Timeline timeline() {
    return timeline;
  }

  Iterable<Queue> queues() {
    return queues.values();
  }

  /** Where the function that locks at this stack waits itself, if it does. */
  Optional<Under> under(int stack) {
    Stacks stacks = timeline.stacks();
    Optional<LockWait> wait = LockWait.of(stacks, stack);
    if (wait.isEmpty()) {
      return Optional.empty();
    }
    int function = stacks.functionId(stacks.frameAt(stack, wait.get().holder()));
    return others.entrySet().stream()
        .filter(other -> beneath(other.getKey().stack(), function) >= 0)
        .max(
            Map.Entry.<Other, Long>comparingByValue()
                .thenComparing(other -> -other.getKey().stack()))
        .map(other -> {
          int callee = Math.max(0, beneath(other.getKey().stack(), function) - 1);
          return new Under(
              stacks.function(stacks.frameAt(other.getKey().stack(), callee)),
              timeline.strings().get(other.getKey().reason()),
              other.getValue());
        });
  }

  /** The index of a function's frame in a stack, or −1. */
  private int beneath(int stack, int function) {
    Stacks stacks = timeline.stacks();
    for (int i = 0; i < stacks.depth(stack); i++) {
      if (stacks.functionId(stacks.frameAt(stack, i)) == function) {
        return i;
      }
    }
    return -1;
  }
}
