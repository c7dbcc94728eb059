package dev.cistern.format.gotext;

import dev.cistern.house.Tools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The recorded texts of a Go program. */
final class Recorded {
  private static final String FOLDER = "insight/src/test/resources/recorded/go/profiles";

  private Recorded() {}

  static Path path(String name) {
    return Tools.root().resolve(FOLDER).resolve(name);
  }

  static byte[] bytes(String name) throws IOException {
    return Files.readAllBytes(path(name));
  }

  /** How many lines that begin as {@code start} says end within the first {@code length} bytes. */
  static long linesBefore(byte[] text, int length, String start) {
    String before = new String(text, 0, length, StandardCharsets.UTF_8);
    String whole = before.substring(0, before.lastIndexOf('\n') + 1);
    return whole.lines().filter(line -> line.matches(start)).count();
  }
}
