package dev.cistern.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Real collections of real collectors, each in a machine of its own. */
final class CollectionTest {
  static Stream<List<String>> collectors() {
    return Stream.of(
        List.of("-XX:+UseG1GC"),
        List.of("-XX:+UseZGC", "-XX:-ZProactive", "-Xmx512m"),
        List.of("-XX:+UseParallelGC"),
        List.of("-XX:+UseSerialGC"));
  }

  @ParameterizedTest
  @MethodSource("collectors")
  void idle_objects_survive_one_old_collection_and_are_gone_after_the_second(List<String> options)
      throws Exception {
    String out = run(options, "age");
    assertThat(out)
        .contains("platform young kept", "virtual young kept")
        .contains("platform first kept", "virtual first kept")
        .contains("platform second gone", "virtual second gone")
        .contains("memory free");
  }

  @ParameterizedTest
  @MethodSource("collectors")
  void the_pool_shrinks_near_the_memory_limit_and_grows_again(List<String> options)
      throws Exception {
    String out = run(options, "pressure");
    assertThat(out)
        .contains("before 100 idle")
        .contains("near true 0 idle")
        .contains("busy near at most 1 idle")
        .contains("far false 100 idle");
  }

  @ParameterizedTest
  @MethodSource("collectors")
  void a_pool_in_use_keeps_what_it_uses(List<String> options) throws Exception {
    assertThat(run(options, "busy")).contains("misses 1");
  }

  private static String run(List<String> options, String scenario)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // A heap that grew would begin old collections of its own accord.
    command.addAll(List.of("-Xms128m", "-Xmx128m"));
    command.addAll(options);
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", classPath()));
    command.addAll(List.of(CollectionScenario.class.getName(), scenario));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(out).isZero();
    return out;
  }

  private static String classPath() {
    Path classes = Path.of("target", "classes").toAbsolutePath();
    return classes + System.getProperty("path.separator") + classes.resolveSibling("test-classes");
  }
}
