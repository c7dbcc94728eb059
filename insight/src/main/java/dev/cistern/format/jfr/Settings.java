package dev.cistern.format.jfr;

import java.util.Map;

/**
 * How often a recording sampled, which says how much time a sample stands for.
 *
 * @param wallClock whether execution samples were taken whatever the thread did
 */
record Settings(
    long executionSampleNanos, long nativeSampleNanos, long wallSampleNanos, boolean wallClock) {
  private static final long JDK_DEFAULT_NANOS = 20_000_000;
  private static final long WALL_DEFAULT_NANOS = 50_000_000;

  static Settings of(Map<String, String> properties) {
    long interval = nanos(properties.getOrDefault("profiler.interval", ""));
    long wall = nanos(properties.getOrDefault("profiler.wall", ""));
    boolean isProfiler = !properties.getOrDefault("profiler.version", "").isEmpty();
    boolean wallOnly = "wall".equals(properties.get("profiler.event"));
    long execution = interval;
    if (!isProfiler || execution <= 0) {
      execution = nanos(properties.getOrDefault("setting:jdk.ExecutionSample#period", ""));
    }
    long nativeMethods =
        nanos(properties.getOrDefault("setting:jdk.NativeMethodSample#period", ""));
    long wallNanos = wall > 0 ? wall : wallOnly && interval > 0 ? interval : WALL_DEFAULT_NANOS;
    return new Settings(
        execution > 0 ? execution : JDK_DEFAULT_NANOS,
        nativeMethods > 0 ? nativeMethods : JDK_DEFAULT_NANOS,
        wallNanos,
        isProfiler && wallOnly);
  }

  /** A span as settings write it: {@code 20 ms}, {@code 1s}, or plain nanoseconds; else 0. */
  static long nanos(String text) {
    String trimmed = text.strip();
    int digits = 0;
    while (digits < trimmed.length()
        && digits < 15
        && trimmed.charAt(digits) >= '0'
        && trimmed.charAt(digits) <= '9') {
      digits++;
    }
    if (digits == 0) {
      return 0;
    }
    long count = Long.parseLong(trimmed.substring(0, digits));
    long unit =
        switch (trimmed.substring(digits).strip()) {
          case "", "ns" -> 1;
          case "us" -> 1_000;
          case "ms" -> 1_000_000;
          case "s" -> 1_000_000_000L;
          case "m" -> 60_000_000_000L;
          case "h" -> 3_600_000_000_000L;
          case "d" -> 86_400_000_000_000L;
          default -> 0;
        };
    return count > Long.MAX_VALUE / Math.max(1, unit) ? 0 : count * unit;
  }
}
