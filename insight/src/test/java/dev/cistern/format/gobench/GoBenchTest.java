package dev.cistern.format.gobench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cistern.damage.DamageHarness;
import dev.cistern.format.Formats;
import dev.cistern.format.Input;
import dev.cistern.format.UnreadableException;
import dev.cistern.model.Benchmarks;
import dev.cistern.model.Benchmarks.Better;
import dev.cistern.model.Benchmarks.Failure;
import dev.cistern.model.Evidence;
import dev.cistern.model.Facts;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class GoBenchTest {
  private static Evidence read(String text) throws Exception {
    return Formats.read(Input.of("bench.txt", text.getBytes(StandardCharsets.UTF_8)));
  }

  private static Benchmarks benchmarks(String text) throws Exception {
    return read(text).benchmarks().orElseThrow();
  }

  @Test
  void repetitions_become_one_series_for_each_unit() throws Exception {
    Evidence evidence =
        read(
            """
            goos: linux
            goarch: amd64
            pkg: example.com/shop
            BenchmarkCart-8   	    1000	      1200.5 ns/op	      96 B/op	       2 allocs/op
            BenchmarkCart-8   	    1000	      1300 ns/op	      96 B/op	       2 allocs/op
            PASS
            ok  	example.com/shop	2.5s
            """);
    Benchmarks results = evidence.benchmarks().orElseThrow();
    assertThat(results.series())
        .extracting("name", "metric", "better")
        .containsExactly(
            org.assertj.core.api.Assertions.tuple("Cart-8", "ns/op", Better.LOWER),
            org.assertj.core.api.Assertions.tuple("Cart-8", "B/op", Better.LOWER),
            org.assertj.core.api.Assertions.tuple("Cart-8", "allocs/op", Better.LOWER));
    assertThat(results.series().getFirst().values()).containsExactly(1200.5, 1300.0);
    assertThat(results.series().getFirst().configuration())
        .containsEntry("pkg", "example.com/shop")
        .containsEntry("goarch", "amd64");
    assertThat(evidence.facts().read().detail()).isEqualTo(new Facts.OfBenchmarks(1, 3, 6, 0));
  }

  @Test
  void equal_names_of_two_packages_stay_apart() throws Exception {
    Benchmarks results =
        benchmarks(
            "pkg: a\nBenchmarkX 1 2 ns/op\npkg: b\nBenchmarkX 1 3 ns/op\nBenchmarkX 1 4 ns/op\n");
    assertThat(results.series()).extracting(one -> one.values().size()).containsExactly(1, 2);
  }

  @Test
  void a_unit_says_which_way_is_better() throws Exception {
    Benchmarks results =
        benchmarks("Unit hits/op better=higher\nBenchmarkX 9 5 MB/s 7 hits/op 8 widgets\n");
    assertThat(results.series())
        .extracting("better")
        .containsExactly(Better.HIGHER, Better.HIGHER, Better.UNKNOWN);
  }

  @Test
  void failures_are_kept_beside_the_results() throws Exception {
    Benchmarks results =
        benchmarks(
            """
            pkg: example.com/a
            BenchmarkGood-2 	 10	 5 ns/op
            --- FAIL: BenchmarkBad-2
                bad_test.go:12: wanted 1, found 2
            FAIL
            FAIL	example.com/a	0.1s
            panic: runtime error: index out of range [3]
            FAIL	example.com/b	0.1s
            """);
    assertThat(results.series()).hasSize(1);
    assertThat(results.failures())
        .containsExactly(
            new Failure("Bad-2", "bad_test.go:12: wanted 1, found 2"),
            new Failure("example.com/b", "panic: runtime error: index out of range [3]"));
  }

  @Test
  void what_a_test_logs_in_between_is_passed_over() throws Exception {
    Evidence evidence =
        read("2026/11/22 10:00:00 started\nBenchmark of carts\nBenchmarkX 1 2 ns/op\nnoise: x\n");
    assertThat(evidence.benchmarks().orElseThrow().series()).hasSize(1);
    assertThat(evidence.damage()).isEmpty();
  }

  @Test
  void a_line_cut_in_its_unit_gives_the_values_before() throws Exception {
    Evidence evidence = read("BenchmarkX 1 2 ns/op\nBenchmarkX 1 3 ns/op 96 B/o");
    Benchmarks results = evidence.benchmarks().orElseThrow();
    assertThat(results.series()).hasSize(1);
    assertThat(results.series().getFirst().values()).containsExactly(2.0, 3.0);
    assertThat(evidence.damage()).hasSize(1);
  }

  @Test
  void a_file_without_a_result_is_refused() {
    assertThatThrownBy(() -> read("goos: linux\nPASS\n"))
        .isInstanceOf(UnreadableException.class)
        .hasMessageContaining("a benchmark's result");
  }

  @Test
  void damage_is_survived() {
    DamageHarness.survives(GoBenchCase.class);
  }
}
