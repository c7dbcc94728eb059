package dev.cistern.format.pprof;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A second thread for a large file; for a small one, or on one processor, the caller's own. */
final class Beside implements Executor, AutoCloseable {
  private static final int MANY = 1 << 16;

  private final Optional<ExecutorService> thread;

  /** For work on so many locations and labels. */
  Beside(long count) {
    thread =
        count < MANY || Runtime.getRuntime().availableProcessors() == 1
            ? Optional.empty()
            : Optional.of(
                Executors.newSingleThreadExecutor(
                    work -> Thread.ofPlatform().daemon().name("samples").unstarted(work)));
  }

  @Override
  public void execute(Runnable work) {
    thread.ifPresentOrElse(executor -> executor.execute(work), work);
  }

  /** What came of work that is done or will be. */
  static <T> T result(Future<T> work) {
    try {
      return work.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a profile was read", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    thread.ifPresent(ExecutorService::shutdownNow);
  }
}
