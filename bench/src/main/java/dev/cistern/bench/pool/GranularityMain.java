package dev.cistern.bench.pool;

import dev.cistern.pool.Granularity;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntUnaryOperator;

/**
 * Four granularities under four workloads, side by side: what a request costs, what is reused, what
 * lies idle, and what the pool itself advises.
 */
public final class GranularityMain {
  private static final int CONNECTIONS = 16;
  private static final long RUN_NANOS = 700_000_000;

  /**
   * Requests of {@value #CONNECTIONS} connections, a thread each.
   *
   * @param keyOf of the request's number
   * @param bytesOf of the request's key
   */
  record Workload(String name, IntUnaryOperator keyOf, IntUnaryOperator bytesOf) {}

  private static final List<Workload> WORKLOADS =
      List.of(
          new Workload("alike: 1 KiB each", n -> 0, key -> 1_024),
          new Workload(
              "one in ten 64 KiB, others 1 KiB",
              n -> n % 10 == 0 ? 1 : 0,
              key -> key == 1 ? 65_536 : 1_024),
          new Workload("four types, 1 to 64 KiB, in turn", n -> n & 3, key -> 1_024 << (2 * key)),
          new Workload("a thousand types, 1 KiB each", n -> n % 1_000, key -> 1_024));

  private GranularityMain() {}

  /** Arguments: folder of results, commit. */
  public static void main(String[] args) throws IOException, InterruptedException {
    StringBuilder out = new StringBuilder("# Granularity: one pool or several\n\n");
    out.append(
        "JDK %s, %d processors; commit %s; %s; %d connections, a thread each. R: the share of its time that an object is in use, as the pool sampled it.%n%n"
            .formatted(
                Runtime.version(),
                Runtime.getRuntime().availableProcessors(),
                args[1],
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                CONNECTIONS));
    out.append(
        "| workload | pools | CPU ns a request | reused | R | idle KiB | the pool's advice |\n"
            + "|---|---|---|---|---|---|---|\n");
    for (Workload workload : WORKLOADS) {
      for (Granularity granularity : Granularity.values()) {
        out.append(line(workload, granularity));
      }
    }
    System.out.print(out);
    Files.writeString(
        Files.createDirectories(Path.of(args[0])).resolve("granularity.md"), out.toString());
  }

  private static String line(Workload workload, Granularity granularity)
      throws InterruptedException {
    try (Arrangement pools = Arrangement.of(granularity)) {
      run(pools, workload);
      double nanos = run(pools, workload);
      Arrangement.Told told = pools.told();
      return String.format(
          Locale.ROOT,
          "| %s | %s | %.0f | %.2f %% | %s | %,d | %s |%n",
          workload.name(),
          name(granularity.name()),
          nanos,
          100 * told.reuseRate(),
          Double.isNaN(told.r()) ? "–" : String.format(Locale.ROOT, "%.2f", told.r()),
          told.idleBytes() >> 10,
          told.advice().isEmpty() ? "–" : name(told.advice()));
    }
  }

  private static String name(String constant) {
    return constant.toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** Processor nanoseconds of the process for a request. */
  private static double run(Arrangement pools, Workload workload) throws InterruptedException {
    LongAdder requests = new LongAdder();
    long cpu = cpuNanos();
    long end = System.nanoTime() + RUN_NANOS;
    List<Thread> threads = new ArrayList<>();
    for (int c = 0; c < CONNECTIONS; c++) {
      int connection = c;
      threads.add(
          Thread.ofPlatform()
              .start(() -> requests.add(connection(pools, workload, connection, end))));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    return (double) (cpuNanos() - cpu) / requests.sum();
  }

  private static int connection(Arrangement pools, Workload workload, int connection, long end) {
    int number = connection;
    int done = 0;
    for (; done % 64 != 0 || System.nanoTime() < end; done++) {
      int key = workload.keyOf().applyAsInt(number++);
      pools.request(
          connection, key, workload.bytesOf().applyAsInt(key), bytes -> Holder.touch(bytes, 0));
    }
    return done;
  }

  private static long cpuNanos() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
