package dev.cistern.cli;

import dev.cistern.collect.CollectException;
import dev.cistern.collect.CollectProgress;
import dev.cistern.collect.Collected;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes evidence from live processes. */
@Command(
    name = "collect",
    description = {
      "Take the evidence of one window from a live process into one snapshot file.",
      "All members cover the same time; one that fails is named and costs only itself."
    },
    footer = {
      "",
      "Examples:",
      "  cistern collect http://localhost:6060 --window 30s -o monday.cistern",
      "  cistern collect 4711 --window 30s                      a JVM of this machine",
      "  cistern collect unix:///run/service.sock -o monday.cistern",
      "  cistern collect http://localhost:6060 --every 60s --count 10 -o series/",
      "  cistern collect http://a:6060 http://b:6060 -o both/    at the same time",
      "  cistern diagnose monday.cistern"
    })
final class CollectVerb extends Verb {
  private static final Duration WINDOW = Duration.ofSeconds(30);
  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

  @Parameters(
      arity = "1..*",
      paramLabel = "TARGET",
      description =
          "http://, https:// or unix:// of a Go service that serves /debug/pprof; the process id of"
              + " a JVM, or jmx://host:port of one that is managed over JMX.")
  private List<String> targets = List.of();

  @Mixin private Collecting collecting = new Collecting();
  @Mixin private FilterOptions filters = new FilterOptions();

  @Option(
      names = "--every",
      paramLabel = "TIME",
      converter = Span.class,
      description = "Take a series, one snapshot so often; -o names a folder.")
  private Optional<Duration> every = Optional.empty();

  @Option(names = "--count", paramLabel = "N", description = "How many; 6 by default.")
  private int count = 6;

  @Override
  int run() throws Exception {
    collecting.filters(filters.forManifest());
    Duration length = collecting.window(every.map(CollectVerb::within).orElse(WINDOW));
    if (every.isPresent() && every.get().compareTo(length) < 0) {
      throw new UsageException(
          "--every: wanted no less than the window of %s, found %s"
              .formatted(Collecting.shown(length), Collecting.shown(every.get())));
    }
    if (count < 1 || count > 10_000) {
      throw new UsageException("--count: wanted 1 to 10000, found " + count);
    }
    for (String target : targets) {
      if (!Collecting.isLive(target)) {
        throw new UsageException(
            "wanted http://host:port, unix:///socket, a JVM's process id or jmx://host:port, found "
                + target);
      }
      collecting.check(target, length);
    }
    try (Interrupts _ = new Interrupts(Thread.currentThread())) {
      return every.isPresent() ? series(length) : once(length, files());
    }
  }

  /** A window that leaves room for what is taken before and after it. */
  private static Duration within(Duration every) {
    return Duration.ofSeconds(Math.clamp(every.toSeconds() - 1, 1, WINDOW.toSeconds()));
  }

  private List<Path> files() throws IOException {
    if (targets.size() == 1) {
      Path file =
          output()
              .orElseGet(() ->
                  Path.of(
                      Collecting.fileName(targets.getFirst())
                          + "-"
                          + STAMP.format(LocalDateTime.now())
                          + ".cistern"));
      Output.checkFile(file);
      return List.of(file);
    }
    Path folder = folder();
    return targets.stream().map(t -> folder.resolve(Collecting.fileName(t) + ".cistern")).toList();
  }

  private Path folder() throws IOException {
    Path folder =
        output().orElseThrow(() -> new UsageException("wanted -o FOLDER for several snapshots"));
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new Output.UnwritableException(folder, "wanted a folder for several snapshots");
    }
    Files.createDirectories(folder);
    return folder;
  }

  private int series(Duration length) throws Exception {
    Path folder = folder();
    long startNanos = System.nanoTime();
    int code = ExitCode.FINE;
    for (int i = 0; i < count; i++) {
      long dueNanos = startNanos + every.orElseThrow().toNanos() * i;
      try {
        TimeUnit.NANOSECONDS.sleep(dueNanos - System.nanoTime());
      } catch (InterruptedException _) {
        return Interrupts.EXIT;
      }
      List<Path> files = new ArrayList<>();
      for (String target : targets) {
        String name = targets.size() == 1 ? "" : Collecting.fileName(target) + "-";
        files.add(folder.resolve("%s%04d.cistern".formatted(name, i + 1)));
      }
      code = Math.max(code, once(length, files));
      if (code == Interrupts.EXIT) {
        return code;
      }
    }
    return code;
  }

  /** All targets over the same window. */
  private int once(Duration length, List<Path> files) throws Exception {
    List<Collected> done = new ArrayList<>();
    CollectException failure = null;
    try (Progress line = new Progress(progress())) {
      CollectProgress shown = Collecting.shown(line);
      if (targets.size() == 1) {
        done.add(collecting.run(targets.getFirst(), length, files.getFirst(), shown));
      } else {
        failure = together(length, files, shown, done);
      }
    }
    int code = ExitCode.FINE;
    for (Collected one : done) {
      code = Math.max(code, Collecting.tell(this, one, one.file().toString()));
    }
    if (failure != null) {
      throw failure;
    }
    return code;
  }

  private @org.jspecify.annotations.Nullable CollectException together(
      Duration length, List<Path> files, CollectProgress shown, List<Collected> done)
      throws Exception {
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    List<Future<Collected>> running = new ArrayList<>();
    CollectException failure = null;
    for (int i = 0; i < targets.size(); i++) {
      String target = targets.get(i);
      Path file = files.get(i);
      CollectProgress progress = i == 0 ? shown : (_, _, _, _) -> {};
      running.add(threads.submit(() -> collecting.run(target, length, file, progress)));
    }
    threads.shutdown();
    try {
      threads.awaitTermination(1, TimeUnit.DAYS);
    } catch (InterruptedException _) {
      threads.shutdownNow();
      threads.awaitTermination(10, TimeUnit.SECONDS);
    }
    for (Future<Collected> one : running) {
      try {
        done.add(one.get());
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof CollectException cause)) {
          throw e.getCause() instanceof IOException io ? io : new IllegalStateException(e);
        }
        if (failure != null) {
          say("cistern: " + failure.getMessage());
        }
        failure = cause;
      }
    }
    return failure;
  }
}
