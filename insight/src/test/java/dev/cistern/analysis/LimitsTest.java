package dev.cistern.analysis;

import static dev.cistern.analysis.Script.MILLI;
import static dev.cistern.analysis.Script.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.house.Tools;
import dev.cistern.model.DiagnosisResult;
import dev.cistern.model.EventKind;
import dev.cistern.model.Evidence;
import dev.cistern.model.Finding;
import dev.cistern.model.Language;
import dev.cistern.model.RuleId;
import dev.cistern.model.Severity;
import dev.cistern.model.Unanswered;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class LimitsTest {
  private static Script stops(Language language, int count, long nanos) {
    Script script = new Script(language);
    for (int i = 0; i < count; i++) {
      if (language == Language.GO) {
        script.stop(i * 100 * MILLI, nanos, "GCBegin", "stop-the-world (GC sweep termination)");
      } else {
        script.stop(i * 100 * MILLI, nanos, "jdk.GCPhasePause", "GC Pause");
      }
    }
    return script;
  }

  @Test
  void a_stop_of_some_milliseconds_is_information_and_low_where_it_is_the_rule_in_go()
      throws IOException {
    assertThat(stops(Language.GO, 3, 2 * MILLI).diagnose().findings())
        .extracting(Finding::severity)
        .containsExactly(Severity.INFO);
    assertThat(stops(Language.GO, 12, 2 * MILLI).diagnose().findings())
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.rule().id()).isEqualTo("A10-gc-pause");
          assertThat(finding.severity()).isEqualTo(Severity.LOW);
          assertThat(finding.title()).contains("2 ms (limit 1 ms)");
        });
    assertThat(stops(Language.JVM, 3, 8 * MILLI).diagnose().findings())
        .extracting(Finding::severity)
        .containsExactly(Severity.INFO);
    assertThat(stops(Language.GO, 3, MILLI / 2).diagnose().findings()).isEmpty();
  }

  @Test
  void long_stops_and_many_together_are_low_on_a_jvm() throws IOException {
    assertThat(Script.rules(stops(Language.JVM, 3, 60 * MILLI).diagnose()))
        .containsExactly("A10-gc-pause");
    assertThat(Script.rules(stops(Language.JVM, 80, 8 * MILLI).diagnose()))
        .containsExactly("A10-gc-pause");
    assertThat(Script.rules(stops(Language.JVM, 1, SECOND).diagnose()))
        .containsExactly("A10-gc-pause");
    assertThat(Script.rules(stops(Language.JVM, 2, 60 * MILLI).diagnose())).isEmpty();
  }

  @Test
  void other_stops_are_not_the_collectors() throws IOException {
    Script script = new Script(Language.JVM);
    script.stop(0, SECOND, "jdk.SafepointBegin", "reaching a safepoint");
    script.stop(0, SECOND, "jdk.ExecuteVMOperation", "PrintThreads");

    assertThat(script.diagnose().findings()).isEmpty();
  }

  @Test
  void collections_are_counted_a_second() throws IOException {
    Script often = new Script(Language.GO);
    Script seldom = new Script(Language.GO);
    for (int i = 0; i < 60; i++) {
      often.event(EventKind.GC_CYCLE, i * 160 * MILLI, MILLI, "");
    }
    for (int i = 0; i < 40; i++) {
      seldom.event(EventKind.GC_CYCLE, i * 240 * MILLI, MILLI, "");
    }

    assertThat(Script.rules(often.diagnose())).containsExactly("A10-gc-rate");
    assertThat(seldom.diagnose().findings()).isEmpty();
  }

  @Test
  void runnable_goroutines_are_told_when_many_wait_for_long() throws IOException {
    Script many = new Script(Language.GO);
    Script burst = new Script(Language.GO);
    for (int i = 0; i < 150; i++) {
      many.event(EventKind.TASK_RUNNABLE, 2 * SECOND, 2 * SECOND, "");
      burst.event(EventKind.TASK_RUNNABLE, 2 * SECOND, 50 * MILLI, "");
    }

    assertThat(Script.faults(many.diagnose()))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.rule().id()).isEqualTo("A10-runnable");
          assertThat(finding.title()).startsWith("1").contains("limit 100");
        });
    assertThat(burst.diagnose().findings()).isEmpty();
  }

  @Test
  void small_allocations_are_counted_by_the_users_number_of_requests() throws IOException {
    List<Evidence> profile =
        ScriptedProfile.allocations(Language.GO)
            .over(10 * SECOND, 512 * 1024)
            .sample("a.b/c.small", 2_000_000, 64_000_000)
            .sample("a.b/c.large", 1000, 64_000_000)
            .snapshot()
            .members();

    DiagnosisResult few = Script.diagnose(profile, OptionalLong.of(1000));
    DiagnosisResult many = Script.diagnose(profile, OptionalLong.of(10_000));
    DiagnosisResult unknown = Script.diagnose(profile, OptionalLong.empty());

    assertThat(Script.faults(few))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.rule().id()).isEqualTo("A10-small-allocations");
          assertThat(finding.title())
              .isEqualTo("A request makes 2,000 small allocations (limit 1,000)");
        });
    assertThat(Script.faults(many)).isEmpty();
    assertThat(unknown.unanswered())
        .filteredOn(question -> question.collectWith().contains("--requests"))
        .extracting(Unanswered::question)
        .containsExactly("A10: Does a request make too many small allocations?");
  }

  @Test
  void regions_stand_for_requests_only_over_the_profiles_own_window() throws IOException {
    Script trace = new Script(Language.GO);
    for (int i = 0; i < 1000; i++) {
      trace.event(EventKind.REGION, i * 9 * MILLI, MILLI, "request");
    }
    ScriptedProfile sinceStart =
        ScriptedProfile.allocations(Language.GO)
            .over(0, 512 * 1024)
            .sample("a.b/c.f", 9_000_000, 90_000_000);
    ScriptedProfile sameWindow =
        ScriptedProfile.allocations(Language.GO)
            .over(10 * SECOND, 512 * 1024)
            .sample("a.b/c.f", 9_000_000, 90_000_000);

    assertThat(Script.rules(trace.diagnose(OptionalLong.empty(), sinceStart.snapshot().members())))
        .isEmpty();
    assertThat(Script.rules(trace.diagnose(OptionalLong.empty(), sameWindow.snapshot().members())))
        .containsExactly("A10-small-allocations");
  }

  @Test
  void a_branch_that_only_allocates_is_told_with_its_share() throws IOException {
    ScriptedProfile script = ScriptedProfile.of(Language.GO, "cpu", "nanoseconds");
    for (int i = 0; i < 100; i++) {
      script.sample("runtime.memclr ; runtime.mallocgc ; a.b/c.build ; main.main", 10 * MILLI);
      script.sample("a.b/c.think ; main.main", 30 * MILLI);
    }
    for (int i = 0; i < 10; i++) {
      script.sample("a.b/c.build ; main.main", 10 * MILLI);
    }

    DiagnosisResult result = Script.diagnose(script.snapshot().members(), OptionalLong.empty());

    assertThat(Script.faults(result))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.rule().id()).isEqualTo("A10-allocation-branch");
          assertThat(finding.title())
              .isEqualTo("90.9% of the time of a.b/c.build is allocation (limit 80%)");
        });
  }

  @Test
  void an_interpreting_jvm_is_told_by_its_arguments() throws IOException {
    DiagnosisResult slow =
        Script.diagnose(
            List.of(Script.state(Map.of("jvm.args", "-Xmx1g -Xint"))), OptionalLong.empty());
    DiagnosisResult usual =
        Script.diagnose(List.of(Script.state(Map.of("jvm.args", "-Xmx1g"))), OptionalLong.empty());

    assertThat(Script.rules(slow)).containsExactly("A10-unoptimised");
    assertThat(usual.findings()).isEmpty();
  }

  @Test
  void a_go_profile_without_any_inlined_call_is_suspected() throws IOException {
    ScriptedProfile script = ScriptedProfile.allocations(Language.GO).over(SECOND, 1);
    for (int i = 0; i < 400; i++) {
      script.sample("a.b/c.f" + i + " ; main.main", 1, 100);
    }

    DiagnosisResult result = Script.diagnose(script.snapshot().members(), OptionalLong.empty());

    assertThat(Script.rules(result)).containsExactly("A10-unoptimised");
  }

  @Test
  void lost_events_make_no_count_exact() throws IOException {
    Script script = new Script(Language.JVM).lost();
    script.taken(0, 1, script.stack("a.B.c"));

    assertThat(script.diagnose().pools().rows().getFirst().basis()).contains("lost");
  }

  @Test
  void every_rule_has_its_page() {
    for (RuleId rule : Rules.all()) {
      assertThat(Tools.root().resolve("docs").resolve(rule.docs()))
          .content()
          .startsWith("# " + rule.id() + ": ");
    }
    assertThat(Tools.root().resolve("docs/rules").toFile().list())
        .filteredOn(name -> name.matches("A[0-9].*"))
        .hasSize(Rules.all().size());
  }
}
