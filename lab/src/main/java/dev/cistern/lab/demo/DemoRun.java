package dev.cistern.lab.demo;

import static java.util.Objects.requireNonNull;

import dev.cistern.lab.demo.DemoProgress.Stage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs the service once under load and brings home its recording.
 *
 * <p>The service runs in a process of its own, which alone is recorded; the load comes from this
 * one. The recording appears at its path when it is whole, or not at all, also when this process is
 * interrupted.
 */
public final class DemoRun {
  private static final String EVENTS = "pools.jfc";
  private static final Duration QUIET = Duration.ofMillis(300);

  private final DemoPlan plan;
  private final Path recording;
  private final Path partial;
  private final DemoProgress progress;

  private DemoRun(DemoPlan plan, Path recording, DemoProgress progress) {
    this.plan = plan;
    this.recording = recording.toAbsolutePath();
    this.partial = this.recording.resolveSibling(this.recording.getFileName() + ".part");
    this.progress = progress;
  }

  /** Runs the plan; blocks until the recording is written. Several may run at once. */
  public static DemoResult record(DemoPlan plan, Path recording, DemoProgress progress)
      throws DemoException, InterruptedException {
    return new DemoRun(plan, recording, progress).run();
  }

  private DemoResult run() throws DemoException, InterruptedException {
    Path scratch = makeScratch();
    AtomicReference<@Nullable ServiceProcess> service = new AtomicReference<>();
    Thread cleaner = new Thread(() -> cleanUp(service.get(), scratch), "demo-clean-up");
    Runtime.getRuntime().addShutdownHook(cleaner);
    try {
      reservePlace();
      try (ServiceProcess started = startService(scratch)) {
        service.set(started);
        Traffic traffic = loadAndRecord(started);
        Files.move(partial, recording, StandardCopyOption.REPLACE_EXISTING);
        return new DemoResult(recording, traffic);
      }
    } catch (IOException failed) {
      throw new DemoException("cannot bring home " + recording + ": " + failed, failed);
    } finally {
      if (forget(cleaner)) {
        cleanUp(null, scratch);
      }
    }
  }

  private static Path makeScratch() throws DemoException {
    try {
      return Files.createTempDirectory("cistern-demo");
    } catch (IOException failed) {
      throw new DemoException("cannot make a temporary directory: " + failed, failed);
    }
  }

  private Traffic loadAndRecord(ServiceProcess service) throws DemoException, InterruptedException {
    int port = service.awaitPort();
    int rate = plan.requestsPerSecond();
    try (OpenLoad load = new OpenLoad(port)) {
      load.send(plan.warmUpTime(), rate, false, share -> progress.at(Stage.WARMING_UP, share));
      service.order("record", "recording");
      Traffic traffic =
          load.send(
              plan.recordedTime().minus(QUIET),
              rate,
              true,
              share -> progress.at(Stage.RECORDING, share));
      Thread.sleep(QUIET);
      progress.at(Stage.WRITING, 0);
      service.order("write", "written");
      progress.at(Stage.WRITING, 1);
      return traffic;
    }
  }

  private ServiceProcess startService(Path scratch) throws IOException, DemoException {
    progress.at(Stage.STARTING, 0);
    Path events = scratch.resolve(EVENTS);
    try (InputStream shipped = requireNonNull(DemoRun.class.getResourceAsStream(EVENTS), EVENTS)) {
      Files.copy(shipped, events);
    }
    return ServiceProcess.start(plan, partial, events, scratch.resolve("repository"));
  }

  private void reservePlace() throws DemoException {
    try {
      if (Files.isDirectory(recording)) {
        throw new DemoException(recording + ": wanted a file to write, found a directory");
      }
      Files.write(partial, new byte[0]);
    } catch (NoSuchFileException missing) {
      throw new DemoException("no directory " + recording.getParent(), missing);
    } catch (IOException failed) {
      throw new DemoException("cannot write " + recording + ": " + failed, failed);
    }
  }

  /** Leaves nothing behind but a whole recording. */
  private void cleanUp(@Nullable ServiceProcess service, Path scratch) {
    if (service != null) {
      service.kill();
    }
    try {
      Files.deleteIfExists(partial);
      deleteTree(scratch);
    } catch (IOException left) {
      System.err.println("left behind: " + left.getMessage());
    }
  }

  private static void deleteTree(Path top) throws IOException {
    if (Files.notExists(top)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> all = Files.walk(top)) {
      deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.deleteIfExists(path);
    }
  }

  /** False when this process is ending already, and the hook cleans up. */
  private static boolean forget(Thread cleaner) {
    try {
      return Runtime.getRuntime().removeShutdownHook(cleaner);
    } catch (IllegalStateException _) {
      return false;
    }
  }
}
