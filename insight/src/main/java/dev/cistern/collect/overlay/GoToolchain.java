package dev.cistern.collect.overlay;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Go that a build in a folder uses, as its own {@code go env} tells.
 *
 * @param go the command
 * @param root GOROOT, spelled exactly as the build spells it
 * @param version such as {@code go1.26.8}
 * @param minor such as 26
 * @param flags GOFLAGS as they are set
 * @param inModuleCache whether it was downloaded into the module cache
 */
public record GoToolchain(
    String go, Path root, String version, int minor, String flags, boolean inModuleCache) {
  private static final Pattern VERSION = Pattern.compile("go1\\.(\\d{1,3})(\\D.*)?");
  private static final int OLDEST = 22;
  private static final int NEWEST = 26;
  private static final int OUTPUT_BYTES_MAX = 1 << 20;
  private static final long WAIT_SECONDS = 120; // it may download a toolchain

  /**
   * Asks the go command of a folder.
   *
   * @param environment what the build will see beside the process's own
   * @throws OverlayException where there is none or its version is not supported
   */
  public static GoToolchain of(String go, Path folder, Map<String, String> environment)
      throws OverlayException {
    String told =
        output(
            List.of(go, "env", "GOROOT", "GOVERSION", "GOMODCACHE", "GOFLAGS"),
            folder,
            environment);
    String[] lines = told.split("\n", -1);
    if (lines.length < 4 || lines[0].isBlank()) {
      throw new OverlayException("'" + go + " env' told no GOROOT: is Go installed whole?");
    }
    Path root = Path.of(lines[0].strip());
    String version = lines[1].strip();
    Path cache = Path.of(lines[2].strip());
    return new GoToolchain(
        go, root, version, minor(version), lines[3].strip(), root.startsWith(cache));
  }

  private static int minor(String version) throws OverlayException {
    Matcher matcher = VERSION.matcher(version);
    if (!matcher.matches()) {
      throw new OverlayException(
          "the overlay is for released Go 1.%d to 1.%d; this one is %s"
              .formatted(OLDEST, NEWEST, version));
    }
    int minor = Integer.parseInt(matcher.group(1));
    if (minor < OLDEST) {
      throw new OverlayException(
          "%s writes an older trace format, which cannot carry pool events: build with Go 1.%d to 1.%d"
              .formatted(version, OLDEST, NEWEST));
    }
    if (minor > NEWEST) {
      throw new OverlayException(
          "%s is newer than this Cistern knows: build with Go 1.%d to 1.%d (GOTOOLCHAIN=go1.%d.0)"
              .formatted(version, OLDEST, NEWEST, NEWEST));
    }
    return minor;
  }

  /** What a command prints, trimmed of nothing. */
  static String output(List<String> command, Path folder, Map<String, String> environment)
      throws OverlayException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().putAll(environment);
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      byte[] told = process.getInputStream().readNBytes(OUTPUT_BYTES_MAX);
      if (!process.waitFor(WAIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroy();
        throw new OverlayException("'%s' did not end".formatted(String.join(" ", command)));
      }
      if (process.exitValue() != 0) {
        throw new OverlayException(
            "'%s' ended with %d".formatted(String.join(" ", command), process.exitValue()));
      }
      return new String(told, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new OverlayException(
          "'%s' cannot be run: is Go installed and on the PATH?".formatted(command.getFirst()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OverlayException("interrupted", e);
    }
  }
}
