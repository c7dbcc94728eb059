package dev.cistern.damage;

import dev.cistern.format.gotext.GoroutineTextCase;
import dev.cistern.format.gotext.HeapTextCase;
import dev.cistern.format.gotrace.GoTraceCase;
import dev.cistern.format.jfr.JfrCase;
import dev.cistern.format.pprof.PprofCase;
import dev.cistern.format.pproflegacy.LegacyCase;
import dev.cistern.format.snapshot.SnapshotCase;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every reader under damage. Each case is a process of its own that computes for half a minute on
 * one core, so these run beside the other tests.
 */
@Execution(ExecutionMode.CONCURRENT)
class DamageTest {
  @ParameterizedTest
  @ValueSource(
      classes = {
        GoTraceCase.class,
        PprofCase.class,
        HeapTextCase.class,
        GoroutineTextCase.class,
        JfrCase.class,
        SnapshotCase.class,
        LegacyCase.Words.class,
        LegacyCase.JavaWords.class,
        LegacyCase.Heap.class,
        LegacyCase.Contention.class,
        LegacyCase.Threads.class,
        LegacyCase.JavaHeap.class,
        LegacyCase.Jemalloc.class,
      })
  void no_damage_harms_a_reader_or_loses_what_lies_whole_before_it(
      Class<? extends DamageCase> which) {
    DamageHarness.survives(which);
  }
}
