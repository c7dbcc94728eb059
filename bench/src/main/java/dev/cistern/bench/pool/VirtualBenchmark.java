package dev.cistern.bench.pool;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Virtual threads that each live for one round: take, touch, give back, end. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class VirtualBenchmark {
  private static final int THREADS = 1_000;

  /** Whose; "none" is the empty thread. */
  @Param("slot")
  public String rival;

  private Rival pool;
  private final Thread[] threads = new Thread[THREADS];

  /** Makes the rival. */
  @Setup
  public void open() {
    pool = rival.equals("none") ? null : Rivals.of(rival, 1024);
  }

  /** Lets it go. */
  @TearDown
  public void close() {
    if (pool != null) {
      pool.close();
    }
  }

  /** Misses since the iteration began. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Misses {
    /** Holders made. */
    public long misses;

    private long before;

    /** Starts to count. */
    @Setup(Level.Iteration)
    public void start(VirtualBenchmark benchmark) {
      before = benchmark.pool == null ? 0 : benchmark.pool.misses();
    }

    /** Ends counting. */
    @TearDown(Level.Iteration)
    public void stop(VirtualBenchmark benchmark) {
      misses = benchmark.pool == null ? 0 : benchmark.pool.misses() - before;
    }
  }

  /** A thousand threads, one round each. */
  @Benchmark
  @OperationsPerInvocation(THREADS)
  public void oneShot(Misses misses) throws InterruptedException {
    Rival pool = this.pool;
    Runnable round = pool == null ? () -> {} : pool::round;
    for (int i = 0; i < THREADS; i++) {
      threads[i] = Thread.startVirtualThread(round);
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }
}
