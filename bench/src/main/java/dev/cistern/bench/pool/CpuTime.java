package dev.cistern.bench.pool;

import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * The processor time that the whole process used for one operation: on a machine that others use
 * too, wall time tells mostly of them. Collectors and compilers are in it.
 */
public final class CpuTime implements InternalProfiler {
  private long before;

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    before = nanos();
  }

  @Override
  public Collection<? extends Result> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    double perOp = (double) (nanos() - before) / Math.max(1, result.getMetadata().getMeasuredOps());
    return List.of(new ScalarResult("cpu", perOp, "ns/op", AggregationPolicy.AVG));
  }

  @Override
  public String getDescription() {
    return "process CPU time per operation";
  }

  private static long nanos() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
