package dev.cistern.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The limits that question A10 and the allocation advice hold a service to; every one can be set in
 * {@code [thresholds]} of {@code cistern.toml}.
 *
 * @param smallAllocationsPerRequest small allocations a request may make
 * @param smallBytesMax what counts as a small allocation
 * @param gcPauseMillis how long one stop for collection may take
 * @param gcPauseLongMillis from which a stop is a finding of its own on a JVM
 * @param gcStoppedShare the share of the window that stops may take on a JVM
 * @param collectionsPerSecond how often collections may start
 * @param runnableGoroutines how many goroutines may wait for a processor, sustained
 * @param allocationBranchShare the share of a flame graph's branch that allocation may take
 * @param adviceShare from which share of all allocated bytes an advice is given
 * @param retainedBytesMax how large a pooled object may have grown and still be kept
 * @param fragmentationShare the share of a heap in use that may hold no object; Go's size classes
 *     may waste an eighth (12.5 %) by design
 */
public record Thresholds(
    double smallAllocationsPerRequest,
    double smallBytesMax,
    double gcPauseMillis,
    double gcPauseLongMillis,
    double gcStoppedShare,
    double collectionsPerSecond,
    double runnableGoroutines,
    double allocationBranchShare,
    double adviceShare,
    double retainedBytesMax,
    double fragmentationShare) {

  public static final Thresholds DEFAULT =
      new Thresholds(1000, 512, 1, 50, 0.05, 5, 100, 0.8, 0.1, 65_536, 0.13);

  /** One limit as the file names it. */
  public record Limit(String key, double standard, String description) {}

  /** Every limit, in the order of the record's components. */
  public static List<Limit> limits() {
    return List.of(
        new Limit("small-allocations-per-request", 1000, "small allocations a request may make"),
        new Limit("small-bytes-max", 512, "bytes up to which an allocation counts as small"),
        new Limit("gc-pause-millis", 1, "milliseconds one stop for collection may take"),
        new Limit(
            "gc-pause-long-millis", 50, "milliseconds from which one stop of a JVM is a finding"),
        new Limit("gc-stopped-share", 0.05, "share of the window that the stops of a JVM may take"),
        new Limit("collections-per-second", 5, "collections a second"),
        new Limit(
            "runnable-goroutines", 100, "goroutines that may wait for a processor, sustained"),
        new Limit(
            "allocation-branch-share", 0.8, "share of a flame graph's branch spent in allocation"),
        new Limit("advice-share", 0.1, "share of all allocated bytes from which advice is given"),
        new Limit(
            "retained-bytes-max",
            65_536,
            "bytes that a pooled object may have grown to and be kept"),
        new Limit("fragmentation-share", 0.13, "share of the heap in use that may hold no object"));
  }

  /** The standard limits, those in {@code given} replaced; unknown keys are ignored here. */
  public static Thresholds of(Map<String, Double> given) {
    List<Double> values = new ArrayList<>();
    for (Limit limit : limits()) {
      values.add(given.getOrDefault(limit.key(), limit.standard()));
    }
    return new Thresholds(
        values.get(0),
        values.get(1),
        values.get(2),
        values.get(3),
        values.get(4),
        values.get(5),
        values.get(6),
        values.get(7),
        values.get(8),
        values.get(9),
        values.get(10));
  }
}
