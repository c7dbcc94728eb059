package dev.cistern.model;

import java.util.List;
import java.util.Map;

/**
 * Results of benchmark runs: for every benchmark, metric and configuration the values measured.
 *
 * @param tool who wrote them: {@code go test} or {@code jmh}
 * @param series in the order in which the file first names them
 * @param failures the benchmarks that failed, with what the file says of it
 */
public record Benchmarks(String tool, List<Series> series, List<Failure> failures) {
  /** Which way a metric gets better. */
  public enum Better {
    LOWER,
    HIGHER,
    /** The file does not say and the unit does not tell. */
    UNKNOWN
  }

  /**
   * One metric of one benchmark under one configuration, measured once or repeatedly.
   *
   * @param name the benchmark without what belongs to the configuration: Go's without {@code
   *     Benchmark} and with its sub-benchmarks and {@code -8} for the processors, JMH's in full
   * @param configuration what else tells it from others of the same name, sorted by key: Go's
   *     {@code pkg}, {@code goos}, {@code cpu}; JMH's mode, threads, forks and parameters
   * @param metric what was measured: Go's unit, JMH's {@code score} or the secondary metric's name
   * @param unit of the values as the file states it, such as {@code ns/op}, {@code B/op}
   * @param better which way this metric gets better
   * @param values one for each repetition, in file order, never empty
   */
  public record Series(
      String name,
      Map<String, String> configuration,
      String metric,
      String unit,
      Better better,
      List<Double> values) {}

  /** A benchmark that gave no result; {@code reason} is empty where none is stated. */
  public record Failure(String name, String reason) {}
}
