package dev.cistern.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The lab's program that misuses pools, built plain and with pool events by one release of Go.
 *
 * @param root the checkout
 * @param go the go command
 * @param toolchain such as {@code go1.24.9}, or {@code local}
 */
record PoolProgram(Path root, String go, String toolchain) {
  private static final Duration BUILD = Duration.ofMinutes(10);
  private static final Duration RUN = Duration.ofMinutes(5);

  /** Builds it plain, or with events and what the options add. */
  Path build(Path file, boolean events, String... options) throws IOException {
    List<String> command = new ArrayList<>(List.of("env", "-C", source().toString()));
    command.add("GOTOOLCHAIN=" + toolchain);
    if (events) {
      command.addAll(List.of(cistern(), "go"));
      command.addAll(List.of(options));
      command.add("--");
    }
    command.addAll(List.of(go, "build", "-trimpath", "-o", file.toString(), "."));
    told(command, BUILD);
    return file;
  }

  /** What a command prints; one that fails ends the benchmark. */
  static String said(List<String> command) throws IOException {
    return told(command, RUN);
  }

  String cistern() {
    return root.resolve("cistern").toString();
  }

  /** What the release calls itself. */
  String version() throws IOException {
    return told(
            List.of(
                "env",
                "-C",
                source().toString(),
                "GOTOOLCHAIN=" + toolchain,
                go,
                "env",
                "GOVERSION"),
            BUILD)
        .strip();
  }

  private Path source() {
    return root.resolve("lab/go/pooltrace");
  }

  private static String told(List<String> command, Duration limit) throws IOException {
    Processes.Result result = Processes.run(command, limit);
    if (!result.ok()) {
      throw new IOException(String.join(" ", command) + ": " + result.lastWords());
    }
    return result.out();
  }
}
