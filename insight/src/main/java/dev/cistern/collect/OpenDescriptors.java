package dev.cistern.collect;

import dev.cistern.collect.http.WallClock;
import dev.cistern.model.Manifest.Descriptors;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Counts the open descriptors of a process of this machine while it is collected from, as Linux
 * shows them in {@code /proc}: a few looks at a list of names, nothing that the process notices.
 */
final class OpenDescriptors implements AutoCloseable {
  private static final int LOOKED_AT_MAX = 50_000;
  private static final Duration STOPPING = Duration.ofSeconds(2);

  private final Path folder;
  private final Duration gap;
  private final WallClock clock = new WallClock();
  private final List<Descriptors> counts = new ArrayList<>();
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
        Descriptors count = count();
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

  private Descriptors count() throws IOException {
    int all = 0;
    int sockets = 0;
    try (DirectoryStream<Path> open = Files.newDirectoryStream(folder)) {
      for (Path one : open) {
        all++;
        sockets += all <= LOOKED_AT_MAX && isSocket(one) ? 1 : 0;
      }
    }
    return new Descriptors(clock.nanos(), all, sockets);
  }

  private static boolean isSocket(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
    } catch (IOException _) {
      return false; // closed meanwhile
    }
  }

  /** What has been counted so far. */
  List<Descriptors> counts() {
    synchronized (counts) {
      return List.copyOf(counts);
    }
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
