package dev.cistern.lab.demo;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What to run: the program, its faults, and for how long.
 *
 * @param warmUpTime load before the recording begins, without bulk exports
 * @param recordedTime length of the recording; its last moments are quiet
 */
public record DemoPlan(
    ServiceProgram program,
    Set<DemoFault> faults,
    Duration warmUpTime,
    Duration recordedTime,
    int requestsPerSecond,
    List<String> jvmOptions) {
  private static final Duration WARM_UP = Duration.ofSeconds(1);
  private static final Duration RECORDED_MIN = Duration.ofSeconds(1);
  private static final Duration RECORDED_MAX = Duration.ofMinutes(10);
  private static final int REQUESTS_PER_SECOND = 200;
  private static final int REQUESTS_PER_SECOND_MAX = 2_000;

  /**
   * A small heap whose young collections are short and happen about once a second, under a
   * collector that can tell what holds an old object (ZGC cannot), and allocation buffers of one
   * size so that a few seconds give hundreds of samples.
   */
  private static final List<String> JVM_OPTIONS =
      List.of(
          "-Xms64m",
          "-Xmx64m",
          "-Xmn8m",
          "-XX:+UseSerialGC",
          "-XX:TLABSize=32k",
          "-XX:-ResizeTLAB",
          "-Dio.netty.leakDetection.level=disabled");

  public DemoPlan {
    faults = Set.copyOf(faults);
    jvmOptions = List.copyOf(jvmOptions);
    if (recordedTime.compareTo(RECORDED_MIN) < 0 || recordedTime.compareTo(RECORDED_MAX) > 0) {
      throw new IllegalArgumentException(
          "recorded time: wanted 1 second to 10 minutes, found " + recordedTime);
    }
    if (requestsPerSecond < 1 || requestsPerSecond > REQUESTS_PER_SECOND_MAX) {
      throw new IllegalArgumentException(
          "requests a second: wanted 1..%d, found %d"
              .formatted(REQUESTS_PER_SECOND_MAX, requestsPerSecond));
    }
  }

  /** The flash-sale service with these faults; none is the healthy twin. */
  public static DemoPlan of(Set<DemoFault> faults, Duration recordedTime) {
    return new DemoPlan(
        ServiceProgram.flashSale(),
        faults,
        WARM_UP,
        recordedTime,
        REQUESTS_PER_SECOND,
        JVM_OPTIONS);
  }

  /** The same with another program. */
  public DemoPlan withProgram(ServiceProgram other) {
    return new DemoPlan(other, faults, warmUpTime, recordedTime, requestsPerSecond, jvmOptions);
  }

  /** The same with another warm-up. */
  public DemoPlan withWarmUp(Duration other) {
    return new DemoPlan(program, faults, other, recordedTime, requestsPerSecond, jvmOptions);
  }

  String faultList() {
    return faults.stream().sorted().map(DemoFault::optionName).collect(Collectors.joining(","));
  }
}
