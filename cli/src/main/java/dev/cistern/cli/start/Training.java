package dev.cistern.cli.start;

import dev.cistern.cli.Main;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;

/**
 * Runs the usual verbs on a small recording, a small Go trace and a little Go code while the JVM
 * notes which classes they load and which methods they spend time in; what it notes becomes the
 * ahead-of-time cache. With {@code trace} after the folder it reads the trace alone, for the cache
 * that only the reading of traces uses.
 */
public final class Training {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  /** A busy service of 0.1 s ({@code lab/go/traces -megabytes 0.3}). */
  private static final String TRACE = "sample.trace.gz";

  /** A file of Go with what lint meets in code. */
  private static final String SOURCE = "sample.go.txt";

  /** How many packages lint is shown at a time, and how often. */
  private static final int PACKAGES = 40;

  private static final int LINT_TIMES = 4;

  /**
   * Enough for profiles of the loops over events. With more the second compiler begins at once, and
   * with all that these runs call: 12 times made reading 100 MB cost an eighth more.
   */
  private static final int TRACE_TIMES = 2;

  private Training() {}

  /** Trains in the folder given, where {@code sample.jfr} lies; ends within {@link #LIMIT}. */
  public static void main(String[] args) throws InterruptedException, IOException {
    Path dir = Path.of(args[0]);
    unpack(dir.resolve("sample.trace"));
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    System.setOut(nowhere);
    CountDownLatch done = new CountDownLatch(1);
    boolean traceAlone = args.length > 1 && args[1].equals("trace");
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          if (traceAlone) {
            attempt(List.of("info", dir.resolve("sample.trace").toString()));
          } else {
            commands(dir).forEach(Training::attempt);
            lint(dir);
          }
          done.countDown();
        });
    System.exit(done.await(LIMIT.toSeconds(), TimeUnit.SECONDS) ? 0 : 1);
  }

  private static void unpack(Path trace) throws IOException {
    try (InputStream packed =
            Objects.requireNonNull(Training.class.getResourceAsStream(TRACE), TRACE);
        InputStream bytes = new GZIPInputStream(packed)) {
      Files.copy(bytes, trace, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Lints packages that go again. */
  private static void lint(Path dir) {
    Path sources = dir.resolve("sample.sources");
    try (InputStream text = Objects.requireNonNull(Training.class.getResourceAsStream(SOURCE))) {
      byte[] source = text.readAllBytes();
      for (int i = 0; i < PACKAGES; i++) {
        Files.createDirectories(sources.resolve("sample" + i));
        Files.write(sources.resolve("sample" + i).resolve("sample.go"), source);
      }
      for (int i = 0; i < LINT_TIMES; i++) {
        attempt(List.of("lint", sources.toString()));
        attempt(List.of("lint", sources.toString(), "--format", "json"));
      }
      attempt(List.of("lint", sources.toString(), "--format", "sarif"));
      for (int i = 0; i < PACKAGES; i++) {
        Files.delete(sources.resolve("sample" + i).resolve("sample.go"));
        Files.delete(sources.resolve("sample" + i));
      }
      Files.delete(sources);
    } catch (IOException e) {
      System.err.println(sources + ": " + e);
    }
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
    String trace = dir.resolve("sample.trace").toString();
    List<List<String>> all =
        new ArrayList<>(
            List.of(
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
                List.of("report", recording, "-o", page)));
    for (int i = 0; i < TRACE_TIMES; i++) {
      all.add(List.of("info", trace));
      all.add(List.of("top", trace));
    }
    all.add(List.of("diagnose", trace));
    all.add(List.of("report", trace, "-o", page));
    return all;
  }
}
