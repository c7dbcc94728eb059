package dev.cistern.format.jfr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.model.Evidence;
import dev.cistern.model.Facts;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JfrFormatTest {
  @TempDir static Path dir;
  static Path file;

  @BeforeAll
  static void record() throws Exception {
    file =
        Recordings.record(
            dir.resolve("busy.jfr"),
            Recordings.enabling(
                "jdk.ObjectAllocationSample",
                "jdk.ObjectAllocationInNewTLAB",
                "jdk.ObjectAllocationOutsideTLAB",
                "jdk.ThreadPark",
                "jdk.JavaMonitorEnter",
                "jdk.GarbageCollection",
                "jdk.GCHeapSummary",
                "jdk.GCPhasePause",
                "jdk.ThreadStart",
                "jdk.VirtualThreadStart",
                "jdk.VirtualThreadEnd",
                "jdk.JVMInformation",
                "jdk.ActiveSetting"),
            Recordings::busy);
  }

  @Test
  void counts_are_those_of_the_jdks_reader() throws Exception {
    Facts.OfRecording facts = Recordings.facts(Recordings.read(file));
    Map<String, Long> counted = new TreeMap<>(facts.eventCounts());
    assertThat(counted.remove("jdk.Metadata")).isPositive();
    assertThat(counted.remove("jdk.Checkpoint")).isPositive();
    assertThat(counted).isEqualTo(Recordings.oracleCounts(file));
  }

  @Test
  void events_come_in_the_order_of_their_ends() throws Exception {
    Evidence evidence = Recordings.read(file);
    AtomicLong last = new AtomicLong(Long.MIN_VALUE);
    AtomicLong seen = new AtomicLong();
    Recordings.scan(
        evidence.timeline().orElseThrow(),
        event -> {
          assertThat(event.endNanos()).isGreaterThanOrEqualTo(last.get());
          last.set(event.endNanos());
          seen.incrementAndGet();
        });
    assertThat(seen.get()).isPositive();
  }

  @Test
  void the_jvm_is_described() throws Exception {
    Map<String, String> properties = Recordings.read(file).state().orElseThrow().properties();
    assertThat(properties)
        .containsKey("jvm.version")
        .containsEntry("setting:jdk.ThreadPark#threshold", "0 ms");
  }
}
