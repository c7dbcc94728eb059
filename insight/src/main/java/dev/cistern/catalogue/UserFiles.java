package dev.cistern.catalogue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Where a user's own entries and limits stand. */
public final class UserFiles {
  /** The file's name, at a project's root and in the user's configuration directory. */
  public static final String NAME = "cistern.toml";

  private static final long BYTES_MAX = 4 << 20;

  private UserFiles() {}

  /**
   * The files that exist, the nearest first: the one at or above the working directory, then {@code
   * $XDG_CONFIG_HOME/cistern/cistern.toml} or {@code ~/.config/cistern/cistern.toml}.
   */
  public static List<Path> find(Path workingDirectory, Map<String, String> environment) {
    List<Path> found = new ArrayList<>();
    for (Path dir = workingDirectory.toAbsolutePath(); dir != null; dir = dir.getParent()) {
      Path file = dir.resolve(NAME);
      if (Files.isRegularFile(file)) {
        found.add(file);
        break;
      }
    }
    String home = environment.getOrDefault("HOME", "");
    String config =
        environment.getOrDefault(
            "XDG_CONFIG_HOME", home.isEmpty() ? "" : Path.of(home, ".config").toString());
    if (!config.isEmpty()) {
      Path file = Path.of(config, "cistern", NAME);
      if (Files.isRegularFile(file) && !found.contains(file)) {
        found.add(file);
      }
    }
    return found;
  }

  static String text(Path file) throws IOException {
    long size = Files.size(file);
    if (size > BYTES_MAX) {
      throw new IOException(
          "%s: wanted at most %d bytes, found %d".formatted(file, BYTES_MAX, size));
    }
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }
}
