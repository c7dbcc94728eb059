package dev.cistern.bench;

import dev.cistern.format.gotrace.TextTrace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * One line of the list: a file of another project, told by its digest and not by its name.
 *
 * @param encoding how the file wraps what a reader reads; empty if it does not
 */
record ForeignFile(String id, String kind, String path, String sha256, String encoding) {
  private static final String FUZZ_HEADER = "go test fuzz v1\n";

  static ForeignFile of(JsonNode line) {
    return new ForeignFile(
        line.path("id").asString(""),
        line.path("kind").asString(""),
        line.path("path").asString(""),
        line.path("sha256").asString(""),
        line.path("encoding").asString(""));
  }

  /** Whether the list allows a reader to refuse it: forms of old, and files made to break. */
  boolean mayBeRefused() {
    return kind.startsWith("fuzz-") || kind.equals("gotrace-v1") || kind.equals("jfr-old");
  }

  /** Every file below a folder by its digest. */
  static Map<String, Path> byDigest(Path folder) throws IOException {
    Map<String, Path> found = new HashMap<>();
    List<Path> files;
    try (Stream<Path> walk = Files.walk(folder)) {
      files = walk.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : files) {
      found.putIfAbsent(digest(file), file);
    }
    return found;
  }

  /** Where the file lies: in the folder, or in the Go distribution that is installed. */
  Optional<Path> find(Map<String, Path> folder, Optional<Path> goRoot) throws IOException {
    Path known = folder.get(sha256);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<Path> installed = goRoot.map(root -> root.resolve(path)).filter(Files::isRegularFile);
    return installed.isPresent() && digest(installed.get()).equals(sha256)
        ? installed
        : Optional.empty();
  }

  /** What a reader is to read: the file itself, or what it wraps, written into {@code folder}. */
  Path unwrapped(Path file, Path folder) throws IOException {
    byte[] bytes =
        switch (encoding) {
          case "go-trace-txtar" -> TextTrace.golden(Files.readString(file)).trace();
          case "go-test-fuzz-v1" -> fuzzed(Files.readString(file, StandardCharsets.UTF_8));
          default -> new byte[0];
        };
    return encoding.isEmpty() ? file : Files.write(folder.resolve(id), bytes);
  }

  private static byte[] fuzzed(String text) throws IOException {
    int from = text.indexOf("(\"");
    int to = text.lastIndexOf("\")");
    if (!text.startsWith(FUZZ_HEADER) || from < 0 || to < from) {
      throw new IOException("wanted a seed of Go's fuzzing, found another text");
    }
    return TextTrace.unquoted(text.substring(from + 2, to)).getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String digest(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
