package dev.cistern.cli;

import dev.cistern.house.Tools;
import dev.cistern.house.Tools.Output;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The command as a process of its own, from the classes under test. */
record Cistern(Path folder) {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** Recorded Go evidence of this repository. */
  static Path recorded(String name) {
    return Tools.root().resolve("insight/src/test/resources/recorded/go").resolve(name);
  }

  /** Runs a verb in the folder and waits for its end. */
  Output run(Object... arguments) {
    List<String> command = command();
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    return Tools.run(folder, LIMIT, command);
  }

  /** The start of the command line, to which a test adds a verb. */
  static List<String> command() {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    return new ArrayList<>(
        List.of(
            java.toString(),
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            classPath,
            Main.class.getName()));
  }
}
