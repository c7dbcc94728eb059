package dev.cistern.collect.overlay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.cistern.analysis.Diagnosis;
import dev.cistern.catalogue.Catalogue;
import dev.cistern.format.Formats;
import dev.cistern.format.Input;
import dev.cistern.house.Tools;
import dev.cistern.model.DiagnosisResult;
import dev.cistern.model.Finding;
import dev.cistern.model.Funnel;
import dev.cistern.model.Severity;
import dev.cistern.model.Snapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** A real Go program with planted pool faults, built with the overlay, against its own counters. */
@ParameterizedClass
@MethodSource("toolchains")
final class OverlayLiveTest {
  private static final String OF_POOLS = "(A2|A4|A5)-.*";

  /** Further releases to build with, such as {@code go1.24.9}; they are downloaded. */
  private static final String TOOLCHAINS = "CISTERN_GO_TOOLCHAINS";

  @TempDir private static Path dir;
  private static Path program = Path.of("");

  @Parameter private String toolchain = "";

  static List<String> toolchains() {
    List<String> all = new ArrayList<>(List.of("local"));
    all.addAll(List.of(System.getenv().getOrDefault(TOOLCHAINS, "").split(",")));
    all.removeIf(String::isEmpty);
    return all;
  }

  @BeforeParameterizedClassInvocation
  static void build(String toolchain) throws Exception {
    program = built(toolchain, "pooltrace-" + toolchain);
  }

  /** Builds the program with pool events; the flags come behind {@code go build}. */
  private static Path built(String toolchain, String name, String... flags) throws Exception {
    Path go = Tools.go();
    Path source = Tools.root().resolve("lab/go/pooltrace");
    Map<String, String> release = Map.of("GOTOOLCHAIN", toolchain);
    OverlayOptions options = new OverlayOptions(false, true, 0);
    Overlay overlay =
        Overlay.write(
            dir.resolve("overlay-" + toolchain),
            GoToolchain.of(go.toString(), source, release),
            options);
    Path binary = dir.resolve(name);
    List<String> command = new ArrayList<>(List.of(go.toString(), "build", "-p=1"));
    command.addAll(List.of(flags));
    command.addAll(List.of("-o", binary.toString(), "."));
    GoRun.Outcome outcome = new GoRun(overlay, source).run(command);
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.proven()).containsExactly(binary);
    return binary;
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
      boolean underPressure = finding.place().function().contains("gcPressure"); // misses, rightly
      if (rule.matches(OF_POOLS) && !underPressure) {
        rulesOfPool.computeIfAbsent(rule, _ -> new TreeSet<>()).add(finding.fingerprint());
      }
    }
    assertThat(rulesOfPool)
        .containsOnlyKeys(
            texts(truth.get("rules")).stream().filter(rule -> rule.matches(OF_POOLS)).toList());
    assertThat(rulesOfPool.values()).allSatisfy(findings -> assertThat(findings).hasSize(1));
  }

  @Test
  void the_healthy_twin_raises_nothing_on_its_pools() throws Exception {
    assertThat(run("healthy", "-healthy").findings())
        .noneMatch(finding -> finding.rule().id().matches(OF_POOLS));
  }

  /** Those that a run of all phases is too short for. */
  @ParameterizedTest
  @ValueSource(strings = {"steady", "gc-pressure", "lock-convoy", "goroutine-leak"})
  void a_phase_by_itself_is_named_by_its_rule_and_no_other(String phase) throws Exception {
    DiagnosisResult found = run(phase, "-phases", phase, "-rounds", "600", "-pace", "2ms");
    List<String> wanted =
        texts(truth(phase).get("rules")).stream().filter(rule -> !rule.isEmpty()).toList();
    assertThat(found.findings().stream().map(finding -> finding.rule().id())).containsAll(wanted);
    assertThat(
            found.findings().stream()
                .filter(finding -> finding.severity() != Severity.INFO)
                .map(finding -> finding.rule().id()))
        .isSubsetOf(wanted);
  }

  @Test
  void a_stripped_binary_tells_the_same() throws Exception {
    Path whole = program;
    program = built(toolchain, "stripped-" + toolchain, "-ldflags=-s -w");
    try {
      DiagnosisResult found = run("stripped", "-phases", "put-twice");
      assertThat(found.findings())
          .extracting(finding -> finding.rule().id())
          .containsExactly("A4-put-twice");
      assertThat(found.findings().getFirst().place().function()).isEqualTo("main.(*counted).put");
    } finally {
      program = whole;
    }
  }

  @Test
  void an_overlay_for_another_go_fails_the_build_with_a_sentence() throws Exception {
    assumeThat(toolchain).isEqualTo("local");
    Path go = Tools.go();
    GoToolchain its = GoToolchain.of(go.toString(), dir, Map.of("GOTOOLCHAIN", toolchain));
    GoToolchain other = new GoToolchain(its.go(), its.root(), "go1.20", 20, its.flags(), false);
    Overlay overlay = Overlay.write(dir.resolve("other"), other, OverlayOptions.EXACT);
    Tools.Output built =
        Tools.run(
            dir,
            Duration.ofMinutes(5),
            List.of(
                its.root().resolve("bin/go").toString(),
                "build",
                "-overlay=" + overlay.file(),
                "sync"));
    assertThat(built.exit()).isNotZero();
    assertThat(built.err()).contains("this_overlay_was_made_for_Go_1_20_run_cistern_overlay_again");
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asString()));
    return texts;
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
    List<String> command = new ArrayList<>(List.of(program.toString(), "-o", out.toString()));
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
