package dev.cistern.bench.pool;

import java.util.concurrent.TimeUnit;
import org.jctools.queues.SpscArrayQueue;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Group;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Control;

/** One thread takes and touches, another gives back what the first hands it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CrossBenchmark {
  /** Whose. */
  @Param("slot")
  public String rival;

  private final SpscArrayQueue<Object> between = new SpscArrayQueue<>(256);
  private Rival pool;

  /** Makes the rival. */
  @Setup
  public void open() {
    pool = Rivals.of(rival, 1024);
  }

  /** Lets it go. */
  @TearDown
  public void close() {
    pool.close();
  }

  /** Misses since the iteration began. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Misses {
    /** Holders made. */
    public long misses;

    private long before;

    /** Starts to count. */
    @Setup(org.openjdk.jmh.annotations.Level.Iteration)
    public void start(CrossBenchmark benchmark) {
      before = benchmark.pool.misses();
    }

    /** Ends counting. */
    @TearDown(org.openjdk.jmh.annotations.Level.Iteration)
    public void stop(CrossBenchmark benchmark) {
      misses = benchmark.pool.misses() - before;
    }
  }

  /** The taking thread. */
  @Benchmark
  @Group("cross")
  public void take(Control control, Misses misses) {
    Object lent = pool.lend();
    while (!between.offer(lent)) {
      if (control.stopMeasurement) {
        pool.giveBack(lent); // the giving thread has stopped already; what is lost counts as a miss
        return;
      }
      Thread.onSpinWait();
    }
  }

  /** The giving thread. */
  @Benchmark
  @Group("cross")
  public void give(Control control) {
    while (!control.stopMeasurement) {
      Object lent = between.poll();
      if (lent != null) {
        pool.giveBack(lent);
        return;
      }
      Thread.onSpinWait();
    }
  }
}
