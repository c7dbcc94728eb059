package dev.cistern.collect;

import java.util.List;

/**
 * What {@code /debug/pprof} offers over a window.
 *
 * @param kind as the plan names it
 * @param stem of the member's name
 * @param ending of the member's name
 * @param request behind {@code /debug/pprof/}
 * @param format of the answer
 */
record GoMember(String kind, String stem, String ending, String request, String format) {
  static final String PPROF = "pprof";
  static final String TEXT = "pprof-text";

  static final GoMember CPU = new GoMember("cpu", "cpu", ".pb.gz", "profile", PPROF);
  static final GoMember TRACE = new GoMember("trace", "go", ".trace", "trace", "gotrace");

  static final GoMember ALLOCS = delta("allocs");
  static final GoMember HEAP = delta("heap");

  /** What may run at once beside the two above; each is a difference over the window. */
  static final List<GoMember> DELTAS =
      List.of(ALLOCS, HEAP, delta("block"), delta("mutex"), delta("goroutine"));

  private static GoMember delta(String kind) {
    return new GoMember(kind, kind, ".pb.gz", kind, PPROF);
  }

  String name(int part) {
    return part == 1 ? stem + ending : "%s-%d%s".formatted(stem, part, ending);
  }
}
