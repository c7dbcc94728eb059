package dev.cistern.bench.collect;

import dev.cistern.bench.Pairs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * Rounds of several ways to treat one loaded service, the first of which leaves it alone. In each
 * round every way has its turn, each round beginning with another one.
 */
final class Rounds {
  /** What is done to the service in a turn. */
  interface Deed {
    void run() throws IOException, InterruptedException;
  }

  /** A way with its name. */
  record Way(String name, Deed deed) {}

  private record Turn(double cpuNanos, int answered, Map<String, Long> failures, double p99Micros) {
    double cpuPerRequest() {
      return cpuNanos / answered;
    }
  }

  private static final int REST_MILLIS = 300;

  private final Service service;
  private final Load load;
  private final List<Way> ways;
  private final double perWindow;
  private final List<Turn[]> rounds = new ArrayList<>();

  /**
   * Nothing is measured yet.
   *
   * @param perWindow requests that are due in the window of a collection
   */
  Rounds(Service service, Load load, double perWindow, List<Way> ways) {
    this.service = service;
    this.load = load;
    this.perWindow = perWindow;
    this.ways = ways;
  }

  /** Runs a round that does not count, for what is done but once, and then so many that do. */
  void run(int count) throws IOException, InterruptedException {
    for (Way way : ways) {
      turn(way);
    }
    for (int round = 0; round < count; round++) {
      Turn[] turns = new Turn[ways.size()];
      for (int i = 0; i < turns.length; i++) {
        int way = (round + i) % turns.length;
        Thread.sleep(REST_MILLIS);
        turns[way] = turn(ways.get(way));
      }
      rounds.add(turns);
      System.err.printf(Locale.ROOT, "round %d: %s%n", round + 1, Arrays.toString(turns));
    }
  }

  private Turn turn(Way way) throws IOException, InterruptedException {
    Load.Stretch stretch = load.begin();
    long cpuBefore = service.cpuNanos();
    way.deed().run();
    long cpuNanos = service.cpuNanos() - cpuBefore;
    load.begin();
    return new Turn(cpuNanos, stretch.answered(), stretch.failures(), stretch.p99Micros());
  }

  /**
   * The processor time per request in a window: all that a turn took beyond what its requests take
   * alone is laid on the window, though a turn is longer.
   */
  private double relativeCpu(Turn[] turns, int way) {
    double alone = turns[0].cpuPerRequest();
    double beyond = turns[way].cpuNanos() - alone * turns[way].answered();
    return 1 + beyond / (alone * perWindow);
  }

  /** The processor time of one way over that of another. */
  Pairs.Ratio cpu(int way, int other) {
    Pairs pairs = new Pairs();
    rounds.forEach(turns -> pairs.add(relativeCpu(turns, way) / relativeCpu(turns, other)));
    return pairs.ratio();
  }

  private Pairs.Ratio p99(int way) {
    Pairs pairs = new Pairs();
    rounds.forEach(turns -> pairs.add(turns[way].p99Micros() / turns[0].p99Micros()));
    return pairs.ratio();
  }

  /** A table with a row for each way. */
  String table() {
    StringBuilder table =
        new StringBuilder(
            """
            | | CPU a request | × alone | p99 | × alone | requests | failed |
            |---|--:|--:|--:|--:|--:|--:|
            """);
    for (int way = 0; way < ways.size(); way++) {
      int its = way;
      table.append(
          String.format(
              Locale.ROOT,
              "| %s | %.0f µs | %s | %.2f ms | %s | %d | %s |%n",
              ways.get(way).name(),
              median(its, turn -> turn.cpuPerRequest() / 1e3),
              way == 0 ? "" : cpu(way, 0).shown(),
              median(its, turn -> turn.p99Micros() / 1e3),
              way == 0 ? "" : p99(way).shown(),
              rounds.stream().mapToInt(turns -> turns[its].answered()).sum(),
              failures(its)));
    }
    return table.toString();
  }

  /** How many failed, and why. */
  private String failures(int way) {
    Map<String, Long> all = new TreeMap<>();
    rounds.forEach(
        turns -> turns[way].failures().forEach((why, count) -> all.merge(why, count, Long::sum)));
    long sum = all.values().stream().mapToLong(Long::longValue).sum();
    return sum == 0 ? "0" : "%d %s".formatted(sum, all);
  }

  private double median(int way, ToDoubleFunction<Turn> value) {
    double[] sorted =
        rounds.stream().mapToDouble(turns -> value.applyAsDouble(turns[way])).sorted().toArray();
    return sorted[sorted.length / 2];
  }
}
