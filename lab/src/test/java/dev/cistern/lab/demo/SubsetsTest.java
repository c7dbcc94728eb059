package dev.cistern.lab.demo;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.analysis.Diagnosis;
import dev.cistern.catalogue.Catalogue;
import dev.cistern.format.Formats;
import dev.cistern.format.Input;
import dev.cistern.model.DiagnosisResult;
import dev.cistern.model.Finding;
import dev.cistern.model.Severity;
import dev.cistern.model.Snapshot;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SubsetsTest {
  private static final Path SOURCES = Path.of("src/main/java");
  private static final Duration RECORDED = Duration.ofMillis(2_300);
  private static final Duration WARM_UP = Duration.ofMillis(300);
  private static final int TWINS = 20;
  private static final Map<String, DemoFault> RULES =
      Map.of(
          "A2-never-released", DemoFault.NEVER_RELEASED,
          "A2-per-call", DemoFault.PER_CALL,
          "A2-never-hit", DemoFault.THREAD_LOCAL,
          "A2-oversized", DemoFault.OVERSIZED);

  @TempDir private Path folder;

  @Test
  void every_subset_of_the_faults_shows_as_itself_under_any_names() throws Exception {
    long seed = RandomGenerator.getDefault().nextLong();
    List<Set<DemoFault>> subsets = subsets();
    List<DemoPlan> plans = new ArrayList<>();
    for (Set<DemoFault> subset : subsets) {
      Path into = folder.resolve("program-" + plans.size());
      Disguise disguise = Disguise.by(seed + plans.size(), SOURCES, into);
      plans.add(plan(subset).withProgram(disguise.program()));
    }
    assertThat(ManyRuns.judged(plans, folder, SubsetsTest::faultsFound))
        .as("seed %d", seed)
        .isEqualTo(subsets);
  }

  @Test
  void the_twin_stays_clean_in_twenty_runs() throws Exception {
    List<DemoPlan> plans = Collections.nCopies(TWINS, plan(Set.of()));
    assertThat(ManyRuns.judged(plans, folder, SubsetsTest::faultsFound)).allMatch(Set::isEmpty);
  }

  /** What the diagnosis says, as the faults that it speaks of; any other finding is a failure. */
  private static Set<DemoFault> faultsFound(Path recording) throws Exception {
    Set<DemoFault> found = EnumSet.noneOf(DemoFault.class);
    try (Input input = Input.of(recording)) {
      Snapshot snapshot = Snapshot.of(List.of(Formats.read(input)));
      DiagnosisResult result =
          new Diagnosis(Catalogue.shipped(), OptionalLong.empty()).run(snapshot, "test");
      for (Finding finding : result.findings()) {
        if (finding.severity() != Severity.INFO) {
          assertThat(RULES).as(finding.title()).containsKey(finding.rule().id());
          found.add(requireNonNull(RULES.get(finding.rule().id())));
        }
      }
    }
    return found;
  }

  private static DemoPlan plan(Set<DemoFault> faults) {
    return DemoPlan.of(faults, RECORDED).withWarmUp(WARM_UP);
  }

  private static List<Set<DemoFault>> subsets() {
    List<Set<DemoFault>> subsets = List.of(EnumSet.noneOf(DemoFault.class));
    for (DemoFault fault : DemoFault.values()) {
      List<Set<DemoFault>> doubled = new ArrayList<>(subsets);
      for (Set<DemoFault> without : subsets) {
        Set<DemoFault> with = EnumSet.copyOf(without);
        with.add(fault);
        doubled.add(with);
      }
      subsets = doubled;
    }
    return subsets;
  }
}
