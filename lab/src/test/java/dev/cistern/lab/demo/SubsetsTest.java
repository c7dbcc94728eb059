package dev.cistern.lab.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SubsetsTest {
  private static final Path SOURCES = Path.of("src/main/java");
  private static final Duration RECORDED = Duration.ofMillis(2_300);
  private static final Duration WARM_UP = Duration.ofMillis(300);
  private static final int TWINS = 20;

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

  private static Set<DemoFault> faultsFound(Path recording) throws Exception {
    return PoolTraces.of(recording).faults();
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
