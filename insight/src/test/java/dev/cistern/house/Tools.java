package dev.cistern.house;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * The programs that some tests borrow: Go, Chromium. A test asks here and nowhere else. Where the
 * program is missing the test is skipped with a sentence that says so; where the environment
 * variable {@code CISTERN_REQUIRE} names it (a comma list of {@code go}, {@code chromium}, {@code
 * all}) the test fails instead, so that a gate cannot pass by lacking a tool.
 */
public final class Tools {
  private static final String REQUIRE = "CISTERN_REQUIRE";

  private Tools() {}

  /** What a finished process left: its exit code and both its outputs, in UTF-8. */
  public record Output(int exit, String out, String err) {}

  /** The {@code go} command. */
  public static Path go() {
    return program("go", List.of(Path.of("/usr/local/go/bin"), Path.of("/usr/lib/go/bin")))
        .orElseGet(() -> missing("go", "the go command on the PATH"));
  }

  /** What {@code go tool pprof -top} prints of a file, every row of it. */
  public static String pprofTop(Path dir, Path file, String... options) {
    List<String> command = new ArrayList<>(List.of(go().toString(), "tool", "pprof", "-top"));
    command.add("-nodefraction=0");
    command.addAll(List.of(options));
    command.add(file.toString());
    Output output = run(dir, Duration.ofMinutes(1), command);
    Assertions.assertEquals(0, output.exit(), output.err());
    return output.out();
  }

  /** The browser's command; tests drive it over its own protocol. */
  public static Path chromium() {
    return Stream.of("chromium", "chromium-browser", "google-chrome")
        .flatMap(name -> program(name, List.of()).stream())
        .findFirst()
        .orElseGet(() -> missing("chromium", "chromium on the PATH"));
  }

  /** The root of the checkout: the nearest folder upwards that holds {@code .mvn}. */
  public static Path root() {
    Path start = Path.of("").toAbsolutePath();
    for (Path dir = start; dir != null; dir = dir.getParent()) {
      if (Files.isDirectory(dir.resolve(".mvn"))) {
        return dir;
      }
    }
    throw new IllegalStateException(start + ": wanted a checkout, found no .mvn upwards of it");
  }

  /**
   * Runs a command in {@code dir} with no standard input and waits for its end; one that takes
   * longer than {@code limit} is killed with its children and fails the test.
   */
  public static Output run(Path dir, Duration limit, List<String> command) {
    try {
      Path out = Files.createTempFile("cistern-out", ".txt");
      Path err = Files.createTempFile("cistern-err", ".txt");
      try {
        Process process =
            new ProcessBuilder(command)
                .directory(dir.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(nullDevice()))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        if (!process.waitFor(limit)) {
          process.descendants().forEach(ProcessHandle::destroyForcibly);
          process.destroyForcibly();
          Assertions.fail(command + ": wanted an end within " + limit + "\n" + text(err));
        }
        return new Output(process.exitValue(), text(out), text(err));
      } finally {
        Files.deleteIfExists(out);
        Files.deleteIfExists(err);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while running " + command, e);
    }
  }

  private static File nullDevice() {
    return new File("/dev/null");
  }

  /** Lenient, so that a test can look at output which is not UTF-8. */
  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }

  private static Optional<Path> program(String name, List<Path> alsoIn) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.concat(Arrays.stream(path.split(":")).map(Path::of), alsoIn.stream())
        .map(dir -> dir.resolve(name))
        .filter(Files::isExecutable)
        .filter(Files::isRegularFile)
        .findFirst();
  }

  private static Path missing(String tool, String wanted) {
    String message = "wanted " + wanted + ", found none";
    String required = Optional.ofNullable(System.getenv(REQUIRE)).orElse("");
    if (Stream.of(required.split(",")).anyMatch(name -> name.equals(tool) || name.equals("all"))) {
      Assertions.fail(message + "; " + REQUIRE + "=" + required + " makes it a failure");
    }
    return Assumptions.abort(message);
  }
}
