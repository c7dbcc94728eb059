package dev.cistern.format.gotrace;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Decodes on a thread of its own while the events before are put into order; where there is one
 * processor, or little to decode, when the events are wanted.
 */
final class Ahead implements Closeable {
  private static final long WORTH_BYTES = 1 << 18;

  private final @Nullable ExecutorService thread;

  Ahead(Source source) {
    boolean worth =
        source.sizeBytes() > WORTH_BYTES && Runtime.getRuntime().availableProcessors() > 1;
    thread =
        worth
            ? Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("decode").factory())
            : null;
  }

  /** Whether what is asked for is done before it is taken. */
  boolean runsAhead() {
    return thread != null;
  }

  /** Asks for work that begins after what was asked for before. */
  FutureTask<Stretch> ask(Callable<Stretch> work) {
    FutureTask<Stretch> task = new FutureTask<>(work);
    if (thread != null) {
      thread.execute(task);
    }
    return task;
  }

  /** Waits for what was asked for. */
  Stretch take(FutureTask<Stretch> asked) throws IOException {
    if (thread == null) {
      asked.run();
    }
    try {
      return asked.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while decoding");
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException io -> throw io;
        case RuntimeException fault -> throw fault;
        case null, default -> throw new IllegalStateException(e.getCause());
      }
    }
  }

  @Override
  public void close() {
    if (thread != null) {
      thread.shutdown();
    }
  }
}
