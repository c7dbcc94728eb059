package dev.cistern.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.catalogue.Catalogue;
import dev.cistern.format.EvidenceLoader;
import dev.cistern.format.source.SourceTree;
import dev.cistern.house.Tools;
import dev.cistern.lint.LintOptions;
import dev.cistern.lint.Linter;
import dev.cistern.model.DiagnosisResult;
import dev.cistern.model.EvidenceKind;
import dev.cistern.model.Finding;
import dev.cistern.model.LintResult;
import dev.cistern.model.SourceExcerpt;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Source findings over measured cost; {@code lab/go/desk} was recorded as its source stands. */
final class JoinTest {
  private static DiagnosisResult desk() throws Exception {
    Path source = Tools.root().resolve("lab/go/desk").toRealPath();
    Path recorded =
        Tools.root().resolve("insight/src/test/resources/recorded/go/desk/allocs.pb.gz");
    Catalogue catalogue = Catalogue.shipped();
    LintResult lint = new Linter(catalogue, LintOptions.STANDARD).lint(List.of(source), source);
    try (EvidenceLoader loader =
        EvidenceLoader.load(List.of(recorded.toString()), InputStream.nullInputStream())) {
      return new Diagnosis(
              catalogue,
              OptionalLong.empty(),
              Optional.of(SourceTree.of(source)),
              Optional.of(lint))
          .run(loader.snapshot(), "test");
    }
  }

  private static Finding of(DiagnosisResult result, String rule, String function) {
    return result.findings().stream()
        .filter(f -> f.rule().id().equals(rule) && f.place().function().endsWith(function))
        .findFirst()
        .orElseThrow();
  }

  private static double share(Finding finding) {
    return finding.cost().map(Finding.Cost::share).orElse(0.0);
  }

  @Test
  void a_fault_in_source_and_evidence_is_one_finding_with_both() throws Exception {
    DiagnosisResult result = desk();

    assertThat(result.findings()).noneMatch(f -> f.rule().id().startsWith("A"));
    Finding lost = of(result, "POOL-03", ".serve");
    assertThat(lost.also()).extracting(also -> also.rule().id()).containsExactly("A2-misses");
    assertThat(lost.evidence()).isEqualTo(EvidenceKind.SAMPLED);
    assertThat(lost.steps())
        .extracting(Finding.Step::text)
        .contains("taken from desk.pages here", "measured: calls");
    Finding grown = of(result, "POOL-08", ".(*Desk).Take");
    assertThat(grown.also()).extracting(also -> also.rule().id()).containsExactly("A1-growth");
  }

  @Test
  void cost_reaches_methods_closures_and_generic_types_and_orders_equals() throws Exception {
    DiagnosisResult result = desk();

    assertThat(share(of(result, "POOL-03", ".serve"))).as("a closure").isGreaterThan(0.1);
    assertThat(share(of(result, "POOL-03", ".(*Desk).Answer"))).isGreaterThan(0.05);
    assertThat(share(of(result, "POOL-08", ".(*Desk).Take"))).isGreaterThan(0.05);
    assertThat(share(of(result, "POOL-09", ".(*Shelf).Fill"))).as("generic").isPositive();
    assertThat(result.findings())
        .isSortedAccordingTo((a, b) -> {
          int bySeverity = b.severity().compareTo(a.severity());
          return bySeverity != 0 ? bySeverity : Double.compare(share(b), share(a));
        });
  }

  @Test
  void what_never_ran_has_no_cost() throws Exception {
    assertThat(of(desk(), "POOL-03", ".never").cost()).isEmpty();
  }

  @Test
  void the_source_around_a_finding_tells_what_happens_and_what_it_costs() throws Exception {
    DiagnosisResult result = desk();
    SourceExcerpt excerpt =
        result
            .excerpts()
            .getOrDefault(
                of(result, "POOL-03", ".(*Desk).Answer").fingerprint(),
                new SourceExcerpt("", List.of()));

    assertThat(excerpt.path()).isEqualTo("main.go");
    assertThat(excerpt.lines())
        .anySatisfy(line -> {
          assertThat(line.text()).contains("pages.Get()");
          assertThat(line.note()).isEqualTo("taken from desk.pages here");
          assertThat(line.cost()).endsWith("MiB");
        });
  }

  @ParameterizedTest
  @CsvSource({
    "shop.(*Desk[...]).sell.func1.2, example.com/a/shop.(*Desk).sell, true",
    "main.main.func1, example.com/shop.main, true",
    "example.com/a/shop.take[go.shape.struct { a.b/c.D }], example.com/a/shop.take, true",
    "main.main.take.func1, example.com/shop.take, true",
    "shop.(*Desk).sell-fm, example.com/a/shop.(*Desk).sell, true",
    "shop.init.func3, example.com/a/shop.init#pages, true",
    "shop.glob..func3, example.com/a/shop.init#pages, true",
    "app.Desk.lambda$sell$0, app.Desk.sell, true",
    "shop.(*Desk).seller, example.com/a/shop.(*Desk).sell, false",
    "example.com/sell/shop.take, example.com/sell/shop.sell, false"
  })
  void a_function_is_known_under_all_the_names_that_runtimes_give_it(
      String measured, String declared, boolean same) {
    assertThat(FunctionNames.bears(measured, declared)).isEqualTo(same);
  }
}
