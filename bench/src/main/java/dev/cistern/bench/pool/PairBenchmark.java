package dev.cistern.bench.pool;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Each thread takes, touches and gives back. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(java.util.concurrent.TimeUnit.NANOSECONDS)
public class PairBenchmark {
  /** Whose. */
  @Param("slot")
  public String rival;

  /** Bytes of a holder. */
  @Param("1024")
  public int size;

  private Rival pool;

  /** Makes the rival. */
  @Setup
  public void open() {
    pool = Rivals.of(rival, size);
  }

  /** Lets it go. */
  @TearDown
  public void close() {
    pool.close();
  }

  /** One round. */
  @Benchmark
  public void pair() {
    pool.round();
  }
}
