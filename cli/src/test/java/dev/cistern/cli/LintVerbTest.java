package dev.cistern.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.house.Tools.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code cistern lint} as a user calls it. */
final class LintVerbTest {
  private static final String SICK =
      """
      package shop

      import (
      	"bytes"
      	"sync"
      )

      var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

      func render(name string) string {
      	b := buffers.Get().(*bytes.Buffer)
      	b.Reset()
      	b.WriteString(name)
      	buffers.Put(b)
      	return b.String()
      }
      """;

  @TempDir private Path folder;

  private Cistern cistern() {
    return new Cistern(folder);
  }

  private Path sick() throws IOException {
    Files.writeString(folder.resolve("go.mod"), "module example.com/shop\n\ngo 1.22\n");
    return Files.writeString(folder.resolve("render.go"), SICK);
  }

  @Test
  void a_use_after_the_give_back_is_told_with_its_path_and_exits_1() throws IOException {
    sick();
    Output output = cistern().run("lint", folder, "--no-color");
    assertThat(output.exit()).as(output.err()).isEqualTo(1);
    assertThat(output.out()).contains("POOL-04", "render.go:15", "return b.String()");
    assertThat(cistern().run("lint", folder, "--fail-on", "none").exit()).isZero();
  }

  @Test
  void json_and_sarif_name_the_rule_and_the_place() throws IOException {
    sick();
    JsonNode json = read(cistern().run("lint", folder, "--format", "json"));
    JsonNode finding = json.at("/findings/0");
    assertThat(finding.at("/rule").asString()).isEqualTo("POOL-04");
    assertThat(finding.at("/place/line").asInt()).isEqualTo(15);
    assertThat(finding.at("/steps").size()).isPositive();
    JsonNode sarif = read(cistern().run("lint", folder, "--format", "sarif"));
    assertThat(sarif.at("/version").asString()).isEqualTo("2.1.0");
    JsonNode result = sarif.at("/runs/0/results/0");
    assertThat(result.at("/ruleId").asString()).isEqualTo("POOL-04");
    JsonNode place = result.at("/locations/0/physicalLocation");
    assertThat(place.at("/artifactLocation/uri").asString()).isEqualTo("render.go");
    assertThat(place.at("/region/startLine").asInt()).isEqualTo(15);
    assertThat(result.at("/codeFlows/0/threadFlows/0/locations").size()).isPositive();
  }

  @Test
  void markdown_keeps_markup_of_sources_as_text() throws IOException {
    sick();
    Output output = cistern().run("lint", folder, "--format", "markdown");
    assertThat(output.exit()).isEqualTo(1);
    assertThat(output.out()).contains("POOL-04", "render.go").doesNotContain("<script");
  }

  @Test
  void a_baseline_and_a_comment_with_a_reason_silence_what_is_known() throws IOException {
    Path file = sick();
    Path known = folder.resolve("known.txt");
    Output written = cistern().run("lint", folder, "--write-baseline", known);
    assertThat(written.exit()).as(written.err()).isEqualTo(1);
    Files.writeString(file, SICK.replace("func render", "// moved\n\nfunc render"));
    Output again = cistern().run("lint", folder, "--baseline", known);
    assertThat(again.exit()).as(again.out() + again.err()).isZero();
    String told = "return b.String() //cistern:ignore POOL-04 the pool is never shared";
    Files.writeString(file, SICK.replace("return b.String()", told));
    assertThat(cistern().run("lint", folder).exit()).isZero();
  }

  @Test
  void the_form_that_rules_see_is_printed_on_demand() throws IOException {
    sick();
    Output output = cistern().run("lint", folder, "--explain-ir", "render");
    assertThat(output.exit()).as(output.err()).isZero();
    assertThat(output.out()).contains("render");
    Output missing = cistern().run("lint", folder, "--explain-ir", "nobody");
    assertThat(missing.exit()).isEqualTo(2);
    assertThat(missing.err()).contains("nobody").hasLineCount(1);
  }

  @Test
  void what_cannot_be_looked_at_is_told_in_one_sentence() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    for (Path input : new Path[] {empty, folder.resolve("missing")}) {
      Output output = cistern().run("lint", input);
      assertThat(output.exit()).as(output.err()).isEqualTo(3);
      assertThat(output.err()).contains(input.toString()).hasLineCount(1);
    }
    sick();
    Output baseline = cistern().run("lint", folder, "--baseline", folder.resolve("none"));
    assertThat(baseline.exit()).isEqualTo(2);
    Output unwritable =
        cistern().run("lint", folder, "--write-baseline", folder.resolve("no/where"));
    assertThat(unwritable.exit()).isEqualTo(2);
    assertThat(unwritable.out()).isEmpty();
  }

  @Test
  void a_file_that_does_not_parse_hides_no_finding_of_the_others() throws IOException {
    sick();
    Files.writeString(folder.resolve("broken.go"), "package shop\n\nfunc broken( {\n");
    Output output = cistern().run("lint", folder);
    assertThat(output.exit()).isEqualTo(1);
    assertThat(output.out()).contains("POOL-04", "broken.go");
  }

  private static JsonNode read(Output output) {
    assertThat(output.exit()).as(output.err()).isEqualTo(1);
    return JsonMapper.shared().readTree(output.out());
  }
}
