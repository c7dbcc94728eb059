package dev.cistern.model;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code info} tells of one file without any analysis.
 *
 * @param format such as {@code pprof}, {@code gotrace}, {@code jfr}, {@code goroutine-text}
 * @param version the format's version as the file states it, empty where it states none
 * @param startTime when the window began
 * @param durationNanos the window's length, 0 where it is not known
 * @param detail the counts of this kind of file
 * @param damage what was not as the format promises, in file order
 */
public record Facts(
    String format,
    String version,
    Optional<Instant> startTime,
    long durationNanos,
    Detail detail,
    List<Damage> damage) {

  /** Counts a file's facts when asked; a recording or trace is read through for them. */
  @FunctionalInterface
  public interface Source {
    Facts read() throws IOException;
  }

  /** The counts of one kind of file. */
  public sealed interface Detail permits OfProfile, OfTrace, OfRecording, OfState, OfBenchmarks {}

  /** The plain sum of one sample type. */
  public record Total(SampleType type, long total) {}

  /** Of a profile. */
  public record OfProfile(long samples, List<Total> sampleTypes) implements Detail {}

  /**
   * Of a Go execution trace.
   *
   * @param events events as the reference reader delivers them; empty where that needs the true
   *     ordering and none was done
   * @param wireEvents events as stored
   * @param eventCounts by the stored event's name
   * @param goroutines distinct ids seen
   * @param generations parts of the trace that stand alone
   * @param gcCycles begins of the concurrent mark phase
   * @param stwCount stops of the world with both ends
   * @param stwNanos their time
   */
  public record OfTrace(
      Optional<Long> events,
      long wireEvents,
      Map<String, Long> eventCounts,
      long goroutines,
      long generations,
      long gcCycles,
      long stwCount,
      long stwNanos)
      implements Detail {}

  /** How often an allocation event occurred and the bytes it stands for. */
  public record Allocation(long count, long bytes) {}

  /** Of a JFR recording; {@code eventCounts} and {@code allocation} by event type. */
  public record OfRecording(
      long chunks, Map<String, Long> eventCounts, Map<String, Allocation> allocation)
      implements Detail {}

  /** Of a text that states what a runtime did at one moment. */
  public record OfState(long tasks, long collections) implements Detail {}

  /** Of benchmark results; {@code values} of all {@code series} together. */
  public record OfBenchmarks(long benchmarks, long series, long values, long failures)
      implements Detail {}
}
