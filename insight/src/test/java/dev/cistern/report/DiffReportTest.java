package dev.cistern.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.cistern.house.Tools;
import dev.cistern.model.Comparison;
import dev.cistern.model.Comparison.BenchmarkDifference;
import dev.cistern.model.Comparison.Change;
import dev.cistern.model.Comparison.FindingDifference;
import dev.cistern.model.Comparison.FunctionDifference;
import dev.cistern.model.Comparison.Measured;
import dev.cistern.model.Comparison.PoolDifference;
import dev.cistern.model.Comparison.Side;
import dev.cistern.model.Comparison.Terms;
import dev.cistern.model.Comparison.Verdict;
import dev.cistern.model.Damage;
import dev.cistern.model.DiagnosisResult;
import dev.cistern.model.Place;
import dev.cistern.model.SampleType;
import dev.cistern.model.Severity;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DiffReportTest {
  private static final String BAD = Results.HOSTILE + "\n| a | b |\n\n# @team see #12 http://x.y `";

  private static Measured measured(String name, double ratio, Verdict verdict) {
    return new Measured(
        new SampleType(name, "bytes"),
        "s",
        Double.isInfinite(ratio) ? 0 : 1000,
        Double.isInfinite(ratio) ? 1000 : 1000 * ratio,
        ratio,
        ratio * 0.9,
        ratio * 1.1,
        1e-30,
        1e-28,
        Comparison.Test.SAMPLING_ERROR,
        false,
        verdict);
  }

  private static Comparison of(String text) {
    DiagnosisResult diagnosis = Results.hostile();
    Measured worse = measured("alloc_space", 1.2, Verdict.WORSE);
    Measured fresh = measured("alloc_space", Double.POSITIVE_INFINITY, Verdict.WORSE);
    Measured better = measured("cpu", 0.5, Verdict.BETTER);
    Place place = new Place(text, 7, text, text);
    return new Comparison(
        "test",
        new Side(List.of(text), 5),
        new Side(List.of(text, "b", "c", "d"), 6),
        new Terms("a test", 0.005, 61, 0.03, false),
        List.of(
            new Change(Severity.HIGH, place, true, 0.12, worse),
            new Change(Severity.LOW, place, false, 0.02, fresh),
            new Change(Severity.INFO, place, false, -0.1, better)),
        List.of(worse),
        List.of(new FunctionDifference(text, better, worse)),
        List.of(
            new PoolDifference(
                diagnosis.pools().rows().getFirst().site(), text, "", List.of(worse))),
        List.of(
            new FindingDifference(
                diagnosis.findings().getFirst(), 0, 6, Optional.of(worse), Verdict.WORSE),
            new FindingDifference(
                diagnosis.findings().getFirst(), 5, 0, Optional.empty(), Verdict.UNJUDGED)),
        List.of(),
        List.of(text),
        List.of(new Damage(text, 3, text, text)));
  }

  private static String json(Comparison result) throws IOException {
    StringWriter out = new StringWriter();
    new JsonReport().write(result, out);
    return out.toString();
  }

  private static String text(Comparison result) throws IOException {
    StringBuilder out = new StringBuilder();
    new TextReport(new TextStyle(100, false, true)).write(result, out);
    return out.toString();
  }

  private static String markdown(Comparison result) throws IOException {
    StringBuilder out = new StringBuilder();
    new MarkdownReport().write(result, out);
    return out.toString();
  }

  private static Comparison benchmarks() {
    Comparison profile = of("x");
    return new Comparison(
        profile.toolVersion(),
        profile.before(),
        profile.after(),
        profile.terms(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(
            new BenchmarkDifference(
                "Encode-8", 10, 9, Severity.MEDIUM, measured("ns/op", 1.1, Verdict.WORSE))),
        List.of(),
        List.of());
  }

  @Test
  void the_json_is_as_its_schema_says() throws IOException {
    String schema = Files.readString(Tools.root().resolve("docs/schema/diff.schema.json"));
    for (Comparison result : List.of(of("main.f"), of(BAD), benchmarks())) {
      assertThat(
              SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                  .getSchema(schema)
                  .validate(json(result), InputFormat.JSON))
          .isEmpty();
    }
  }

  @Test
  void the_text_tells_worse_before_better_and_fits_the_width() throws IOException {
    String text = text(of("main.f"));
    assertThat(text).contains("2 worse, 1 better in 61 judgements");
    assertThat(text.indexOf("Worse ─")).isLessThan(text.indexOf("Better ─")).isPositive();
    assertThat(text).contains("+20.0%", "+8.0% … +32.0%", "new");
    assertThat(text.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
    assertThat(text(benchmarks())).contains("Encode-8", "+10.0%", "ns/op");
  }

  @Test
  void names_out_of_a_file_stay_text_on_a_terminal() throws IOException {
    assertThat(text(of(BAD))).doesNotContain("\u001b", "\u202e", "\u2028");
  }

  @Test
  void names_out_of_a_file_stay_text_in_markdown() throws IOException {
    StringBuilder diagnosis = new StringBuilder();
    new MarkdownReport().write(Results.hostile(), diagnosis);
    for (String markdown : List.of(markdown(of(BAD)), diagnosis.toString())) {
      String outsideCode = markdown.replaceAll("(?s)(`+)(?!`).*?(?<!`)\\1(?!`)", "CODE");
      assertThat(outsideCode)
          .doesNotContainPattern("(?<!\\\\)<img")
          .doesNotContainPattern("(?<!\\\\)<script")
          .doesNotContain("@team", "#12", "http://x")
          .doesNotContainPattern("(?m)^# @");
      assertThat(markdown).doesNotContain("\u001b", "\u202e", "\u2028");
      long tables = markdown.lines().filter(line -> line.startsWith("| a | b |")).count();
      assertThat(tables).isZero();
    }
  }

  @Test
  void a_row_of_a_markdown_table_has_as_many_cells_as_its_head() throws IOException {
    int cells = 0;
    for (String line : markdown(of(BAD)).lines().toList()) {
      if (line.startsWith("|")) {
        int found = line.replace("\\\\", "").replace("\\|", "").split("\\|", -1).length;
        cells = cells == 0 ? found : cells;
        assertThat(found).as(line).isEqualTo(cells);
      } else {
        cells = 0;
      }
    }
  }
}
