package dev.cistern.lab.flashsale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.analysis.Diagnosis;
import dev.cistern.catalogue.Catalogue;
import dev.cistern.format.EvidenceLoader;
import dev.cistern.model.Finding;
import dev.cistern.model.Severity;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service's planted leaks and its saturation, each told with its starter or its path. */
final class LeaksTest {
  private static final Duration APART = Duration.ofMillis(150);
  private static final int DUMPS = 7;
  private static final int PER_SECOND = 200;
  private static final int TWIN_SERIES = 20;

  private final long seed = System.nanoTime();
  private final SplittableRandom random = new SplittableRandom(seed);

  @TempDir private Path folder;

  @Test
  void watches_that_never_stop_are_named_with_their_starter() throws Exception {
    try (QuoteService service = QuoteService.start("watch-leak", folder)) {
      List<Finding> found = findings(series(service, "dumps", PER_SECOND));
      assertThat(found)
          .as("seed %d", seed)
          .singleElement()
          .satisfies(finding -> {
            assertThat(finding.rule().id()).isEqualTo("A9-leak");
            assertThat(finding.severity()).isEqualTo(Severity.MEDIUM);
            assertThat(finding.place().function()).endsWith("QuoteDesk.watchPrices");
            assertThat(finding.why()).contains("price-watch", "QuoteDesk.awaitPrices");
          });
    }
  }

  @Test
  void callers_that_queue_behind_a_slow_remote_call_are_told_with_their_path() throws Exception {
    try (QuoteService service = QuoteService.start("saturated", folder, "--workers", "32")) {
      service.fill(PER_SECOND, random);
      assertThat(findings(series(service, "dumps", PER_SECOND)))
          .as("seed %d", seed)
          .singleElement()
          .satisfies(LeaksTest::isSaturation)
          .satisfies(finding ->
              assertThat(finding.why())
                  .contains("Hardly a thread named pool-#-thread-# is ever idle"));
    }
  }

  @Test
  void virtual_threads_that_queue_are_told_as_well() throws Exception {
    try (QuoteService service = QuoteService.start("saturated", folder)) {
      service.fill(PER_SECOND, random);
      assertThat(findings(series(service, "dumps", PER_SECOND)))
          .as("seed %d", seed)
          .singleElement()
          .satisfies(LeaksTest::isSaturation);
    }
  }

  @Test
  void a_recording_tells_the_queue_too() throws Exception {
    Path recording = folder.resolve("queue.jfr");
    try (QuoteService service =
        QuoteService.start(
            "saturated", folder, "--workers", "24", "--record", recording.toString())) {
      service.fill(PER_SECOND, random);
      record(service, Duration.ofSeconds(3));
    }
    assertThat(findings(recording))
        .as("seed %d", seed)
        .singleElement()
        .satisfies(LeaksTest::isSaturation);
  }

  @Test
  void a_recording_tells_what_holds_old_objects_and_who_starts_threads() throws Exception {
    Path recording = folder.resolve("sick.jfr");
    try (QuoteService service =
        QuoteService.start("watch-leak,keeps-all", folder, "--record", recording.toString())) {
      record(service, Duration.ofSeconds(4));
    }
    List<Finding> found = findings(recording);
    assertThat(found)
        .as("seed %d", seed)
        .extracting(finding -> finding.rule().id())
        .containsExactlyInAnyOrder("A9-old-objects", "A9-leak");
    assertThat(found)
        .anySatisfy(finding -> {
          assertThat(finding.title()).contains("QuoteDesk.quotes");
          assertThat(finding.steps().getLast().text()).contains("HashMap");
        })
        .anySatisfy(finding -> assertThat(finding.title()).contains("QuoteDesk.watchPrices"));
  }

  @Test
  void the_twin_is_silent_in_twenty_series_and_a_recording() throws Exception {
    Path recording = folder.resolve("twin.jfr");
    List<String> alarms = new ArrayList<>();
    try (QuoteService service = QuoteService.start("", folder, "--record", recording.toString())) {
      service.load(Duration.ofMillis(500), PER_SECOND, random);
      for (int i = 0; i < TWIN_SERIES; i++) {
        int rate = 60 + random.nextInt(240);
        Path dumps =
            service.dumps(folder.resolve("dumps-" + i), DUMPS, Duration.ofMillis(50), rate, random);
        findings(dumps).forEach(finding -> alarms.add(finding.title() + ": " + finding.why()));
      }
      record(service, Duration.ofSeconds(3));
    }
    findings(recording).forEach(finding -> alarms.add(finding.title() + ": " + finding.why()));
    assertThat(alarms).as("seed %d", seed).isEmpty();
  }

  private void record(QuoteService service, Duration time) throws Exception {
    service.order("record", "recording");
    service.load(time, PER_SECOND, random);
    service.order("write", "written");
  }

  private Path series(QuoteService service, String name, int perSecond) throws Exception {
    return service.dumps(folder.resolve(name), DUMPS, APART, perSecond, random);
  }

  private static void isSaturation(Finding finding) {
    assertThat(finding.rule().id()).isEqualTo("A9-saturation");
    assertThat(finding.severity()).isEqualTo(Severity.HIGH);
    assertThat(finding.title()).contains("commons-pool2", "QuoteDesk.askQuote");
    assertThat(finding.steps())
        .extracting(step -> step.place().function())
        .anyMatch(function -> function.endsWith("SaleServer.serveQuote"));
  }

  /** What question A9 has found in a folder of dumps or a recording. */
  private static List<Finding> findings(Path evidence) throws Exception {
    try (EvidenceLoader loader =
        EvidenceLoader.load(evidence.toString(), InputStream.nullInputStream())) {
      return new Diagnosis(Catalogue.shipped(), OptionalLong.empty())
          .run(loader.snapshot(), "test").findings().stream()
              .filter(finding -> finding.rule().id().startsWith("A9-"))
              .toList();
    }
  }
}
