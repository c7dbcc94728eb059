package dev.cistern.bench.pool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Go's own pool, measured by a program written in Go; see {@code bench/syncpool}. */
final class GoReference {
  /** One scenario, with the cost of an empty goroutine subtracted where goroutines are made. */
  record Line(double cpuNanos, double bytes, double missShare) {
    Table.Row row(int round) {
      return new Table.Row(round, cpuNanos, Double.NaN, bytes, missShare);
    }
  }

  private GoReference() {}

  /** By scenario; empty if there is no such program here. */
  static Map<String, Line> run(Path program, int millis) {
    Map<String, Line> lines = new LinkedHashMap<>();
    if (!Files.isExecutable(program)) {
      return lines;
    }
    try {
      Process process =
          new ProcessBuilder(program.toString(), String.valueOf(2 * millis))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      for (String line : lines(process)) {
        String[] columns = line.split(",", -1);
        lines.put(
            columns[0],
            new Line(
                Double.parseDouble(columns[1]),
                Double.parseDouble(columns[2]),
                Double.parseDouble(columns[3])));
      }
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> lines(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
        .lines()
        .toList();
  }
}
