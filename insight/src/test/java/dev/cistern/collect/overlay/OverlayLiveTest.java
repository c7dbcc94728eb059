package dev.cistern.collect.overlay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.analysis.Diagnosis;
import dev.cistern.catalogue.Catalogue;
import dev.cistern.format.Formats;
import dev.cistern.format.Input;
import dev.cistern.house.Tools;
import dev.cistern.model.DiagnosisResult;
import dev.cistern.model.Finding;
import dev.cistern.model.Funnel;
import dev.cistern.model.Snapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** A real Go program with planted pool faults, built with the overlay, against its own counters. */
final class OverlayLiveTest {
  private static final Map<String, String> RULE_OF_PHASE =
      Map.of(
          "never-put", "A4-never-put",
          "put-twice", "A4-put-twice",
          "oversized", "A2-oversized",
          "dirty-hand-over", "A4-dirty",
          "write-after-put", "A4-write-after-put",
          "value", "A2-boxed",
          "nil-factory", "A2-no-factory",
          "mixed-types", "A4-mixed-types",
          "put-by-other", "A4-put-by-other",
          "cold-pool", "A5-cold-window");

  @TempDir private static Path dir;
  private static Path program = Path.of("");

  @BeforeAll
  static void build() throws Exception {
    Path go = Tools.go();
    Path source = Tools.root().resolve("lab/go/pooltrace");
    GoToolchain toolchain = GoToolchain.of(go.toString(), source, Map.of());
    OverlayOptions options = new OverlayOptions(false, true, 0);
    program = dir.resolve("pooltrace");
    Overlay overlay = Overlay.write(dir.resolve("overlay"), toolchain, options);
    GoRun.Outcome outcome =
        new GoRun(overlay, source)
            .run(List.of(go.toString(), "build", "-p=1", "-o", program.toString(), "."));
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.proven()).containsExactly(program);
  }

  @Test
  void every_count_is_the_programs_own_and_each_planted_fault_is_named_once() throws Exception {
    DiagnosisResult found = run("sick");
    Map<String, Funnel.Row> rows = new HashMap<>();
    found.funnel().rows().forEach(row -> rows.put(row.address(), row));
    JsonNode truth = truth("sick");
    assertThat(truth.get("pools")).isNotEmpty();
    for (JsonNode pool : truth.get("pools")) {
      assertCounts(pool, Objects.requireNonNull(rows.get(pool.get("address").asString())));
    }
    Map<String, Set<String>> rulesOfPool = new HashMap<>();
    for (Finding finding : found.findings()) {
      String rule = finding.rule().id();
      if (rule.matches("(A2|A4|A5)-.*")) {
        rulesOfPool.computeIfAbsent(rule, _ -> new TreeSet<>()).add(finding.fingerprint());
      }
    }
    assertThat(rulesOfPool).containsOnlyKeys(RULE_OF_PHASE.values());
    assertThat(rulesOfPool.values()).allSatisfy(findings -> assertThat(findings).hasSize(1));
  }

  @Test
  void the_healthy_twin_raises_nothing_on_its_pools() throws Exception {
    assertThat(run("healthy", "-healthy").findings())
        .noneMatch(finding -> finding.rule().id().matches("(A2|A4|A5)-.*"));
  }

  private static void assertCounts(JsonNode pool, Funnel.Row row) {
    String phase = pool.get("phase").asString();
    assertThat(row).as(phase).isNotNull();
    assertThat(row.taken().asked()).as(phase + " gets").isEqualTo(pool.get("gets").asLong());
    assertThat(row.back().givenBack()).as(phase + " puts").isEqualTo(pool.get("puts").asLong());
    assertThat(row.taken().made()).as(phase + " News").isEqualTo(pool.get("news").asLong());
    assertThat(row.taken().none()).as(phase + " nils").isEqualTo(pool.get("nils").asLong());
    if (!phase.equals("value")) { // boxes have no identity from Get to Put
      assertThat(row.back().lost()).as(phase).isEqualTo(pool.get("neverPut").asLong());
      assertThat(row.back().twice()).as(phase).isEqualTo(pool.get("doublePuts").asLong());
      assertThat(row.back().dirty()).as(phase).isEqualTo(pool.get("dirty").asLong());
      assertThat(row.back().writtenAfter())
          .as(phase)
          .isEqualTo(pool.get("writesAfterPut").asLong());
      assertThat(row.back().byOthers()).as(phase).isEqualTo(pool.get("putByOthers").asLong());
    }
  }

  private static DiagnosisResult run(String name, String... arguments) throws Exception {
    Path out = dir.resolve(name);
    List<String> command =
        new java.util.ArrayList<>(List.of(program.toString(), "-o", out.toString()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).inheritIO().start();
    assertThat(process.waitFor()).isZero();
    try (Input input = Input.of(out.resolve("go.trace"))) {
      return new Diagnosis(Catalogue.shipped(), OptionalLong.empty())
          .run(Snapshot.of(List.of(Formats.read(input))), "test");
    }
  }

  private static JsonNode truth(String name) throws Exception {
    return new ObjectMapper().readTree(Files.readString(dir.resolve(name).resolve("truth.json")));
  }
}
