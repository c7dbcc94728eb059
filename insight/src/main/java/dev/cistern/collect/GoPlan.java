package dev.cistern.collect;

import dev.cistern.collect.http.Address;
import dev.cistern.collect.http.Credentials;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What to take from a Go service.
 *
 * @param address where it serves its profiles
 * @param credentials what it asks for
 * @param window whole seconds, at least one
 * @param kinds the kinds of members, of {@link #KINDS}
 * @param bytesMax of one member
 * @param patience how long a request may take beyond its window
 * @param filters to be applied when the snapshot is read
 * @param toolVersion for the manifest
 */
public record GoPlan(
    Address address,
    Credentials credentials,
    Duration window,
    Set<String> kinds,
    long bytesMax,
    Duration patience,
    List<String> filters,
    String toolVersion) {
  /** Every kind that can be asked for. */
  public static final List<String> KINDS =
      List.of(
          "cpu",
          "trace",
          "allocs",
          "heap",
          "block",
          "mutex",
          "goroutine",
          "memstats",
          "series",
          "goroutineleak");

  /** All but what makes the target collect garbage, which would age its pools. */
  public static final Set<String> DEFAULT_KINDS = Set.copyOf(KINDS.subList(0, KINDS.size() - 1));

  public static final long DEFAULT_BYTES_MAX = 512L << 20;
  public static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(10);

  boolean wants(String kind) {
    return kinds.contains(kind);
  }

  /** Whether the heap comes with the allocations: the two differ over a window by the same. */
  boolean takesHeapWithAllocs() {
    return wants("heap") && wants("allocs");
  }

  int seconds() {
    return Math.toIntExact(window.toSeconds());
  }
}
