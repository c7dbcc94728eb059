package dev.cistern.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.cistern.catalogue.Catalogue;
import dev.cistern.house.Tools;
import dev.cistern.lint.LintOptions;
import dev.cistern.lint.Linter;
import dev.cistern.lint.fix.Fixer;
import dev.cistern.model.LintResult;
import dev.cistern.report.SarifFixes.Replacement;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What lint writes for machines is as its schemas say, for a folder with faults and with damage.
 */
final class SourceReportTest {
  @TempDir private Path temp;

  private LintResult result() throws IOException {
    Files.writeString(temp.resolve("go.mod"), "module example.com/told\n\ngo 1.22\n");
    Files.writeString(
        temp.resolve("a b#1.go"),
        """
        package told

        import (
        	"bytes"
        	"io"
        	"sync"
        )

        var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

        func length(r io.Reader) int {
        	b := buffers.Get().(*bytes.Buffer)
        	b.Reset()
        	b.ReadFrom(r)
        	buffers.Put(b)
        	return b.Len()
        }
        """);
    Files.writeString(temp.resolve("broken.go"), "package told\n\nfunc (\n");
    Linter linter = new Linter(Catalogue.shipped(), LintOptions.STANDARD);
    LintResult found = linter.lint(List.of(temp), temp);
    return new Fixer(linter, List.of(temp), temp).withFixes(found);
  }

  @Test
  void json_is_as_its_schema_says_and_has_a_patch() throws IOException {
    StringWriter out = new StringWriter();
    new SourceReport().json(result(), out);
    String schema = Files.readString(Tools.root().resolve("docs/schema/lint.schema.json"));

    assertThat(validated(schema, SpecificationVersion.DRAFT_2020_12, out.toString())).isEmpty();
    JsonNode finding = JsonMapper.shared().readTree(out.toString()).at("/findings/0");
    assertThat(finding.at("/rule").asString()).isEqualTo("POOL-04");
    assertThat(finding.at("/fix/diff").asString())
        .startsWith("--- a/a b#1.go\n+++ b/a b#1.go\n@@ -")
        .contains("-\tbuffers.Put(b)\n+\tdefer buffers.Put(b)\n");
  }

  @Test
  void pools_of_sources_are_as_their_schema_says() throws IOException {
    StringWriter out = new StringWriter();
    new PoolsReport().json(result().pools(), out);
    String schema = Files.readString(Tools.root().resolve("docs/schema/pools.schema.json"));

    assertThat(validated(schema, SpecificationVersion.DRAFT_2020_12, out.toString())).isEmpty();
    assertThat(JsonMapper.shared().readTree(out.toString()).at("/pools/0/name").asString())
        .endsWith(".buffers");
  }

  @Test
  void sarif_is_as_the_published_schema_says_with_paths_and_fixes() throws IOException {
    StringWriter out = new StringWriter();
    new SarifReport().write(result(), out);

    assertThat(validated(published(), SpecificationVersion.DRAFT_7, out.toString())).isEmpty();
    JsonNode run = JsonMapper.shared().readTree(out.toString()).at("/runs/0");
    JsonNode one = run.at("/results/0");
    assertThat(one.at("/locations/0/physicalLocation/artifactLocation/uri").asString())
        .isEqualTo("a%20b%231.go");
    assertThat(one.at("/codeFlows/0/threadFlows/0/locations").size()).isGreaterThan(1);
    JsonNode change = one.at("/fixes/0/artifactChanges/0/replacements/0");
    assertThat(change.at("/insertedContent/text").asString()).isEqualTo("\tdefer buffers.Put(b)\n");
    assertThat(change.at("/deletedRegion/startLine").asInt()).isEqualTo(15);
    assertThat(change.at("/deletedRegion/endLine").asInt()).isEqualTo(16);
    JsonNode rule = run.at("/tool/driver/rules/0");
    assertThat(rule.has("helpUri")).isFalse();
    assertThat(rule.at("/help/markdown").asString()).contains("## The fault");
    assertThat(run.at("/invocations/0/toolExecutionNotifications/0/message/text").asString())
        .startsWith("not read: ");
  }

  @Test
  void a_diff_becomes_the_lines_that_go_and_those_that_come() {
    String diff =
        """
        --- a/x.go
        +++ b/x.go
        @@ -3,6 +3,7 @@
         a
        -b
        -c
        +d
         e
        +--- no head, but a comment's line
        +f
         g
        @@ -20,2 +21,1 @@
         h
        -i
        """;
    assertThat(SarifFixes.replacements(diff))
        .containsExactly(
            new Replacement(4, 2, "d\n"),
            new Replacement(7, 0, "--- no head, but a comment's line\nf\n"),
            new Replacement(21, 1, ""));
  }

  private static String published() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            SourceReportTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static List<String> validated(String schema, SpecificationVersion version, String json) {
    Schema read = SchemaRegistry.withDefaultDialect(version).getSchema(schema);
    return read.validate(json, InputFormat.JSON).stream().map(Object::toString).toList();
  }
}
