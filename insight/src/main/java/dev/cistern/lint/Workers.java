package dev.cistern.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Does work on all processors, on threads with a deep stack: trees and paths may be deep. */
final class Workers {
  private static final long STACK_BYTES = 256L << 20;
  private static final int THREADS_MAX = 8;

  private Workers() {}

  /** Does it to each; comes back when all are done. Whatever was thrown first is thrown here. */
  static <T> void each(List<T> all, Consumer<? super T> work) {
    int count =
        Math.min(Math.min(Runtime.getRuntime().availableProcessors(), THREADS_MAX), all.size());
    AtomicInteger next = new AtomicInteger();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Runnable loop =
        () -> {
          try {
            for (int i = next.getAndIncrement(); i < all.size(); i = next.getAndIncrement()) {
              work.accept(all.get(i));
            }
          } catch (RuntimeException | Error e) {
            failure.compareAndSet(null, e);
            next.set(all.size());
          }
        };
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Thread thread = new Thread(null, loop, "lint-" + i, STACK_BYTES);
      thread.start();
      threads.add(thread);
    }
    threads.forEach(Workers::join);
    Throwable thrown = failure.get();
    if (thrown != null) {
      throw new IllegalStateException(thrown);
    }
  }

  private static void join(Thread thread) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
