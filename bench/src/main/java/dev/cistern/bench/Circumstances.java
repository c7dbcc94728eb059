package dev.cistern.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where and with what something was measured. */
public final class Circumstances {
  private static final Duration GIVE_UP = Duration.ofSeconds(60);

  private Circumstances() {}

  /** Each with its name, in the order of a page. */
  public static Map<String, String> of(Path root, Optional<String> go, int rounds)
      throws IOException {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("date", LocalDate.now().toString());
    all.put(
        "commit", said(List.of("git", "-C", root.toString(), "rev-parse", "--short=12", "HEAD")));
    all.put(
        "machine",
        "%d processors, %s".formatted(Runtime.getRuntime().availableProcessors(), processor()));
    all.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    all.put("JDK", System.getProperty("java.vendor") + " " + Runtime.version());
    all.put("Go", go.isPresent() ? said(List.of(go.get(), "version")) : "not installed");
    all.put("load at the start", said(List.of("cut", "-d", " ", "-f", "1", "/proc/loadavg")));
    all.put("rounds", Integer.toString(rounds));
    return all;
  }

  /** The processor's model. */
  public static String processor() throws IOException {
    Path file = Path.of("/proc/cpuinfo");
    if (!Files.isReadable(file)) {
      return "unknown processor";
    }
    return Files.readAllLines(file).stream()
        .filter(line -> line.startsWith("model name"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("unknown processor");
  }

  private static String said(List<String> command) throws IOException {
    Processes.Result result = Processes.run(command, GIVE_UP);
    return result.ok() ? result.out().strip() : "unknown";
  }
}
