package dev.cistern.cli;

import dev.cistern.collect.CollectException;
import dev.cistern.collect.Collected;
import dev.cistern.collect.overlay.GoRun;
import dev.cistern.collect.overlay.GoToolchain;
import dev.cistern.collect.overlay.Overlay;
import dev.cistern.collect.overlay.OverlayException;
import dev.cistern.collect.overlay.OverlayOptions;
import dev.cistern.lab.demo.DemoException;
import dev.cistern.lab.demo.GoService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Builds the lab's Go service with exact pool events and collects from it, sick and healthy. */
final class GoDemo {
  private static final String LAB = "lab/go";

  private final Verb verb;
  private final Duration length;

  GoDemo(Verb verb, Duration length) {
    this.verb = verb;
    this.length = length;
  }

  /** Leaves two snapshots: of the service with the faults, and of its healthy twin. */
  void collect(List<String> faults, Path sick, Path twin) throws Exception {
    Path folder = Files.createTempDirectory("cistern-demo-go");
    Path program = folder.resolve("service");
    try {
      build(program);
      verb.say(
          "Collecting from a Go service with %d planted faults and its healthy twin for %d s …"
              .formatted(faults.size(), length.toSeconds()));
      collect(program, faults, sick, twin);
    } finally {
      Files.deleteIfExists(program);
      Files.deleteIfExists(folder);
    }
  }

  private void build(Path program)
      throws IOException, OverlayException, InterruptedException, DemoException {
    Path lab = Path.of(System.getProperty("cistern.root", "")).resolve(LAB).toAbsolutePath();
    if (!Files.isDirectory(lab.resolve("service"))) {
      throw new UsageException(
          "--go: wanted the lab's Go service in a checkout of Cistern, found no " + lab);
    }
    GoToolchain toolchain = GoToolchain.of("go", lab, Map.of());
    OverlayOptions options = new OverlayOptions(true, false, 0);
    Overlay overlay =
        Overlay.write(options.cacheFolder(toolchain, System.getenv()), toolchain, options);
    verb.say("Building the lab's Go service with pool events (the first time takes a minute) …");
    GoRun.Outcome built =
        new GoRun(overlay, lab)
            .run(List.of("go", "build", "-trimpath", "-o", program.toString(), "./service"));
    if (built.exitCode() != 0) {
      throw new UsageException("--go: go build failed; what it said stands above");
    }
  }

  private void collect(Path program, List<String> faults, Path sick, Path twin) throws Exception {
    try (GoService ill = GoService.start(program, faults);
        GoService well = GoService.start(program, List.of());
        Progress line = new Progress(verb.progress());
        Interrupts _ = new Interrupts(Thread.currentThread());
        var runs = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Collected> beside =
          () -> new Collecting().run(well.address(), length, twin, (_, _, _, _) -> {});
      Future<Collected> second = runs.submit(beside);
      new Collecting().run(ill.address(), length, sick, Collecting.shown(line));
      second.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof CollectException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
