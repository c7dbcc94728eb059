package dev.cistern.collect;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Counts the open descriptors of a process of this machine while it is collected from, as Linux
 * shows them in {@code /proc}: a few looks at a list of names, nothing that the process notices.
 */
final class OpenDescriptors implements AutoCloseable {
  private static final int COUNTS_MIN = 7;
  private static final int RISE_MIN = 10;
  private static final int LOOKED_AT_MAX = 50_000;
  private static final Duration STOPPING = Duration.ofSeconds(2);

  /** How many there are at one moment; of those, what are sockets. */
  private record Count(int all, int sockets) {}

  private final Path folder;
  private final Duration gap;
  private final long startNanos = System.nanoTime();
  private final List<Count> counts = new ArrayList<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread counter;

  private OpenDescriptors(Path folder, Duration gap) {
    this.folder = folder;
    this.gap = gap;
    this.counter = Thread.ofVirtual().start(this::countUntilOver);
  }

  /** Counts once a gap until it is closed; the first time after one, when our requests are open. */
  static OpenDescriptors of(long pid, Duration gap) {
    return new OpenDescriptors(Path.of("/proc", Long.toString(pid), "fd"), gap);
  }

  /** A tenth of the window, and a second at least. */
  static Duration gapWithin(Duration window) {
    Duration tenth = window.dividedBy(10);
    return tenth.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : tenth;
  }

  private void countUntilOver() {
    try {
      while (!over.await(gap.toNanos(), TimeUnit.NANOSECONDS)) {
        Count count = count();
        synchronized (counts) {
          counts.add(count);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (IOException | DirectoryIteratorException _) {
      // not Linux, another's process, or it has ended: what was counted stays
    }
  }

  private Count count() throws IOException {
    int all = 0;
    int sockets = 0;
    try (DirectoryStream<Path> open = Files.newDirectoryStream(folder)) {
      for (Path one : open) {
        all++;
        sockets += all <= LOOKED_AT_MAX && isSocket(one) ? 1 : 0;
      }
    }
    return new Count(all, sockets);
  }

  private static boolean isSocket(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
    } catch (IOException _) {
      return false; // closed meanwhile
    }
  }

  /** What to tell where they rose from count to count and never fell. */
  Optional<String> rise() {
    List<Count> seen;
    synchronized (counts) {
      seen = List.copyOf(counts);
    }
    if (seen.size() < COUNTS_MIN) {
      return Optional.empty();
    }
    int rises = 0;
    for (int i = 1; i < seen.size(); i++) {
      int step = seen.get(i).all() - seen.get(i - 1).all();
      if (step < 0) {
        return Optional.empty();
      }
      rises += step > 0 ? 1 : 0;
    }
    Count first = seen.getFirst();
    Count last = seen.getLast();
    if (last.all() - first.all() < Math.max(RISE_MIN, first.all() / 10)
        || 2 * rises < seen.size() - 1) {
      return Optional.empty();
    }
    return Optional.of(
        ("the process's open descriptors rose from %d to %d in %.0f s and never fell (%d counts; sockets from %d to %d):"
                + " connections or files that are not closed, or a service that is still filling its pools")
            .formatted(
                first.all(),
                last.all(),
                (System.nanoTime() - startNanos) / 1e9,
                seen.size(),
                first.sockets(),
                last.sockets()));
  }

  @Override
  public void close() {
    over.countDown();
    try {
      counter.join(STOPPING);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
