package dev.cistern.analysis.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cistern.analysis.IncompatibleProfilesException;
import dev.cistern.catalogue.Catalogue;
import dev.cistern.model.Comparison;
import dev.cistern.model.Comparison.Change;
import dev.cistern.model.Comparison.Verdict;
import dev.cistern.model.Evidence;
import dev.cistern.model.Severity;
import dev.cistern.model.Snapshot;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Healthy pairs raise nothing, what is planted is found and named first. */
final class ComparingTest {
  private static final int PAIRS = 20;
  private static final double MORE = 0.2;

  /** Makes one run of a service that costs {@code more} at its site. */
  private interface Profiler {
    Evidence run(Load load, Random random, double more);
  }

  private static final Profiler CPU = (load, random, more) -> load.cpu(random, 120, 180, more);
  private static final Profiler HEAP = (load, random, more) -> load.heap(random, 60, 2e10, more);
  private static final Profiler BURSTS =
      (_, random, more) -> Bursts.recording(random, 60, more).evidence();
  private static final Profiler UNTIMED = (load, random, more) -> load.heap(random, 0, 2e10, more);

  @Test
  void twenty_healthy_pairs_of_single_profiles_raise_nothing() throws Exception {
    for (Profiler profiler : List.of(CPU, HEAP, UNTIMED)) {
      for (int seed = 0; seed < PAIRS; seed++) {
        assertThat(compared(profiler, seed, 1, 0).changes()).as("seed %d", seed).isEmpty();
      }
    }
  }

  @Test
  void a_fifth_more_at_one_site_is_found_and_named_first() throws Exception {
    for (Profiler profiler : List.of(CPU, HEAP, UNTIMED)) {
      assertThat(timesNamedFirst(profiler, 1)).isGreaterThanOrEqualTo(18);
    }
  }

  @Test
  void bursts_over_time_are_no_change_and_a_lasting_one_is() throws Exception {
    int named = 0;
    for (int seed = 0; seed < PAIRS; seed++) {
      assertThat(compared(BURSTS, seed, 1, 0).changes()).as("seed %d", seed).isEmpty();
      List<Change> changes = compared(BURSTS, seed, 1, 1).changes();
      boolean first =
          !changes.isEmpty() && changes.getFirst().place().function().equals("app.Site.make");
      named += first ? 1 : 0;
    }
    assertThat(named).isGreaterThanOrEqualTo(18);
  }

  @Test
  void twenty_healthy_pairs_of_series_raise_nothing() throws Exception {
    for (Profiler profiler : List.of(noisy(CPU), noisy(HEAP))) {
      for (int seed = 0; seed < PAIRS; seed++) {
        assertThat(compared(profiler, seed, 5, 0).changes()).as("seed %d", seed).isEmpty();
      }
    }
  }

  @Test
  void a_fifth_more_at_one_site_is_found_in_a_series_of_uneven_runs() throws Exception {
    assertThat(timesNamedFirst(noisy(CPU), 6)).isGreaterThanOrEqualTo(18);
    assertThat(timesNamedFirst(noisy(HEAP), 6)).isGreaterThanOrEqualTo(18);
  }

  /** Runs whose site varies by a few percent from run to run, as real ones do. */
  private static Profiler noisy(Profiler profiler) {
    return (load, random, more) ->
        profiler.run(load, random, (1 + more) * (1 + 0.03 * random.nextGaussian()) - 1);
  }

  private static int timesNamedFirst(Profiler profiler, int runs) throws Exception {
    int named = 0;
    for (int seed = 0; seed < PAIRS; seed++) {
      Comparison result = compared(profiler, seed, runs, MORE);
      String site = new Load(seed).site();
      if (!result.changes().isEmpty()) {
        Change first = result.changes().getFirst();
        boolean worse = first.measured().verdict() == Verdict.WORSE;
        named += worse && first.place().function().equals(site) ? 1 : 0;
      }
    }
    return named;
  }

  private static Comparison compared(Profiler profiler, int seed, int runs, double more)
      throws Exception {
    Random random = new Random(seed * 31L + 5);
    Load load = new Load(seed);
    Evidence[] before = new Evidence[runs];
    Evidence[] after = new Evidence[runs];
    for (int i = 0; i < runs; i++) {
      before[i] = profiler.run(load, random, 0);
      after[i] = profiler.run(load, random, more);
    }
    return compared(Load.side(before), Load.side(after));
  }

  private static Comparison compared(Snapshot before, Snapshot after) throws Exception {
    return new Comparing(Catalogue.shipped(), "test", Comparing.NOISE_SHARE).of(before, after);
  }

  @Test
  void windows_of_different_length_are_compared_by_rates() throws Exception {
    Load load = new Load(1);
    Random random = new Random(1);
    Comparison result =
        compared(
            Load.side(load.heap(random, 60, 1e10, 0)), Load.side(load.heap(random, 180, 3e10, 0)));
    assertThat(result.changes()).isEmpty();
    assertThat(result.totals()).allMatch(total -> total.per().equals("s"));
    assertThat(result.totals()).allMatch(total -> total.verdict() == Verdict.SAME);
  }

  @Test
  void without_windows_twice_the_work_is_no_change() throws Exception {
    Load load = new Load(1);
    Random random = new Random(1);
    Comparison result =
        compared(
            Load.side(load.heap(random, 0, 1e10, 0)), Load.side(load.heap(random, 0, 2e10, 0)));
    assertThat(result.changes()).isEmpty();
    assertThat(result.totals()).allMatch(total -> total.verdict() == Verdict.UNJUDGED);
    assertThat(result.notes()).anyMatch(note -> note.contains("windows are not stated"));
  }

  @Test
  void more_load_is_one_change_and_not_one_for_each_function() throws Exception {
    Load load = new Load(1);
    Random random = new Random(1);
    Comparison result =
        compared(
            Load.side(load.heap(random, 60, 2e10, 0)), Load.side(load.heap(random, 60, 3e10, 0)));
    assertThat(result.changes()).hasSizeBetween(1, 2); // bytes and objects
    assertThat(result.changes().getFirst().severity()).isEqualTo(Severity.HIGH);
  }

  @Test
  void what_got_better_is_told_and_is_no_finding() throws Exception {
    Load load = new Load(2);
    Random random = new Random(2);
    Comparison result =
        compared(
            Load.side(load.heap(random, 60, 2e10, 0.5)), Load.side(load.heap(random, 60, 2e10, 0)));
    assertThat(result.changes().getFirst().measured().verdict()).isEqualTo(Verdict.BETTER);
    assertThat(result.changes().getFirst().place().function()).isEqualTo(load.site());
    assertThat(result.worse()).isEmpty();
  }

  @Test
  void too_few_runs_for_ranks_are_judged_together() throws Exception {
    Comparison result = compared(HEAP, 3, 2, MORE);
    assertThat(result.notes()).anyMatch(note -> note.contains("too few runs"));
    assertThat(result.changes().getFirst().place().function()).isEqualTo(new Load(3).site());
    assertThat(result.changes().getFirst().measured().test())
        .isEqualTo(Comparison.Test.SAMPLING_ERROR);
  }

  @Test
  void sides_of_different_kinds_are_refused_in_one_sentence() {
    Load load = new Load(1);
    Random random = new Random(1);
    assertThatThrownBy(() ->
            compared(
                Load.side(load.cpu(random, 10, 100, 0)), Load.side(load.heap(random, 10, 1e9, 0))))
        .isInstanceOf(IncompatibleProfilesException.class)
        .hasMessageContaining("different kinds")
        .hasMessageNotContaining("\n");
  }

  @Test
  void empty_profiles_differ_in_nothing() throws Exception {
    Load load = new Load(1);
    Random random = new Random(1);
    Comparison result =
        compared(Load.side(load.cpu(random, 10, 0, 0)), Load.side(load.cpu(random, 10, 0, 0)));
    assertThat(result.changes()).isEmpty();
    Comparison fromNothing =
        compared(Load.side(load.heap(random, 10, 0, 0)), Load.side(load.heap(random, 10, 1e9, 0)));
    assertThat(fromNothing.changes()).isNotEmpty();
  }
}
