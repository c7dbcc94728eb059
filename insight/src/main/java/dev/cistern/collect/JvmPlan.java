package dev.cistern.collect;

import java.time.Duration;
import java.util.List;

/**
 * What to take from a JVM of this machine.
 *
 * @param pid its process id
 * @param window whole seconds, at least one
 * @param filters to be applied when the snapshot is read
 * @param toolVersion for the manifest
 */
public record JvmPlan(long pid, Duration window, List<String> filters, String toolVersion) {}
