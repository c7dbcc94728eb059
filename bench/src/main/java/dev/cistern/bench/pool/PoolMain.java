package dev.cistern.bench.pool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs all scenarios, one fork of each rival after the other, over and over, so that what else the
 * machine does falls on all alike; writes the results.
 */
public final class PoolMain {
  private static final List<String> RIVALS =
      List.of(
          "empty",
          "slot",
          "cistern",
          "cistern-sampled",
          "cistern-sampled-128",
          "cistern-full",
          "new",
          "netty-recycler",
          "jackson-threadlocal",
          "jackson-deque",
          "jackson-bounded",
          "stormpot",
          "jctools-mpmc",
          "jetty",
          "commons-pool2");
  private static final Set<String> ONE_THREAD_ONLY =
      Set.of("empty", "cistern-sampled", "cistern-sampled-128", "cistern-full");
  private static final List<String> CORE =
      RIVALS.stream().filter(rival -> !ONE_THREAD_ONLY.contains(rival)).toList();

  private record Scenario(
      String name, Class<?> benchmark, int threads, int size, List<String> rivals) {}

  private PoolMain() {}

  /**
   * Arguments: folder of results, commit, rounds, iterations, milliseconds of one, then options for
   * the forked machines.
   */
  public static void main(String[] args) throws RunnerException, IOException {
    Path folder = Files.createDirectories(Path.of(args[0]));
    int rounds = Integer.parseInt(args[2]);
    int iterations = Integer.parseInt(args[3]);
    int millis = Integer.parseInt(args[4]);
    String[] options = List.of(args).subList(5, args.length).toArray(String[]::new);
    List<String> virtual = new ArrayList<>(CORE);
    virtual.add(0, "none");
    List<Scenario> scenarios =
        List.of(
            new Scenario("1 thread", PairBenchmark.class, 1, 1024, RIVALS),
            new Scenario("2 threads", PairBenchmark.class, 2, 1024, CORE),
            new Scenario("8 threads", PairBenchmark.class, 8, 1024, CORE),
            new Scenario("across threads", CrossBenchmark.class, 2, 1024, CORE),
            new Scenario("virtual one-shot", VirtualBenchmark.class, 1, 1024, virtual),
            new Scenario("64 KiB", PairBenchmark.class, 1, 65_536, CORE));
    Table table = new Table();
    for (int round = 0; round < rounds; round++) {
      for (Scenario scenario : scenarios) {
        for (String rival : scenario.rivals()) {
          System.err.printf("round %d, %s: %s%n", round + 1, scenario.name(), rival);
          for (RunResult result : run(scenario, rival, iterations, millis, options)) {
            table.add(scenario.name(), rival, row(result));
          }
        }
      }
      write(folder, table, args, options, round + 1);
    }
  }

  private static List<RunResult> run(
      Scenario scenario, String rival, int iterations, int millis, String[] options)
      throws RunnerException {
    var builder =
        new OptionsBuilder()
            .include(scenario.benchmark().getName() + "\\..*")
            .param("rival", rival)
            .forks(1)
            .warmupIterations(2)
            .warmupTime(TimeValue.milliseconds(700))
            .measurementIterations(iterations)
            .measurementTime(TimeValue.milliseconds(millis))
            .addProfiler(CpuTime.class)
            .addProfiler("gc")
            .jvmArgsAppend(options)
            .verbosity(org.openjdk.jmh.runner.options.VerboseMode.SILENT);
    if (scenario.benchmark() == PairBenchmark.class) {
      builder.threads(scenario.threads()).param("size", String.valueOf(scenario.size()));
    } else if (scenario.benchmark() == CrossBenchmark.class) {
      builder.threadGroups(1, 1);
    }
    return List.copyOf(new Runner(builder.build()).run());
  }

  private static Table.Row row(RunResult result) {
    boolean cross = result.getParams().getBenchmark().contains("CrossBenchmark");
    var primary = result.getPrimaryResult().getStatistics();
    double misses = secondary(result, "misses");
    double ops =
        result.getBenchmarkResults().stream()
            .mapToLong(r -> r.getMetadata() == null ? 0 : r.getMetadata().getMeasurementOps())
            .sum();
    // Taking and giving are two operations there.
    int perRound = cross ? 2 : 1;
    return new Table.Row(
        secondary(result, "cpu") * perRound,
        primary.getPercentile(10),
        secondary(result, "gc.alloc.rate.norm") * perRound,
        Double.isNaN(misses) ? Double.NaN : misses / (ops / perRound));
  }

  private static double secondary(RunResult result, String name) {
    Result<?> found = result.getSecondaryResults().get(name);
    return found == null ? Double.NaN : found.getScore();
  }

  private static void write(Path folder, Table table, String[] args, String[] options, int rounds) {
    String head =
        "JDK %s %s, %d processors of %s, %s; commit %s; %s; %d interleaved forks of %s × %s ms"
                .formatted(
                    System.getProperty("java.vendor"),
                    Runtime.version(),
                    Runtime.getRuntime().availableProcessors(),
                    System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                    cpu(),
                    args[1],
                    Instant.now().truncatedTo(ChronoUnit.SECONDS),
                    rounds,
                    args[3],
                    args[4])
            + (options.length == 0 ? "" : "; " + String.join(" ", options));
    String name =
        options.length == 0 ? "pool" : "pool" + String.join("", options).replace("-XX:+", "-");
    try {
      Files.writeString(folder.resolve(name + ".md"), table.markdown(head));
      Files.writeString(folder.resolve(name + ".csv"), table.csv(head));
      Files.writeString(folder.resolve(name + ".svg"), table.svg(head));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String cpu() {
    try {
      return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).trim())
          .findFirst()
          .orElse("unknown processor");
    } catch (IOException e) {
      return "unknown processor";
    }
  }
}
