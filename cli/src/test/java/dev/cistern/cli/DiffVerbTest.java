package dev.cistern.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.house.Tools;
import dev.cistern.house.Tools.Output;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

final class DiffVerbTest {
  private static final Path HEAP = Cistern.recorded("profiles/heap.pb.gz");
  private static final Path CPU = Cistern.recorded("profiles/cpu.pb.gz");

  @TempDir private Path folder;

  @Test
  void a_profile_is_neither_better_nor_worse_than_itself() {
    Output output = run("diff", HEAP, HEAP, "--fail-on", "info", "--format", "json");
    assertThat(output.exit()).as(output.err()).isZero();
    JsonNode result = new ObjectMapper().readTree(output.out());
    assertThat(result.path("changes")).isEmpty();
    assertThat(result.path("terms").path("judgements").asInt()).isPositive();
  }

  @Test
  void what_got_worse_fails_from_the_severity_that_was_asked_for() {
    Path before = Cistern.recorded("profiles/before-heap.pb.gz");
    Output worse = run("diff", before, HEAP, "--noise", "0", "--format", "json");
    assertThat(worse.exit()).as(worse.err()).isZero();
    boolean any =
        new ObjectMapper()
            .readTree(worse.out())
            .path("changes")
            .findValuesAsString("verdict")
            .contains("worse");
    assertThat(run("diff", before, HEAP, "--noise", "0", "--fail-on", "low").exit())
        .isEqualTo(any ? 1 : 0);
  }

  @Test
  void sides_of_different_kinds_are_refused_in_one_sentence() {
    Output output = run("diff", HEAP, CPU);
    assertThat(output.exit()).isEqualTo(3);
    assertThat(output.out()).isEmpty();
    assertThat(output.err().strip())
        .startsWith("cistern: the two sides are of different kinds")
        .doesNotContain("\n");
  }

  @Test
  void one_side_alone_is_wrong_usage() {
    assertThat(run("diff", HEAP).exit()).isEqualTo(2);
    assertThat(run("diff", "--before", HEAP).exit()).isEqualTo(2);
    assertThat(run("diff", HEAP, HEAP, "--noise", "-1").exit()).isEqualTo(2);
    assertThat(run("diff", HEAP, HEAP, "--format", "html").exit()).isEqualTo(2);
  }

  @Test
  void benchmark_results_are_compared_line_by_line() {
    Path bench = Tools.root().resolve("insight/src/test/resources/recorded/bench");
    Path before = bench.resolve("pool-before.txt");
    Output output = run("diff", before, bench.resolve("pool-after.txt"), "--fail-on", "low");
    assertThat(output.exit()).as(output.err()).isEqualTo(1);
    assertThat(output.out()).contains("3 worse, 14 better in 23 judgements", "as benchstat");
    assertThat(run("diff", before, before, "--fail-on", "info").exit()).isZero();
    assertThat(run("diff", before, CPU).exit()).isEqualTo(3);
  }

  @Test
  void series_are_named_after_before_and_after() {
    Output output = run("diff", "--before", CPU, CPU, "--after", CPU, CPU, "--format", "markdown");
    assertThat(output.exit()).as(output.err()).isZero();
    assertThat(output.out()).startsWith("## Cistern: nothing better or worse");
    assertThat(output.out()).contains("2 runs", "too few runs for a rank test");
  }

  private Output run(Object... arguments) {
    return new Cistern(folder).run(arguments);
  }
}
