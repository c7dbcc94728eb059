package dev.cistern.bench.pool;

import java.util.List;
import java.util.stream.Stream;

/**
 * What is measured, and of whom.
 *
 * @param often the rivals of each round, those that a target is measured against
 * @param seldom the others
 */
record Scenario(
    String name,
    Class<?> benchmark,
    int threads,
    int size,
    List<String> often,
    List<String> seldom) {
  private static final List<String> GUARDS =
      List.of("cistern-sampled", "cistern-sampled-128", "cistern-full");
  private static final List<String> SHARED =
      List.of(
          "new",
          "jackson-threadlocal",
          "jackson-deque",
          "jackson-bounded",
          "stormpot",
          "jctools-mpmc",
          "jetty",
          "commons-pool2");
  private static final List<String> BUFFERS = List.of("netty-pooled", "netty-adaptive");

  static List<Scenario> of(String kind) {
    return switch (kind) {
      case "pool" -> pools();
      case "core" -> pools().stream().map(Scenario::core).toList();
      case "guard" -> guards();
      default -> throw new IllegalArgumentException("wanted pool, core or guard, found " + kind);
    };
  }

  private static List<Scenario> pools() {
    List<String> core = List.of("slot", "cistern", "netty-recycler");
    List<String> all = both(SHARED, BUFFERS);
    // Jackson's thread-local hands nothing over: its release does nothing.
    List<String> across =
        all.stream().filter(rival -> !rival.equals("jackson-threadlocal")).toList();
    return List.of(
        pair("1 thread", 1, 1024, core, both(List.of("empty"), both(GUARDS, all))),
        pair("2 threads", 2, 1024, core, all),
        pair("8 threads", 8, 1024, core, all),
        new Scenario("across threads", CrossBenchmark.class, 2, 1024, core, across),
        new Scenario(
            "virtual one-shot",
            VirtualBenchmark.class,
            1,
            1024,
            List.of("none", "slot", "cistern"),
            both(List.of("netty-recycler"), all)),
        pair("64 KiB", 1, 65_536, List.of("slot", "cistern"), both(core.subList(2, 3), all)));
  }

  private static List<Scenario> guards() {
    List<String> all = both(List.of("slot", "cistern"), GUARDS);
    return List.of(
        pair("1 thread", 1, 1024, all, List.of()),
        pair("2 threads", 2, 1024, all, List.of()),
        new Scenario(
            "virtual one-shot",
            VirtualBenchmark.class,
            1,
            1024,
            both(List.of("none"), all),
            List.of()));
  }

  private static Scenario pair(
      String name, int threads, int size, List<String> often, List<String> seldom) {
    return new Scenario(name, PairBenchmark.class, threads, size, often, seldom);
  }

  private static List<String> both(List<String> first, List<String> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }

  /** Only those that a target is measured against. */
  private Scenario core() {
    return new Scenario(name, benchmark, threads, size, often, List.of());
  }

  /** All warm-up together. Many threads on few processors, and virtual ones, take long. */
  int warmupMillis() {
    return benchmark == PairBenchmark.class && threads <= 2 ? 900 : 2_400;
  }

  /** The rivals of a round, in their order. */
  List<String> rivals(boolean all) {
    return all ? both(often, seldom) : often;
  }

  /** Whether it is known how often this rival made a new holder here. */
  boolean counted(String rival) {
    return benchmark != PairBenchmark.class && !BUFFERS.contains(rival) && !rival.equals("none");
  }
}
