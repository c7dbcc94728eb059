package dev.cistern.pool;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/** The pools that one contract holds for: each guard mode, on each kind of thread. */
enum Variant {
  PLATFORM(GuardMode.OFF, false),
  VIRTUAL(GuardMode.OFF, true),
  PLATFORM_SAMPLED(GuardMode.SAMPLED, false),
  VIRTUAL_SAMPLED(GuardMode.SAMPLED, true),
  PLATFORM_GUARDED(GuardMode.FULL, false),
  VIRTUAL_GUARDED(GuardMode.FULL, true);

  private final GuardMode guard;
  private final boolean virtual;

  Variant(GuardMode guard, boolean virtual) {
    this.guard = guard;
    this.virtual = virtual;
  }

  boolean guarded() {
    return guard == GuardMode.FULL;
  }

  <T> PoolBuilder<T> builder(Supplier<T> factory) {
    return Pool.<T>builder(factory).name("orders").guard(guard).guardEvery(1);
  }

  /** Runs {@code body} in a new thread of this kind and hands on what it returns or throws. */
  <R> R in(Callable<R> body) {
    FutureTask<R> task = new FutureTask<>(body);
    Thread thread =
        virtual ? Thread.ofVirtual().unstarted(task) : Thread.ofPlatform().unstarted(task);
    thread.start();
    try {
      thread.join(); // what it leaves behind is found once it has ended, not once it is done
      return task.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException thrown) {
        throw thrown;
      }
      throw new AssertionError(e.getCause());
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  void run(Runnable body) {
    in(() -> {
      body.run();
      return true;
    });
  }
}
