package dev.cistern.collect;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What to take from a JVM: of this machine by its process id, or of any over JMX.
 *
 * @param pid its process id; 0 where it is reached over JMX
 * @param remote where it is reached over JMX
 * @param window whole seconds, at least one
 * @param filters to be applied when the snapshot is read
 * @param toolVersion for the manifest
 */
public record JvmPlan(
    long pid,
    Optional<JmxAddress> remote,
    Duration window,
    List<String> filters,
    String toolVersion) {
  /** From a process of this machine. */
  public static JvmPlan of(long pid, Duration window, List<String> filters, String toolVersion) {
    return new JvmPlan(pid, Optional.empty(), window, filters, toolVersion);
  }

  /** From a JVM that is managed over JMX. */
  public static JvmPlan of(
      JmxAddress remote, Duration window, List<String> filters, String toolVersion) {
    return new JvmPlan(0, Optional.of(remote), window, filters, toolVersion);
  }
}
