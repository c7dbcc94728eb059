package dev.cistern.format.jmh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.cistern.damage.DamageHarness;
import dev.cistern.format.Formats;
import dev.cistern.format.Input;
import dev.cistern.format.UnreadableException;
import dev.cistern.model.Benchmarks;
import dev.cistern.model.Benchmarks.Better;
import dev.cistern.model.Evidence;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class JmhTest {
  private static Evidence read(String text) throws Exception {
    return Formats.read(Input.of("jmh.json", text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void every_iteration_of_every_fork_is_a_value() throws Exception {
    Evidence evidence = read(JmhCase.sample(1));
    Benchmarks results = evidence.benchmarks().orElseThrow();
    assertThat(evidence.damage()).isEmpty();
    assertThat(results.series())
        .extracting("metric", "unit", "better")
        .containsExactly(
            tuple("score", "ns/op", Better.LOWER),
            tuple("gc.alloc.rate", "MB/sec", Better.UNKNOWN),
            tuple("gc.alloc.rate.norm", "B/op", Better.LOWER));
    assertThat(results.series().getFirst().values()).hasSize(4).endsWith(12.0, 13.0, 13.5);
    assertThat(results.series().getFirst().configuration())
        .containsEntry("mode", "avgt")
        .containsEntry("threads", "4")
        .containsEntry("items", "0");
  }

  @Test
  void throughput_is_better_high_and_a_score_stands_for_missing_raw_data() throws Exception {
    Benchmarks results =
        read("""
        [{"benchmark": "a.B.c", "mode": "thrpt", "primaryMetric":
          {"score": 7.5, "scoreUnit": "ops/us"}}]
        """)
            .benchmarks()
            .orElseThrow();
    assertThat(results.series().getFirst().better()).isEqualTo(Better.HIGHER);
    assertThat(results.series().getFirst().values()).containsExactly(7.5);
  }

  @Test
  void results_before_a_cut_are_kept() throws Exception {
    String whole = JmhCase.sample(3);
    Evidence evidence = read(whole.substring(0, whole.length() - 200));
    assertThat(evidence.benchmarks().orElseThrow().series()).hasSize(6);
    assertThat(evidence.damage()).hasSize(1);
  }

  @Test
  void a_list_without_results_is_refused() {
    assertThatThrownBy(() -> read("[{\"benchmark\": 1, \"mode\": 2}]"))
        .isInstanceOf(UnreadableException.class);
  }

  @Test
  void damage_is_survived() {
    DamageHarness.survives(JmhCase.class);
  }
}
