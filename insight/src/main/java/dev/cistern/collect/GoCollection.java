package dev.cistern.collect;

import dev.cistern.collect.http.Endpoint;
import dev.cistern.collect.http.WallClock;
import dev.cistern.model.Manifest;
import dev.cistern.model.Manifest.Descriptors;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * One collection from a Go service: the memory statistics before, everything that may run together
 * over the window, what is taken at one moment after it.
 *
 * <p>Interrupt the thread that runs it to cut it short: what has arrived by then is written.
 */
public final class GoCollection {
  private static final Duration STOPPING = Duration.ofSeconds(3);
  private static final Duration WATCH = Duration.ofMillis(200);
  private static final Duration RETURNING = Duration.ofMillis(500);

  private final GoPlan plan;
  private final CollectProgress progress;
  private final List<Piece> pieces = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private List<Descriptors> descriptors = List.of();
  private boolean interrupted;

  public GoCollection(GoPlan plan, CollectProgress progress) {
    this.plan = plan;
    this.progress = progress;
  }

  /**
   * Collects into a snapshot file that appears whole or not at all.
   *
   * @throws CollectException where nothing could be had
   * @throws IOException where the file cannot be written
   */
  public Collected run(Path target) throws CollectException, IOException {
    WallClock clock = new WallClock();
    try (WorkFolder work = WorkFolder.make();
        Endpoint endpoint = new Endpoint(plan.address(), plan.credentials(), clock)) {
      Requests requests = new Requests(endpoint, work.path(), plan);
      long startNanos = clock.nanos();
      long endNanos = startNanos;
      try {
        Profiling profiling = before(requests);
        startNanos = clock.nanos();
        long overNanos = System.nanoTime() + plan.window().toNanos();
        Optional<ProcessHandle> process = LocalListener.of(plan.address());
        windowCounting(process, requests, profiling, work);
        endNanos = clock.nanos();
        if (!interrupted) {
          after(requests, overNanos);
          process.ifPresent(this::tellOfAnother);
        }
      } catch (InterruptedException _) {
        interrupted = true;
        endNanos = Math.max(endNanos, clock.nanos());
      }
      GoAssembly assembly = new GoAssembly(plan, pieces, notes, descriptors, interrupted);
      Manifest written = assembly.write(target, startNanos, endNanos);
      return new Collected(target, written, interrupted);
    }
  }

  private Profiling before(Requests requests)
      throws InterruptedException, CollectException, IOException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Piece> memory = threads.submit(() -> memory(requests, "before"));
      Future<Piece> block =
          threads.submit(() -> requests.peek("block-probe.txt", "block?debug=1", GoMember.TEXT));
      Future<Piece> mutex =
          threads.submit(() -> requests.peek("mutex-probe.txt", "mutex?debug=1", GoMember.TEXT));
      List<Piece> first = List.of(got(memory), got(block), got(mutex));
      Refusals.check(plan.address().toString(), first);
      if (plan.wants("memstats")) {
        pieces.add(first.getFirst());
      }
      Profiling profiling = Profiling.of(first.get(1), first.get(2));
      notes.addAll(profiling.notes());
      return profiling;
    }
  }

  private Piece memory(Requests requests, String when) {
    return requests.fetch(
        "heap-" + when + ".txt", "memstats", "heap?debug=1", GoMember.TEXT, Duration.ZERO);
  }

  private void windowCounting(
      Optional<ProcessHandle> process, Requests requests, Profiling profiling, WorkFolder work)
      throws InterruptedException {
    if (process.isEmpty()) {
      window(requests, profiling, work);
      return;
    }
    Duration gap = OpenDescriptors.gapWithin(plan.window());
    try (OpenDescriptors open = OpenDescriptors.of(process.get().pid(), gap)) {
      window(requests, profiling, work);
      descriptors = open.counts();
    }
  }

  /** A process handle stands for one process, not for whichever has its id. */
  private void tellOfAnother(ProcessHandle before) {
    if (!before.isAlive()) {
      LocalListener.of(plan.address())
          .ifPresent(now ->
              notes.add(
                  Restart.ANEW
                      + ": process %d listens there, it was %d before"
                          .formatted(now.pid(), before.pid())));
    }
  }

  private void window(Requests requests, Profiling profiling, WorkFolder work)
      throws InterruptedException {
    GoWindow window = new GoWindow(requests, plan, profiling);
    List<Future<List<Piece>>> running = new ArrayList<>();
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    try {
      for (Callable<List<Piece>> part : window.parts()) {
        running.add(threads.submit(part));
      }
      watch(running, work);
    } catch (InterruptedException _) {
      interrupted = true;
      threads.shutdownNow(); // each part hands over what it has
      threads.awaitTermination(STOPPING.toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      threads.shutdownNow();
    }
    for (Future<List<Piece>> part : running) {
      if (part.isDone()) {
        addAll(part);
      }
    }
  }

  /** Tells how far it is until every part is done. */
  private void watch(List<Future<List<Piece>>> running, WorkFolder work)
      throws InterruptedException {
    long startNanos = System.nanoTime();
    long windowNanos = plan.window().toNanos();
    while (running.stream().anyMatch(part -> !part.isDone())) {
      long passed = System.nanoTime() - startNanos;
      int done = (int) running.stream().filter(Future::isDone).count();
      progress.at(
          Math.max(0, windowNanos - passed),
          Math.min(0.95, 0.95 * passed / windowNanos),
          done,
          work.bytes());
      Thread.sleep(WATCH);
    }
  }

  private void addAll(Future<List<Piece>> part) {
    try {
      pieces.addAll(part.get());
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof InterruptedException)) { // else stopped before it began
        throw new IllegalStateException(e.getCause());
      }
    } catch (InterruptedException _) {
      interrupted = true;
    }
  }

  private void after(Requests requests, long overNanos) throws InterruptedException {
    if (plan.wants("memstats")) {
      pieces.add(memoryOnceItIsBack(requests, overNanos));
    }
    if (plan.wants("goroutine")) {
      pieces.add(
          requests.fetch(
              "goroutine.txt", "goroutines", "goroutine?debug=1", GoMember.TEXT, Duration.ZERO));
    }
    if (plan.wants("goroutineleak")) {
      pieces.add(
          requests.fetch(
              "goroutineleak.pb.gz",
              "goroutineleak",
              "goroutineleak",
              GoMember.PPROF,
              Duration.ZERO));
      notes.add("goroutineleak made the target collect garbage once, which ages its pools");
    }
  }

  /** A target that went away within the window may come back in it. */
  private Piece memoryOnceItIsBack(Requests requests, long overNanos) throws InterruptedException {
    Piece memory = memory(requests, "after");
    while (memory.http() == 0 && System.nanoTime() < overNanos) {
      Thread.sleep(RETURNING);
      memory = memory(requests, "after");
    }
    return memory;
  }

  private static Piece got(Future<Piece> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }
}
