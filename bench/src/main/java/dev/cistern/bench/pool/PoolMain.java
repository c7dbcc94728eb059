package dev.cistern.bench.pool;

import dev.cistern.bench.Circumstances;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs all scenarios, one fork of each rival after the other, over and over, so that what else the
 * machine does falls on all alike; writes the results after each round.
 */
public final class PoolMain {
  /** Rounds after which those are run again that no target is measured against. */
  private static final int SELDOM = 5;

  /** So many that the loop between iterations is compiled too before the first that counts. */
  private static final int WARMUPS = 6;

  private final Path folder;
  private final String commit;
  private final String kind;
  private final Path go;
  private final int iterations;
  private final int millis;
  private final String[] options;
  private final Table table = new Table();

  private PoolMain(String[] args) throws IOException {
    this.folder = Files.createDirectories(Path.of(args[0]));
    this.commit = args[1];
    this.kind = args[2];
    this.go = Path.of(args[3]);
    this.iterations = Integer.parseInt(args[5]);
    this.millis = Integer.parseInt(args[6]);
    this.options = List.of(args).subList(7, args.length).toArray(String[]::new);
  }

  /**
   * Arguments: folder of results, commit, "pool", "core" or "guard", the program with Go's pool or
   * "-", rounds, iterations, milliseconds of one, then options for the forked machines.
   */
  public static void main(String[] args) throws RunnerException, IOException {
    PoolMain main = new PoolMain(args);
    int rounds = Integer.parseInt(args[4]);
    for (int round = 0; round < rounds; round++) {
      main.run(round);
      main.write(round + 1);
    }
  }

  private void run(int round) throws RunnerException {
    Map<String, GoReference.Line> reference =
        round % SELDOM == 0 ? GoReference.run(go, millis) : Map.of();
    for (Scenario scenario : Scenario.of(kind)) {
      double idleNanos = 0;
      for (String rival : scenario.rivals(round % SELDOM == 0)) {
        System.err.printf("round %d, %s: %s%n", round + 1, scenario.name(), rival);
        for (RunResult result : fork(scenario, rival)) {
          Table.Row row = row(round, result, scenario.counted(rival), idleNanos);
          // What an empty virtual thread costs is not the pool's.
          idleNanos = rival.equals("none") ? row.cpuNanos() : idleNanos;
          table.add(scenario.name(), rival, row);
        }
      }
      GoReference.Line line = reference.get(scenario.name());
      if (line != null) {
        table.add(scenario.name(), "go-sync-pool", line.row(round));
      }
    }
  }

  private List<RunResult> fork(Scenario scenario, String rival) throws RunnerException {
    var builder =
        new OptionsBuilder()
            .include(scenario.benchmark().getName() + "\\..*")
            .param("rival", rival)
            .forks(1)
            .warmupIterations(WARMUPS)
            .warmupTime(TimeValue.milliseconds(scenario.warmupMillis() / WARMUPS))
            .measurementIterations(iterations)
            .measurementTime(TimeValue.milliseconds(millis))
            .addProfiler(CpuTime.class)
            .addProfiler("gc")
            .jvmArgsAppend(options)
            .jvmArgsPrepend(
                "-Djmh.executor=CUSTOM", "-Djmh.executor.class=" + NettyThreads.class.getName())
            .verbosity(VerboseMode.SILENT);
    if (scenario.benchmark() == PairBenchmark.class) {
      builder.threads(scenario.threads()).param("size", String.valueOf(scenario.size()));
    } else if (scenario.benchmark() == CrossBenchmark.class) {
      builder.threadGroups(1, 1);
    }
    return List.copyOf(new Runner(builder.build()).run());
  }

  private static Table.Row row(int round, RunResult result, boolean counted, double idleNanos) {
    boolean cross = result.getParams().getBenchmark().contains("CrossBenchmark");
    double ops =
        result.getBenchmarkResults().stream()
            .mapToLong(r -> r.getMetadata() == null ? 0 : r.getMetadata().getMeasurementOps())
            .sum();
    // Taking and giving are two operations there.
    int perRound = cross ? 2 : 1;
    return new Table.Row(
        round,
        secondary(result, "cpu") * perRound - idleNanos,
        result.getPrimaryResult().getStatistics().getPercentile(10),
        secondary(result, "gc.alloc.rate.norm") * perRound,
        counted ? secondary(result, "misses") / (ops / perRound) : Double.NaN);
  }

  private static double secondary(RunResult result, String name) {
    Result<?> found = result.getSecondaryResults().get(name);
    return found == null ? Double.NaN : found.getScore();
  }

  private void write(int rounds) {
    try {
      write(head(rounds));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    System.out.print(Targets.of(table).markdown());
  }

  private String head(int rounds) throws IOException {
    String head =
        circumstances(commit)
            + "; %d interleaved forks (%d of rivals that no target is measured against) of %d × %d ms"
                .formatted(rounds, (rounds + SELDOM - 1) / SELDOM, iterations, millis);
    return head + (options.length == 0 ? "" : "; " + String.join(" ", options));
  }

  /** Where, when and of what something is measured. */
  static String circumstances(String commit) throws IOException {
    return "JDK %s %s, %d processors of %s %s, %s; commit %s; %s"
        .formatted(
            System.getProperty("java.vendor"),
            Runtime.version(),
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("os.name"),
            System.getProperty("os.arch"),
            Circumstances.processor(),
            commit,
            Instant.now().truncatedTo(ChronoUnit.SECONDS));
  }

  private void write(String head) throws IOException {
    String name = kind + String.join("", options).replace("-XX:+", "-");
    Files.writeString(folder.resolve(name + ".md"), table.markdown(head));
    Files.writeString(folder.resolve(name + ".csv"), table.csv(head));
    Files.writeString(folder.resolve(name + ".svg"), new Picture(table).svg(head));
  }
}
