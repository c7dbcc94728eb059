package dev.cistern.pool.stress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short form of jcstress; the long one is {@code pool/stress/run long}. */
class HandOverTest {
  private static final Pattern RESULTS =
      Pattern.compile("Results: ([0-9]+) planned; ([0-9]+) passed, 0 failed");

  @TempDir Path results;

  @Test
  void nothing_forbidden_is_seen_in_a_short_run() throws Exception {
    boolean required = System.getenv().getOrDefault("CISTERN_REQUIRE", "").contains("processors");
    assumeTrue(
        required || Runtime.getRuntime().availableProcessors() > 1,
        "wanted two processors for two threads at once, found one");
    Process stress =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "org.openjdk.jcstress.Main",
                "-m",
                "sanity",
                "-r",
                results.toString())
            .directory(results.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(stress.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(stress.waitFor()).as(said).isZero();
    MatchResult last = RESULTS.matcher(said).results().reduce((_, next) -> next).orElseThrow();
    assertThat(last.group(2)).as(said).isEqualTo(last.group(1)).isNotEqualTo("0");
  }
}
