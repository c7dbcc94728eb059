package dev.cistern.bench;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs programs with a time limit and without standard input. */
final class Processes {
  private static final Pattern CPU = Pattern.compile("bench-cpu ([0-9.]+) ([0-9.]+)\\s*$");

  /**
   * What a program left; {@code exit} is −1 where it was killed at its time limit, {@code cpuNanos}
   * 0 where it was not asked for.
   */
  record Result(int exit, String out, String err, long wallNanos, long cpuNanos) {
    boolean ok() {
      return exit == 0;
    }

    boolean tooLong() {
      return exit == -1;
    }

    /** The last line that says something, for a message. */
    String lastWords() {
      String said = err.isBlank() ? out : err;
      return said.lines().filter(line -> !line.isBlank()).reduce((_, line) -> line).orElse("");
    }
  }

  private Processes() {}

  /** Runs a program and measures the processor time of it and its children, by bash. */
  static Result timed(List<String> command, Duration limit) throws IOException {
    List<String> wrapped =
        new ArrayList<>(
            List.of("bash", "-c", "TIMEFORMAT='bench-cpu %U %S'; time \"$@\"", "bench"));
    wrapped.addAll(command);
    Result result = run(wrapped, limit);
    Matcher cpu = CPU.matcher(result.err());
    if (!cpu.find()) {
      return result;
    }
    double seconds = Double.parseDouble(cpu.group(1)) + Double.parseDouble(cpu.group(2));
    return new Result(
        result.exit(),
        result.out(),
        result.err().substring(0, cpu.start()),
        result.wallNanos(),
        (long) (seconds * 1e9));
  }

  static Result run(List<String> command, Duration limit) throws IOException {
    Path out = Files.createTempFile("bench-", ".out");
    Path err = Files.createTempFile("bench-", ".err");
    try {
      long start = System.nanoTime();
      Process process =
          new ProcessBuilder(command)
              .redirectInput(new File("/dev/null"))
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      boolean ended = process.waitFor(limit);
      long wallNanos = System.nanoTime() - start;
      if (!ended) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
      }
      return new Result(ended ? process.exitValue() : -1, text(out), text(err), wallNanos, 0);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      Files.deleteIfExists(out);
      Files.deleteIfExists(err);
    }
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }
}
