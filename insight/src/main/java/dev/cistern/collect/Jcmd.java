package dev.cistern.collect;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Diagnostic commands of one JVM, through the {@code jcmd} of the JDK that runs us: it attaches for
 * each command and lets go again, so nothing of ours stays in the target.
 */
final class Jcmd {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int ANSWER_BYTES_MAX = 16 << 20;
  private static final int SAID_MAX = 160;

  /** What a command answered. */
  record Answer(boolean good, String text) {}

  private final long pid;
  private final Path command;

  Jcmd(long pid) throws CollectException {
    this.pid = pid;
    this.command = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    if (!Files.isExecutable(command)) {
      throw new CollectException(
          "wanted jcmd in the JDK that runs Cistern, found none at " + command);
    }
  }

  /**
   * Runs one command to its end; not cut short by an interrupt, so that the target is left as it
   * was.
   */
  Answer run(Path folder, List<String> words) throws IOException {
    List<String> line = new ArrayList<>(List.of(command.toString(), Long.toString(pid)));
    line.addAll(words);
    Path out = Files.createTempFile(folder, "jcmd", ".txt");
    Process process =
        new ProcessBuilder(line)
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(out.toFile())
            .start();
    boolean ended = waited(process);
    String text;
    try (InputStream in = Files.newInputStream(out)) {
      text = new String(in.readNBytes(ANSWER_BYTES_MAX), StandardCharsets.UTF_8);
    }
    Files.deleteIfExists(out);
    if (!ended) {
      process.destroyForcibly();
      return new Answer(false, "no answer within %d s".formatted(PATIENCE.toSeconds()));
    }
    return process.exitValue() == 0 ? new Answer(true, text) : new Answer(false, reason(text));
  }

  private static boolean waited(Process process) {
    long endNanos = System.nanoTime() + PATIENCE.toNanos();
    boolean interrupted = false;
    boolean ended = false;
    while (!ended && System.nanoTime() < endNanos) {
      try {
        ended = process.waitFor(Duration.ofMillis(500));
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return ended;
  }

  /** The line of a failure that tells why, without the class names around it. */
  private String reason(String text) {
    Optional<String> told =
        text.lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty() && !line.equals(pid + ":") && !line.startsWith("at "))
            .findFirst();
    String line =
        told.orElse("no reason given")
            .replaceFirst("^([a-z]+\\.)+[A-Za-z]+(Exception|Error): ", "")
            .replaceAll(" cmd: '.*'", "")
            .replaceAll("[^\\x20-\\x7e]", "?");
    return line.length() > SAID_MAX ? line.substring(0, SAID_MAX) + "…" : line;
  }
}
