package dev.cistern.analysis;

import dev.cistern.model.Stacks;
import java.util.Optional;

/**
 * A goroutine that waits for a lock of the standard library: nothing but {@code sync} and the
 * runtime stands beneath the function that locks.
 *
 * @param lock the lock's type, such as {@code sync.Mutex}
 * @param holder the index of the frame of the function that locks
 */
record LockWait(String lock, int holder) {
  private static final String[] INSIDE = {"sync.", "internal/sync.", "runtime."};

  /** Who waits here is let through once, by whoever was first: nobody queues twice. */
  private static final String ONCE = "sync.(*Once).";

  /** What the stack waits for, if it is such a lock. */
  static Optional<LockWait> of(Stacks stacks, int stack) {
    String lock = "";
    for (int i = 0; i < stacks.depth(stack); i++) {
      String function = stacks.function(stacks.frameAt(stack, i));
      if (!isInside(function)) {
        return lock.isEmpty() ? Optional.empty() : Optional.of(new LockWait(lock, i));
      }
      if (function.startsWith(ONCE)) {
        return Optional.empty();
      }
      if (function.startsWith("sync.(*RWMutex).")) {
        lock = "sync.RWMutex";
      } else if (lock.isEmpty() && function.contains("sync.(*Mutex).")) {
        lock = "sync.Mutex";
      }
    }
    return Optional.empty();
  }

  private static boolean isInside(String function) {
    for (String prefix : INSIDE) {
      if (function.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }
}
