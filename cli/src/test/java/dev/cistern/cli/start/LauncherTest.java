package dev.cistern.cli.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.house.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher in a small checkout of its own, whose Maven and Java are scripts: the one counts its
 * runs and lays down a jar, the other prints what it is told to run.
 */
final class LauncherTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /**
   * All that the launcher calls; the test's path holds nothing else, so that no other Maven is
   * found.
   */
  private static final List<String> COMMANDS =
      List.of(
          ("awk cksum cp date env find grep head mkdir mv"
                  + " readlink rm sed sh sleep timeout touch")
              .split(" "));

  /** Prints the arguments of the program it is to run; three of them make it fail. */
  private static final String JAVA =
      """
      while [ $# -gt 0 ] && [ "$1" != -jar ]; do shift; done
      [ $# = 0 ] || shift 2
      IFS='|'
      echo "$*"
      [ $# != 3 ] || exit 3
      """;

  @TempDir Path dir;
  private Path checkout = Path.of("");
  private Path bin = Path.of("");

  @BeforeEach
  void lay_a_checkout() throws IOException {
    checkout = Files.createDirectories(dir.resolve("a checkout"));
    bin = Files.createDirectories(dir.resolve("bin"));
    for (String name : COMMANDS) {
      script(bin.resolve(name), "exec /usr/bin/" + name + " \"$@\"");
    }
    Files.copy(Tools.root().resolve("cistern"), checkout.resolve("cistern"));
    Files.createDirectories(checkout.resolve(".mvn"));
    Files.createDirectories(checkout.resolve("cli/src/main/java"));
    Files.writeString(checkout.resolve("pom.xml"), "<project/>");
    Files.writeString(checkout.resolve("cli/pom.xml"), "<project/>");
    Path jdk = Files.createDirectories(dir.resolve("jdk/bin"));
    script(jdk.resolve("javac"), "");
    script(jdk.resolve("java"), JAVA);
    Files.writeString(dir.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
    maven(layJar());
  }

  @Test
  void the_first_use_builds_and_the_next_does_not() throws IOException {
    assertThat(cistern("top", "a b").out()).isEqualTo("top|a b\n");
    assertThat(cistern("info").out()).isEqualTo("info\n");
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void arguments_and_the_exit_code_pass_through() {
    Tools.Output output = cistern("a b", "", "*");
    assertThat(output.out()).isEqualTo("a b||*\n");
    assertThat(output.exit()).isEqualTo(3);
  }

  @Test
  void a_newer_source_is_built_and_a_newer_test_is_not() throws IOException {
    cistern();
    Files.createDirectories(checkout.resolve("cli/src/test/java"));
    newer(checkout.resolve("cli/src/test/java/New.java"));
    cistern();
    assertThat(builds()).isEqualTo(1);
    newer(checkout.resolve("cli/src/main/java/New.java"));
    cistern();
    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void a_module_within_a_module_is_there_to_build_from() throws IOException {
    Files.createDirectories(checkout.resolve("cli/inner"));
    Files.writeString(checkout.resolve("cli/inner/pom.xml"), "<project/>");
    maven("[ -f cli/inner/pom.xml ] || exit 1\n" + layJar());
    assertThat(cistern("info").out()).isEqualTo("info\n");
  }

  @Test
  void first_uses_at_the_same_time_build_once() throws IOException {
    maven("sleep 1; " + layJar());
    Tools.Output output =
        run(checkout, environment(), "sh", "-c", "./cistern a & ./cistern b & ./cistern c & wait");
    assertThat(output.out().lines()).containsExactlyInAnyOrder("a", "b", "c");
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void it_runs_through_a_link_and_from_another_folder() throws IOException {
    Path link = Files.createSymbolicLink(dir.resolve("link to it"), checkout.resolve("cistern"));
    assertThat(run(bin, environment(), link.toString(), "x").out()).isEqualTo("x\n");
    assertThat(checkout.resolve(".cistern/current")).exists();
  }

  @Test
  void a_failed_build_names_its_log_and_leaves_nothing_to_run() throws IOException {
    maven("echo '[ERROR] wanted a semicolon'; exit 1");
    Tools.Output output = cistern();
    assertThat(output.exit()).isEqualTo(4);
    assertThat(output.err()).contains("wanted a semicolon", checkout + "/.cistern/build.log");
    try (var left = Files.list(checkout.resolve(".cistern"))) {
      assertThat(left.map(Path::getFileName).map(Path::toString))
          .containsExactlyInAnyOrder("build", "build.log");
    }
  }

  @Test
  void an_interrupted_build_ends_with_130_and_can_be_tried_again() throws IOException {
    maven("sleep 30");
    Tools.Output output =
        run(
            checkout,
            environment(),
            "timeout",
            "--preserve-status",
            "--signal=INT",
            "1",
            "./cistern");
    assertThat(output.exit()).isEqualTo(130);
    assertThat(checkout.resolve(".cistern/lock")).doesNotExist();
    maven(layJar());
    assertThat(cistern("b").out()).isEqualTo("b\n");
  }

  @Test
  void a_lock_whose_holder_is_dead_does_not_hold() throws IOException {
    Files.createDirectories(checkout.resolve(".cistern/lock"));
    Files.writeString(checkout.resolve(".cistern/lock/pid"), "999999999\n");
    assertThat(cistern("a").out()).isEqualTo("a\n");
  }

  @Test
  void what_is_missing_is_told_in_one_sentence() throws IOException {
    Files.delete(bin.resolve("mvn"));
    Tools.Output noMaven = cistern();
    assertThat(noMaven.exit()).isEqualTo(2);
    assertThat(noMaven.err()).contains("wanted Maven 3.8.7 or newer").doesNotContain("not found");
    Tools.Output noJdk = run(checkout, Map.of("CISTERN_JAVA_HOME", dir.toString()), "./cistern");
    assertThat(noJdk.exit()).isEqualTo(2);
    assertThat(noJdk.err()).contains("wanted a JDK 25 or newer, found no JDK there");
    assertThat(noJdk.err().lines()).hasSize(1);
  }

  /** What a build leaves: the command's jar, and a folder for its libraries. */
  private static String layJar() {
    return "mkdir -p cli/target/lib && touch cli/target/cistern-cli-1.jar";
  }

  /** Puts a Maven on the path that notes that it ran, then does as {@code script} says. */
  private void maven(String script) throws IOException {
    script(bin.resolve("mvn"), "echo run >>'" + dir.resolve("runs") + "'\n" + script);
  }

  private static void script(Path file, String content) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + content + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private long builds() throws IOException {
    return Files.readAllLines(dir.resolve("runs")).size();
  }

  private static void newer(Path file) throws IOException {
    Files.writeString(file, "");
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(2)));
    Files.setLastModifiedTime(
        file.resolveSibling(""), FileTime.from(Instant.now().minusSeconds(3600)));
  }

  private Tools.Output cistern(String... args) {
    List<String> command = new ArrayList<>(List.of("./cistern"));
    command.addAll(List.of(args));
    return run(checkout, environment(), command.toArray(String[]::new));
  }

  private Map<String, String> environment() {
    return Map.of("PATH", bin.toString(), "CISTERN_JAVA_HOME", dir.resolve("jdk").toString());
  }

  private static Tools.Output run(Path dir, Map<String, String> environment, String... command) {
    List<String> all = new ArrayList<>(List.of("env"));
    environment.forEach((name, value) -> all.add(name + "=" + value));
    all.addAll(List.of(command));
    return Tools.run(dir, LIMIT, all);
  }
}
