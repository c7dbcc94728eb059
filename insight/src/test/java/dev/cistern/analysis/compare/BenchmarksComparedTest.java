package dev.cistern.analysis.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cistern.analysis.IncompatibleProfilesException;
import dev.cistern.catalogue.Catalogue;
import dev.cistern.format.EvidenceLoader;
import dev.cistern.house.Tools;
import dev.cistern.model.Benchmarks;
import dev.cistern.model.Benchmarks.Better;
import dev.cistern.model.Benchmarks.Failure;
import dev.cistern.model.Benchmarks.Series;
import dev.cistern.model.Comparison;
import dev.cistern.model.Comparison.BenchmarkDifference;
import dev.cistern.model.Evidence;
import dev.cistern.model.Snapshot;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every line of three recorded result sets is judged as {@code benchstat} judges it. */
final class BenchmarksComparedTest {
  private static final Path RECORDED =
      Tools.root().resolve("insight/src/test/resources/recorded/bench");

  @ParameterizedTest
  @ValueSource(strings = {"pool", "same", "short"})
  void every_line_has_the_verdict_of_benchstat(String set) throws Exception {
    Comparison result;
    try (EvidenceLoader before = loaded(set + "-before.txt");
        EvidenceLoader after = loaded(set + "-after.txt")) {
      result =
          new Comparing(Catalogue.shipped(), "test", 0.03).of(before.snapshot(), after.snapshot());
    }
    JsonNode expected =
        JsonMapper.shared()
            .readTree(Files.readString(RECORDED.resolve(set + "-after.txt.expected.json")));
    List<String> wanted = new ArrayList<>();
    Map<String, String> p = new HashMap<>();
    for (JsonNode line : expected.path("lines")) {
      String name = line.path("name").asString() + " " + goUnit(line.path("unit").asString());
      wanted.add(name + " " + line.path("verdict").asString());
      p.put(name, line.path("p").asString());
    }
    List<String> found = new ArrayList<>();
    for (BenchmarkDifference one : result.benchmarks()) {
      String unit = one.measured().what().unit();
      String name = one.name() + " " + unit;
      found.add(name + " " + one.measured().verdict().name().toLowerCase(Locale.ROOT));
      if (unit.equals("ns/op")) { // no ties; benchstat's p of tied values of uneven number is off
        assertThat(String.format(Locale.ROOT, "%.3f", one.measured().p()))
            .as(name)
            .isEqualTo(p.get(name));
      }
    }
    assertThat(found).containsExactlyInAnyOrderElementsOf(wanted).hasSizeGreaterThan(20);
  }

  private static EvidenceLoader loaded(String file) throws Exception {
    return EvidenceLoader.load(RECORDED.resolve(file).toString(), InputStream.nullInputStream());
  }

  /** The unit as the file has it; benchstat prints seconds and bytes. */
  private static String goUnit(String unit) {
    return switch (unit) {
      case "sec/op" -> "ns/op";
      case "B/s" -> "MB/s";
      default -> unit;
    };
  }

  @Test
  void lines_of_one_side_and_failures_are_told() throws Exception {
    Benchmarks before =
        new Benchmarks("go test", List.of(series("A", 1), series("B", 1)), List.of());
    Benchmarks after =
        new Benchmarks("go test", List.of(series("A", 2)), List.of(new Failure("C", "index")));
    Comparison result = compared(List.of(before), List.of(after));
    assertThat(result.benchmarks()).hasSize(1);
    assertThat(result.notes())
        .containsExactly("Only on one side: 1 benchmark metrics.", "Failed after: C index");
  }

  private static Series series(String name, double value) {
    return new Series(name, Map.of(), "ns/op", "ns/op", Better.LOWER, List.of(value));
  }

  @Test
  void sides_without_a_common_line_are_refused() {
    Benchmarks before = new Benchmarks("go test", List.of(series("A", 1)), List.of());
    Benchmarks after = new Benchmarks("go test", List.of(series("B", 1)), List.of());
    assertThatThrownBy(() -> compared(List.of(before), List.of(after)))
        .isInstanceOf(IncompatibleProfilesException.class)
        .hasMessageContaining("no benchmark of the same name");
  }

  @Test
  void another_machine_is_compared_where_no_line_is_of_the_same() throws Exception {
    Series here = new Series("A", Map.of("cpu", "x"), "ns/op", "ns/op", Better.LOWER, List.of(1.0));
    Series there =
        new Series("A", Map.of("cpu", "y"), "ns/op", "ns/op", Better.LOWER, List.of(2.0));
    Comparison result =
        compared(
            List.of(new Benchmarks("go test", List.of(here), List.of())),
            List.of(new Benchmarks("go test", List.of(there), List.of())));
    assertThat(result.benchmarks()).hasSize(1);
  }

  private static Comparison compared(List<Benchmarks> before, List<Benchmarks> after)
      throws Exception {
    return new Comparing(Catalogue.shipped(), "test", 0.03).of(side(before), side(after));
  }

  private static Snapshot side(List<Benchmarks> results) {
    return Snapshot.of(
        results.stream()
            .map(one ->
                new Evidence(
                    "bench.txt",
                    "go-bench",
                    Load.noFacts(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    Optional.of(one)))
            .toList());
  }
}
