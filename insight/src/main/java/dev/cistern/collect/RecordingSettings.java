package dev.cistern.collect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The events of a recording about pools, as {@code JFR.start} takes them: no settings file has to
 * lie where the target can read it, and none is left behind.
 */
final class RecordingSettings {
  private static final List<String> INSTANT =
      List.of(
          "jdk.GCConfiguration",
          "jdk.GCHeapConfiguration",
          "jdk.GCHeapSummary",
          "jdk.ThreadEnd",
          "jdk.JVMInformation",
          "jdk.OSInformation",
          "jdk.CPUInformation",
          "jdk.ActiveSetting",
          "jdk.ActiveRecording",
          "jdk.DataLoss");
  private static final List<String> TIMED =
      List.of(
          "jdk.GarbageCollection",
          "jdk.YoungGarbageCollection",
          "jdk.OldGarbageCollection",
          "jdk.ZYoungGarbageCollection",
          "jdk.ZOldGarbageCollection",
          "jdk.GCPhasePause",
          "jdk.GCPhaseConcurrent",
          "jdk.ZAllocationStall",
          "jdk.SafepointBegin",
          "jdk.ExecuteVMOperation");
  private static final List<String> WAITS =
      List.of("jdk.JavaMonitorEnter", "jdk.ThreadPark", "jdk.VirtualThreadPinned");
  private static final List<String> INPUT_OUTPUT =
      List.of("jdk.SocketRead", "jdk.SocketWrite", "jdk.FileRead", "jdk.FileWrite");
  private static final List<String> TAKEN_FROM_POOLS =
      List.of(
          "io.netty.AllocateBuffer",
          "io.netty.ReallocateBuffer",
          "io.netty.AllocateChunk",
          "dev.cistern.pool.Acquire",
          "dev.cistern.pool.Miss",
          "dev.cistern.pool.Drop");

  /** Where an object was taken tells who misuses it; the stack of its return is not paid for. */
  private static final List<String> GIVEN_TO_POOLS =
      List.of(
          "io.netty.FreeBuffer",
          "io.netty.FreeChunk",
          "dev.cistern.pool.Release",
          "dev.cistern.pool.Trim");

  private RecordingSettings() {}

  /** One word for each setting. */
  static List<String> words() {
    List<String> words = new ArrayList<>();
    words.add("settings=none");
    INSTANT.forEach(event -> on(words, event));
    TIMED.forEach(event -> on(words, event, "threshold=0ms"));
    WAITS.forEach(event -> on(words, event, "threshold=2ms", "stackTrace=true"));
    INPUT_OUTPUT.forEach(event -> on(words, event, "threshold=20ms", "stackTrace=true"));
    TAKEN_FROM_POOLS.forEach(event -> on(words, event, "threshold=0ms", "stackTrace=true"));
    GIVEN_TO_POOLS.forEach(event -> on(words, event, "threshold=0ms", "stackTrace=false"));
    on(words, "jdk.ObjectAllocationSample", "throttle=150/s", "stackTrace=true");
    on(words, "jdk.OldObjectSample", "cutoff=0ms", "stackTrace=true");
    on(words, "jdk.ExecutionSample", "period=20ms");
    on(words, "jdk.ThreadStart", "stackTrace=true");
    on(words, "jdk.CPULoad", "period=1s");
    on(words, "jdk.GCHeapMemoryUsage", "period=1s");
    return words;
  }

  /** The same as names and values. */
  static Map<String, String> values() {
    Map<String, String> values = new LinkedHashMap<>();
    for (String word : words()) {
      if (word.startsWith("+")) {
        int equals = word.indexOf('=');
        values.put(word.substring(1, equals), word.substring(equals + 1));
      }
    }
    return values;
  }

  private static void on(List<String> words, String event, String... settings) {
    words.add("+" + event + "#enabled=true");
    for (String setting : settings) {
      words.add("+" + event + "#" + setting);
    }
  }
}
