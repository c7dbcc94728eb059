package dev.cistern.cli.start;

import dev.cistern.cli.Main;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Runs the usual verbs on one small recording while the JVM notes which classes they load and which
 * methods they spend time in; what it notes becomes the ahead-of-time cache.
 */
public final class Training {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private Training() {}

  /** Trains in the folder given, where {@code sample.jfr} lies; ends within {@link #LIMIT}. */
  public static void main(String[] args) throws InterruptedException {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    System.setOut(nowhere);
    CountDownLatch done = new CountDownLatch(1);
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          commands(Path.of(args[0])).forEach(Training::attempt);
          done.countDown();
        });
    System.exit(done.await(LIMIT.toSeconds(), TimeUnit.SECONDS) ? 0 : 1);
  }

  /** A verb that fails trains no worse than one that is not run. */
  private static void attempt(List<String> command) {
    try {
      Main.run(command.toArray(String[]::new));
    } catch (RuntimeException e) {
      System.err.println(command + ": " + e);
    }
  }

  private static List<List<String>> commands(Path dir) {
    String recording = dir.resolve("sample.jfr").toString();
    String profile = dir.resolve("sample.pb.gz").toString();
    String page = dir.resolve("sample.html").toString();
    return List.of(
        List.of("--version"),
        List.of("--help"),
        List.of("convert", recording, "--format", "pprof", "-o", profile),
        List.of("info", recording),
        List.of("info", profile, "--format", "json"),
        List.of("top", recording),
        List.of("top", profile),
        List.of("top", profile, "--format", "json"),
        List.of("pools"),
        List.of("diagnose", recording),
        List.of("diagnose", profile, "--format", "json"),
        List.of("report", recording, "-o", page));
  }
}
