package dev.cistern.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.house.Tools;
import dev.cistern.house.Tools.Output;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

final class VerbsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path HEAP = Cistern.recorded("profiles/heap.pb.gz");
  private static final Path TRACE = Cistern.recorded("traces/full.trace");

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo",
        "diagnose",
        "info",
        "top",
        "tree",
        "flame",
        "diff",
        "report",
        "convert",
        "pools",
        "generate-completion"
      })
  void every_verb_helps_with_an_example(String verb) {
    Output output = cistern().run(verb, "--help");
    assertThat(output.exit()).isZero();
    assertThat(output.out()).contains("Examples:", "cistern " + verb);
  }

  @Test
  void no_verb_at_all_shows_what_there_is_and_exits_2() {
    Output output = cistern().run();
    assertThat(output.exit()).isEqualTo(2);
    assertThat(output.err()).contains("demo", "diagnose", "Exit codes");
  }

  @Test
  void info_of_several_files_is_one_json_object_after_another() {
    Output output = cistern().run("info", HEAP, TRACE, "--format", "json");
    assertThat(output.exit()).as(output.err()).isZero();
    try (var objects = JSON.readerFor(JsonNode.class).<JsonNode>readValues(output.out())) {
      JsonNode profile = objects.nextValue();
      assertThat(profile.path("format").asString()).isEqualTo("pprof");
      JsonNode trace = objects.nextValue();
      assertThat(trace.path("format").asString()).isEqualTo("gotrace");
      assertThat(trace.path("gcCycles").asLong()).isPositive();
      assertThat(objects.hasNextValue()).isFalse();
    }
  }

  @Test
  void top_keeps_to_the_sample_type_and_limit_it_is_given() throws IOException {
    Output output =
        cistern().run("top", HEAP, "--sample", "alloc_space", "--limit", 3, "--format", "json");
    JsonNode types = JSON.readTree(output.out()).path("sampleTypes");
    assertThat(types.size()).isEqualTo(1);
    assertThat(types.get(0).path("type").asString()).isEqualTo("alloc_space");
    assertThat(types.get(0).path("top").size()).isEqualTo(3);
  }

  @Test
  void a_profile_minus_itself_is_nothing() throws IOException {
    Output output = cistern().run("top", HEAP, "--base", HEAP, "--format", "json");
    assertThat(output.exit()).as(output.err()).isZero();
    for (JsonNode type : JSON.readTree(output.out()).path("sampleTypes")) {
      assertThat(type.path("total").asLong()).isZero();
    }
  }

  @Test
  void a_profile_comes_through_standard_input_too() throws Exception {
    List<String> command = Cistern.command();
    command.addAll(List.of("top", "-", "--format", "json"));
    Process process =
        new ProcessBuilder(command).redirectInput(HEAP.toFile()).redirectErrorStream(true).start();
    try (InputStream out = process.getInputStream()) {
      String piped = new String(out.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(piped).isEqualTo(cistern().run("top", HEAP, "--format", "json").out());
    }
  }

  @Test
  void what_convert_writes_opens_in_go_tool_pprof_with_the_same_totals() throws IOException {
    Path go = Tools.go();
    Path written = folder.resolve("trace.pb.gz");
    assertThat(cistern().run("convert", TRACE, "-o", written).exit()).isZero();
    Output pprof =
        Tools.run(
            folder,
            Duration.ofSeconds(60),
            List.of(go.toString(), "tool", "pprof", "-raw", "-sample_index=0", written.toString()));
    assertThat(pprof.exit()).as(pprof.err()).isZero();
    JsonNode ours = JSON.readTree(cistern().run("top", written, "--format", "json").out());
    assertThat(ours)
        .isEqualTo(JSON.readTree(cistern().run("top", TRACE, "--format", "json").out()));
    for (JsonNode type : ours.path("sampleTypes")) {
      assertThat(pprof.out())
          .contains(type.path("type").asString() + "/" + type.path("unit").asString());
    }
  }

  @Test
  void diagnose_lists_what_it_cannot_answer_and_how_to_collect_it() throws IOException {
    Output output =
        cistern().run("diagnose", Cistern.recorded("profiles/mutex.pb.gz"), "--format", "json");
    assertThat(output.exit()).as(output.err()).isZero();
    JsonNode unanswered = JSON.readTree(output.out()).path("unanswered");
    assertThat(unanswered.size()).isPositive();
    for (JsonNode one : unanswered) {
      assertThat(one.path("collectWith").asString()).isNotEmpty();
    }
  }

  @Test
  void report_writes_one_page_that_asks_for_nothing_else() throws IOException {
    assertThat(cistern().run("report", HEAP).exit()).isZero();
    assertThat(Files.readString(folder.resolve("report.html")))
        .startsWith("<!doctype html>")
        .contains("default-src &#39;none&#39;")
        .doesNotContain("src=\"http", "href=\"http://");
  }

  @Test
  void pools_lists_the_catalogue_and_what_the_project_adds() throws IOException {
    Files.writeString(
        folder.resolve("cistern.toml"),
        """
        [[pool]]
        id = "frames"
        language = "jvm"
        type = "com.example.FramePool"
        title = "our frames"
        acquire = ["com.example.FramePool.take"]
        release = ["com.example.FramePool.give"]
        """);
    Output output = cistern().run("pools", "--format", "json");
    assertThat(output.exit()).as(output.err()).isZero();
    assertThat(JSON.readTree(output.out()).path("pools"))
        .anyMatch(pool -> pool.path("id").asString().equals("frames"))
        .anyMatch(pool -> pool.path("type").asString().equals("sync.Pool"));
  }

  private Cistern cistern() {
    return new Cistern(folder);
  }
}
