package dev.cistern.format.gclog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cistern.damage.DamageHarness;
import dev.cistern.format.Format;
import dev.cistern.format.Formats;
import dev.cistern.format.Head;
import dev.cistern.format.Input;
import dev.cistern.format.Seen;
import dev.cistern.format.UnreadableException;
import dev.cistern.house.Tools;
import dev.cistern.model.EventKind;
import dev.cistern.model.Evidence;
import dev.cistern.model.RuntimeState;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GcLogTest {
  @TempDir Path folder;

  /** The program whose collections the JVM counts itself. */
  public static final class Allocating {
    private Allocating() {}

    public static void main(String[] arguments) {
      long sum = 0;
      for (int i = 0; i < 60_000; i++) {
        sum += new byte[10_000].length;
      }
      System.gc();
      long collections = 0;
      for (GarbageCollectorMXBean bean : ManagementFactory.getGarbageCollectorMXBeans()) {
        collections += bean.getCollectionCount();
      }
      System.out.println(collections + " " + sum);
    }
  }

  private static Evidence read(String text) throws Exception {
    return Formats.read(Input.of("gc.log", text.getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Serial", "Parallel", "G1"})
  void every_collection_that_the_jvm_counts_is_in_its_log(String collector) throws Exception {
    Path log = folder.resolve("gc.log");
    Tools.Output output =
        Tools.run(
            folder,
            Duration.ofSeconds(60),
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+Use" + collector + "GC",
                "-Xlog:gc*:file=" + log,
                "-cp",
                System.getProperty("java.class.path"),
                Allocating.class.getName()));
    assertThat(output.exit()).as(output.err()).isZero();
    long counted = Long.parseLong(output.out().split(" ")[0]);
    try (Input input = Input.of(log)) {
      Evidence evidence = Formats.read(input);
      assertThat(evidence.damage()).isEmpty();
      assertThat(Seen.of(evidence, EventKind.STOP)).hasSize((int) counted);
      assertThat(Seen.of(evidence, EventKind.GC_CYCLE)).hasSize((int) counted);
      assertThat(evidence.state().orElseThrow().properties())
          .containsEntry("Heap Max Capacity", "64M")
          .containsEntry("Collector", collector);
    }
  }

  @Test
  void a_pause_ends_when_its_line_is_written() throws Exception {
    Evidence evidence =
        read("[2.500s][info][gc] GC(3) Pause Young (Allocation Failure) 24M->4M(256M) 100.000ms\n");
    assertThat(Seen.of(evidence, EventKind.STOP, EventKind.HEAP_LIVE, EventKind.HEAP_GOAL))
        .containsExactlyInAnyOrder(
            new Seen(
                EventKind.STOP,
                2_400_000_000L,
                100_000_000,
                3,
                "GC Pause Young (Allocation Failure)"),
            new Seen(EventKind.HEAP_LIVE, 2_400_000_000L, 0, 24 << 20, "before"),
            new Seen(EventKind.HEAP_LIVE, 2_500_000_000L, 0, 4 << 20, "after"),
            new Seen(EventKind.HEAP_GOAL, 2_500_000_000L, 0, 256 << 20, ""));
  }

  @Test
  void all_parts_of_a_concurrent_collection_are_one_cycle() throws Exception {
    Evidence evidence =
        read(
            """
            [1.000s][info][gc          ] GC(7) Major Collection (Warmup)
            [1.010s][info][gc,phases   ] GC(7) Y: Pause Mark Start 0.010ms
            [1.050s][info][gc,phases   ] GC(7) Y: Concurrent Mark 40.000ms
            [1.060s][info][gc,phases   ] GC(7) O: Pause Mark End 0.020ms
            [1.100s][info][gc,heap     ] GC(7) O: Used:  98M (49%)  130M (65%)
            [1.100s][info][gc          ] GC(7) Major Collection (Warmup) 104M(5%)->88M(4%) 0.100s
            """);
    assertThat(Seen.of(evidence, EventKind.GC_CYCLE))
        .containsExactly(
            new Seen(EventKind.GC_CYCLE, 1_000_000_000, 100_000_000, 7, "Pause Mark Start"));
    assertThat(Seen.of(evidence, EventKind.STOP)).hasSize(2);
    assertThat(Seen.of(evidence, EventKind.HEAP_LIVE))
        .extracting(Seen::value)
        .containsExactly(104L << 20, 88L << 20);
  }

  @Test
  void times_of_two_zones_are_one_time() throws Exception {
    Evidence evidence =
        read(
            """
            [2026-10-25T02:59:59.500+0200][info][gc] GC(0) Pause Young (x) 2M->1M(8M) 1.000ms
            [2026-10-25T02:00:00.500+0100][info][gc] GC(1) Pause Young (x) 2M->1M(8M) 1.000ms
            """);
    assertThat(evidence.damage()).isEmpty();
    assertThat(evidence.timeline().orElseThrow().clock().wall(0))
        .contains(Instant.parse("2026-10-25T00:59:59.500Z"));
    assertThat(Seen.of(evidence, EventKind.STOP).getLast().startNanos()).isEqualTo(999_000_000);
  }

  @Test
  void a_clock_that_jumps_back_is_told_and_time_goes_on() throws Exception {
    Evidence evidence =
        read(
            """
            [2026-11-22T10:00:00.000+0000][info][gc] GC(0) Pause Young (x) 2M->1M(8M) 0.000ms
            [2026-11-22T10:00:10.000+0000][info][gc] GC(1) Pause Young (x) 2M->1M(8M) 1.000ms
            [2026-11-22T09:00:00.000+0000][info][gc] GC(2) Pause Young (x) 2M->1M(8M) 1.000ms
            [2026-11-22T09:00:02.000+0000][info][gc] GC(3) Pause Young (x) 2M->1M(8M) 1.000ms
            """);
    assertThat(evidence.damage()).hasSize(1);
    assertThat(Seen.of(evidence, EventKind.STOP))
        .extracting(Seen::startNanos)
        .containsExactly(0L, 9_999_000_000L, 9_999_000_000L, 11_999_000_000L);
  }

  @Test
  void a_process_that_starts_anew_in_the_same_log_is_no_damage() throws Exception {
    String process =
        """
        [0.005s][info][gc,init] CardTable entry size: 512
        [0.006s][info][gc] Using G1
        [2.000s][info][gc] GC(0) Pause Young (x) 2M->1M(8M) 1.000ms
        """;
    Evidence evidence = read(process + process + process);
    assertThat(evidence.damage()).isEmpty();
    assertThat(Seen.of(evidence, EventKind.STOP))
        .extracting(Seen::startNanos)
        .containsExactly(1_999_000_000L, 3_999_000_000L, 5_999_000_000L);
    assertThat(Seen.of(evidence, EventKind.GC_CYCLE)).hasSize(3);
    assertThat(evidence.state().orElseThrow().properties()).containsEntry("Processes", "3");
  }

  @Test
  void an_allocation_that_zgc_stalls_is_a_wait() throws Exception {
    Evidence evidence = read("[9.000s][info][gc] Allocation Stall (http (1) exec) 250.5ms\n");
    assertThat(Seen.of(evidence, EventKind.TASK_WAITING))
        .containsExactly(
            new Seen(
                EventKind.TASK_WAITING, 8_749_500_000L, 250_500_000, 0, "ZGC allocation stall"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2016-01-01T10:00:00.123+0100: 0.456: [GC (Allocation Failure) 65K->12K(251K), 0.01 secs]",
        "12.345: [Full GC (System.gc()) 65K->12K(251K), 0.0123 secs]"
      })
  void a_log_of_jdk_8_is_refused_in_one_sentence(String line) {
    assertThatThrownBy(() -> read(line + "\n"))
        .isInstanceOf(UnreadableException.class)
        .hasMessageContaining("found a log of collections of JDK 8 or older");
  }

  @Test
  void a_log_without_times_gives_the_stops_alone() throws Exception {
    Evidence evidence = read("GC(0) Pause Young (Normal) (G1 Evacuation Pause) 2M->1M(8M) 3.5ms\n");
    assertThat(evidence.timeline()).isEmpty();
    assertThat(evidence.state().orElseThrow().stops())
        .containsExactly(new RuntimeState.Stop(0, 3_500_000));
  }

  @Test
  void the_log_of_another_program_is_not_taken_for_one() {
    byte[] other =
        "[gcloud] done in 3ms\n[0.1s] [gc-worker] Pause 3ms\n".getBytes(StandardCharsets.UTF_8);
    assertThat(new GcLogFormat().claims(new Head(other, false))).isEqualTo(Format.Claim.NO);
  }

  @Test
  void damage_is_survived() {
    DamageHarness.survives(GcLogCase.class);
  }
}
