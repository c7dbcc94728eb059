package dev.cistern.lab.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cistern.model.EventKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DemoRunTest {
  private static final Set<DemoFault> ALL = EnumSet.allOf(DemoFault.class);
  private static final Duration SHORT = Duration.ofSeconds(2);

  @TempDir private Path folder;

  @Test
  void each_fault_leaves_its_traces_and_the_twin_leaves_none() throws Exception {
    try (ExecutorService two = Executors.newFixedThreadPool(2)) {
      Future<PoolTraces> sickRun = two.submit(() -> run(ALL, "sick.jfr"));
      Future<PoolTraces> twinRun = two.submit(() -> run(Set.of(), "twin.jfr"));
      PoolTraces sick = sickRun.get();
      PoolTraces twin = twinRun.get();
      assertThat(sick.buffersOpen()).isBetween(sick.buffers() / 10, sick.buffers() / 3);
      assertThat(sick.poolsBuilt()).isGreaterThan(20);
      assertThat(sick.threadFirsts()).isGreaterThan(50);
      assertThat(sick.threads()).isGreaterThan(50);
      assertThat(sick.bytesHeld()).isGreaterThan(1_000_000);
      assertThat(twin.buffers()).isGreaterThan(100);
      assertThat(twin).isEqualTo(new PoolTraces(twin.buffers(), 0, 0, 0, 0, 0, twin.collections()));
      assertThat(twin.collections()).isPositive();
      assertThat(Routes.around(EventKind.POOL_ACQUIRE, folder.resolve("twin.jfr")))
          .containsExactly("orders");
    }
  }

  @Test
  void progress_goes_through_the_stages_in_order() throws Exception {
    ConcurrentLinkedQueue<DemoProgress.Stage> heard = new ConcurrentLinkedQueue<>();
    DemoPlan plan = DemoPlan.of(Set.of(), Duration.ofSeconds(1)).withWarmUp(Duration.ofMillis(200));
    DemoRun.record(plan, folder.resolve("a.jfr"), (stage, _) -> heard.add(stage));
    assertThat(heard.stream().distinct()).containsExactly(DemoProgress.Stage.values());
    assertThat(filesLeft()).containsExactly("a.jfr");
  }

  @Test
  void a_missing_directory_is_told_before_the_service_starts() {
    Path nowhere = folder.resolve("none/a.jfr");
    assertThatThrownBy(() -> DemoRun.record(plan(ALL), nowhere, refusesToStart()))
        .isInstanceOf(DemoException.class)
        .hasMessage("no directory " + nowhere.getParent());
  }

  @Test
  void a_directory_in_the_place_of_the_recording_is_refused() {
    assertThatThrownBy(() -> DemoRun.record(plan(ALL), folder, refusesToStart()))
        .hasMessage(folder + ": wanted a file to write, found a directory");
  }

  @Test
  void a_service_that_does_not_start_is_explained_by_its_last_words() throws IOException {
    DemoPlan plan =
        plan(Set.of()).withProgram(new ServiceProgram(folder.toString(), "no.such.Program"));
    assertThatThrownBy(() -> DemoRun.record(plan, folder.resolve("a.jfr"), (_, _) -> {}))
        .isInstanceOf(DemoException.class)
        .hasMessageContaining("ended with exit code 1 before \"port\"")
        .hasMessageContaining("no.such.Program");
    assertThat(filesLeft()).isEmpty();
  }

  @Test
  void an_interrupted_run_leaves_no_file_and_no_process() throws Exception {
    CountDownLatch recording = new CountDownLatch(1);
    DemoProgress progress =
        (stage, _) -> {
          if (stage == DemoProgress.Stage.RECORDING) {
            recording.countDown();
          }
        };
    DemoPlan plan = plan(Set.of()).withWarmUp(Duration.ofMillis(200));
    try (ExecutorService one = Executors.newSingleThreadExecutor()) {
      Future<DemoResult> run =
          one.submit(() -> DemoRun.record(plan, folder.resolve("a.jfr"), progress));
      recording.await();
      one.shutdownNow();
      assertThatThrownBy(run::get)
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(InterruptedException.class);
    }
    assertThat(filesLeft()).isEmpty();
    assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive)).isEmpty();
  }

  private PoolTraces run(Set<DemoFault> faults, String file) throws Exception {
    DemoResult result = DemoRun.record(plan(faults), folder.resolve(file), (_, _) -> {});
    assertThat(result.traffic().answered()).isPositive();
    assertThat(result.traffic().failed()).isZero();
    return PoolTraces.of(result.recording());
  }

  private static DemoPlan plan(Set<DemoFault> faults) {
    return DemoPlan.of(faults, SHORT).withWarmUp(Duration.ofMillis(500));
  }

  private static DemoProgress refusesToStart() {
    return (stage, _) -> {
      throw new AssertionError("started: " + stage);
    };
  }

  private List<String> filesLeft() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(file -> file.getFileName().toString()).toList();
    }
  }
}
