package dev.cistern.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.analysis.Diagnosis;
import dev.cistern.catalogue.Catalogue;
import dev.cistern.format.EvidenceLoader;
import dev.cistern.model.Finding;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The Go program with planted leaks, where a Go is installed. */
@EnabledIf("isGoInstalled")
final class GoLeaksTest {
  private static final Path PROGRAMS = Path.of("go");

  @TempDir private static Path shared;
  @TempDir private Path folder;

  /** Where Go is required, the tests run and fail without it. */
  static boolean isGoInstalled() {
    String required = System.getenv().getOrDefault("CISTERN_REQUIRE", "");
    if (List.of(required.split(",")).contains("go")) {
      return true;
    }
    for (String place : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
      if (Files.isExecutable(Path.of(place, "go"))) {
        return true;
      }
    }
    return false;
  }

  @BeforeAll
  static void build() throws Exception {
    run(PROGRAMS, List.of("go", "build", "-o", shared.resolve("leaks").toString(), "./leaks"));
  }

  @Test
  void a_heartbeat_without_an_end_is_named_with_its_constructor() throws Exception {
    assertThat(findings(sick("heartbeat")))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.rule().id()).isEqualTo("A9-leak");
          assertThat(finding.place().function()).isEqualTo("main.newHeartbeat");
          assertThat(finding.place().file()).endsWith("leaks/main.go");
        });
  }

  @Test
  void bodies_that_are_not_closed_are_told_as_connections() throws Exception {
    assertThat(findings(sick("bodies")))
        .extracting(finding -> finding.rule().id())
        .contains("A9-connections")
        .containsOnly("A9-connections");
  }

  @Test
  void a_queue_for_database_connections_is_told_with_its_path() throws Exception {
    assertThat(findings(sick("queue")))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.rule().id()).isEqualTo("A9-saturation");
          assertThat(finding.place().function()).isEqualTo("main.(*service).storeOrder");
        });
  }

  @Test
  void the_twin_is_silent_in_twenty_series() throws Exception {
    dump("", 20, "20ms");
    for (int i = 1; i <= 20; i++) {
      assertThat(findings(folder.resolve("series-" + i))).as("series %d", i).isEmpty();
    }
  }

  private Path sick(String fault) throws Exception {
    dump(fault, 1, "100ms");
    return folder.resolve("series-1");
  }

  private void dump(String fault, int series, String apart) throws Exception {
    run(
        folder,
        List.of(
            shared.resolve("leaks").toString(),
            "-o",
            folder.toString(),
            "-fault",
            fault,
            "-apart",
            apart,
            "-series",
            Integer.toString(series)));
  }

  private static void run(Path in, List<String> command) throws Exception {
    Process process =
        new ProcessBuilder(command).directory(in.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException(command.getFirst() + " failed: " + said);
    }
  }

  private static List<Finding> findings(Path evidence) throws Exception {
    try (EvidenceLoader loader =
        EvidenceLoader.load(evidence.toString(), InputStream.nullInputStream())) {
      return new Diagnosis(Catalogue.shipped(), OptionalLong.empty())
          .run(loader.snapshot(), "test")
          .findings();
    }
  }
}
