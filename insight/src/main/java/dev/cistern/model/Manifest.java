package dev.cistern.model;

import java.util.List;

/**
 * The first member of a snapshot file: what was collected, from where, when and how well.
 *
 * @param schema the manifest's version, 1
 * @param toolVersion of the Cistern that wrote it
 * @param target what the evidence is of
 * @param window the wall time it covers
 * @param members in the order of the file
 * @param filters as the user gave them
 * @param overhead what the collection cost the target, in words with figures; empty if not measured
 * @param notes what the user should know of the target or the window, a sentence each
 * @param descriptors how many the target had open over the window, in the order of time; empty
 *     where it could not be told
 */
public record Manifest(
    int schema,
    String toolVersion,
    Target target,
    Window window,
    List<Member> members,
    List<String> filters,
    String overhead,
    List<String> notes,
    List<Descriptors> descriptors) {

  /** Without notes and descriptors. */
  public Manifest(
      int schema,
      String toolVersion,
      Target target,
      Window window,
      List<Member> members,
      List<String> filters,
      String overhead) {
    this(schema, toolVersion, target, window, members, filters, overhead, List.of(), List.of());
  }

  /** How a member fared. */
  public enum Status {
    OK,
    PARTIAL,
    FAILED,
    ABSENT
  }

  /**
   * What the evidence is of.
   *
   * @param kind {@code go-http}, {@code jvm}, {@code jvm-jmx} or {@code files}
   * @param address without credentials, empty where there is none
   * @param pid 0 where it is not known
   * @param runtime such as {@code go} or {@code jvm}
   * @param version the runtime's version, empty where it is not known
   */
  public record Target(String kind, String address, long pid, String runtime, String version) {}

  /** How many file descriptors were open at a moment, and how many of these were sockets. */
  public record Descriptors(long nanos, int open, int sockets) {}

  /** Wall time since the epoch; both 0 where it is not known. */
  public record Window(long startNanos, long endNanos) {}

  /**
   * One file inside the snapshot.
   *
   * <p>A kind that ends in {@code -total} is a running total at one moment, one of a series.
   *
   * @param name in the zip, such as {@code cpu.pb.gz}
   * @param kind what it holds, such as {@code cpu}, {@code trace}, {@code recording}
   * @param status how it fared
   * @param error why it is not whole, empty for {@link Status#OK}
   * @param bytes its length
   * @param sha256 of its bytes in lower-case hex, empty where it is absent
   * @param startNanos wall time at its beginning, 0 where it is not known
   * @param endNanos wall time at its end, 0 where it is not known
   * @param clockOffsetNanos to add to its own times to get the window's wall time
   * @param clockErrorNanos the bound on the offset's error
   */
  public record Member(
      String name,
      String kind,
      Status status,
      String error,
      long bytes,
      String sha256,
      long startNanos,
      long endNanos,
      long clockOffsetNanos,
      long clockErrorNanos) {

    /** Whether it is one of a series of running totals. */
    public boolean ofSeries() {
      return kind.endsWith("-total");
    }
  }
}
