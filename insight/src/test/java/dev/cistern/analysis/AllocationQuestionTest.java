package dev.cistern.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.catalogue.Catalogue;
import dev.cistern.model.AllocationTable;
import dev.cistern.model.DiagnosisResult;
import dev.cistern.model.Finding;
import dev.cistern.model.Language;
import dev.cistern.model.Severity;
import dev.cistern.model.Snapshot;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class AllocationQuestionTest {
  private static final long MIB = 1 << 20;

  private static DiagnosisResult diagnose(Snapshot snapshot) throws IOException {
    return new Diagnosis(Catalogue.shipped(), OptionalLong.empty()).run(snapshot, "test");
  }

  @Test
  void allocations_are_told_by_the_deepest_application_line_and_misses_apart() throws IOException {
    DiagnosisResult result =
        diagnose(
            ScriptedProfile.allocations(Language.GO)
                .over(0, 512 * 1024)
                .sample("example.com/shop.cart@cart.go:7 ; main.main@main.go:3", 10, 60 * MIB)
                .sample("encoding/json.Marshal ; example.com/shop.reply@r.go:9 ; main.main", 5, MIB)
                .sample(
                    "example.com/shop.init.func1@pool.go:4 ; sync.(*Pool).Get ; main.main", 3, MIB)
                .snapshot());

    AllocationTable table = result.allocations().orElseThrow();
    assertThat(table.totalBytes()).isEqualTo(62 * MIB);
    assertThat(table.poolMissBytes()).isEqualTo(MIB);
    assertThat(table.basis()).isEqualTo("sampled, one allocation in 512 KiB");
    assertThat(table.sites())
        .extracting(site -> site.place().function() + ":" + site.place().line())
        .containsExactly(
            "example.com/shop.cart:7", "example.com/shop.init.func1:4", "example.com/shop.reply:9");
    assertThat(table.sites()).filteredOn(AllocationTable.Site::poolMiss).hasSize(1);
  }

  @Test
  void growth_called_by_the_application_is_advised_when_it_is_a_large_share() throws IOException {
    List<Finding> findings =
        diagnose(
                ScriptedProfile.allocations(Language.GO)
                    .over(0, 512 * 1024)
                    .sample("bytes.growSlice ; bytes.(*Buffer).Write ; a.b/c.F@f.go:3", 9, 40 * MIB)
                    .sample("a.b/c.G@f.go:30", 9, 60 * MIB)
                    .snapshot())
            .findings();

    assertThat(findings)
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.rule().id()).isEqualTo("A1-growth");
          assertThat(finding.severity()).isEqualTo(Severity.LOW);
          assertThat(finding.place().function()).isEqualTo("a.b/c.F");
          assertThat(finding.title()).startsWith("40% of all allocated bytes");
          assertThat(finding.cost()).isEmpty();
        });
  }

  @Test
  void growth_inside_a_library_or_on_few_samples_is_not_advised() throws IOException {
    Snapshot inLibrary =
        ScriptedProfile.allocations(Language.GO)
            .over(0, 512 * 1024)
            .sample("bytes.growSlice ; encoding/json.Marshal ; a.b/c.F", 9, 90 * MIB)
            .snapshot();
    Snapshot few =
        ScriptedProfile.allocations(Language.GO)
            .over(0, 512 * 1024)
            .sample("bytes.growSlice ; a.b/c.F", 9, 3 * MIB)
            .snapshot();

    assertThat(diagnose(inLibrary).findings()).isEmpty();
    assertThat(diagnose(few).findings()).isEmpty();
  }

  @Test
  void a_question_without_evidence_is_listed_with_what_to_collect() throws IOException {
    DiagnosisResult result =
        diagnose(
            ScriptedProfile.of(Language.GO, "cpu", "nanoseconds").sample("main.f", 5).snapshot());

    assertThat(result.allocations()).isEmpty();
    assertThat(result.unanswered())
        .anySatisfy(question -> {
          assertThat(question.question()).startsWith("A1:");
          assertThat(question.collectWith()).contains("/debug/pprof/allocs");
        });
    assertThat(result.flames())
        .singleElement()
        .satisfies(f -> assertThat(f.title()).isEqualTo("cpu"));
  }
}
