package dev.cistern.fuzz;

import dev.cistern.damage.DamageCase;
import dev.cistern.format.gclog.GcLogCase;
import dev.cistern.format.gctrace.GcTraceCase;
import dev.cistern.format.gobench.GoBenchCase;
import dev.cistern.format.gotext.GoroutineTextCase;
import dev.cistern.format.gotext.HeapTextCase;
import dev.cistern.format.gotrace.GoTraceCase;
import dev.cistern.format.jfr.JfrCase;
import dev.cistern.format.jmh.JmhCase;
import dev.cistern.format.perf.PerfCase;
import dev.cistern.format.pprof.PprofCase;
import dev.cistern.format.pproflegacy.LegacyCase;
import dev.cistern.format.snapshot.SnapshotCase;
import dev.cistern.format.threaddump.ThreadDumpCase;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Every reader by the name under which it is fuzzed, with a valid file of its own. */
final class Readers {
  private Readers() {}

  static Map<String, Supplier<DamageCase>> all() {
    Map<String, Supplier<DamageCase>> all = new LinkedHashMap<>();
    all.put("pprof", PprofCase::new);
    all.put("legacy-words", LegacyCase.Words::new);
    all.put("legacy-java-words", LegacyCase.JavaWords::new);
    all.put("legacy-heap", LegacyCase.Heap::new);
    all.put("legacy-contention", LegacyCase.Contention::new);
    all.put("legacy-threads", LegacyCase.Threads::new);
    all.put("legacy-java-heap", LegacyCase.JavaHeap::new);
    all.put("legacy-jemalloc", LegacyCase.Jemalloc::new);
    all.put("gotrace", GoTraceCase::new);
    all.put("jfr", JfrCase::new);
    all.put("snapshot", SnapshotCase::new);
    all.put("go-heap", HeapTextCase::new);
    all.put("goroutines", GoroutineTextCase::new);
    all.put("threads", ThreadDumpCase.Text::new);
    all.put("threads-json", ThreadDumpCase.Json::new);
    all.put("perf", PerfCase::new);
    all.put("gclog", GcLogCase::new);
    all.put("gctrace", GcTraceCase::new);
    all.put("gobench", GoBenchCase::new);
    all.put("jmh", JmhCase::new);
    return all;
  }
}
