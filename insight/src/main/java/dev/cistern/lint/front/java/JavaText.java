package dev.cistern.lint.front.java;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * The text of a Java file before it is parsed.
 *
 * @param path the file's path
 * @param text its characters
 * @param latin whether its bytes are not UTF-8 and were read as ISO 8859-1
 */
public record JavaText(String path, String text, boolean latin) {
  /** How deep brackets may nest: the compiler's parser recurses. */
  static final int DEPTH_MAX = 2_000;

  /** Decodes a file's bytes. */
  public static JavaText of(String path, byte[] bytes) {
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes))
              .toString();
      return new JavaText(path, text, false);
    } catch (CharacterCodingException e) {
      return new JavaText(path, new String(bytes, StandardCharsets.ISO_8859_1), true);
    }
  }

  /** The line at which brackets nest too deep for the parser; 0 where they do not. */
  int tooDeep() {
    int depth = 0;
    int line = 1;
    for (int i = 0; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '\n' -> line++;
        case '(', '[', '{' -> {
          depth++;
          if (depth > DEPTH_MAX) {
            return line;
          }
        }
        case ')', ']', '}' -> depth = Math.max(0, depth - 1);
        case '"' -> i = quoted(i, '"');
        case '\'' -> i = quoted(i, '\'');
        case '/' -> i = comment(i);
        default -> {}
      }
    }
    return 0;
  }

  private int comment(int at) {
    if (text.startsWith("//", at)) {
      int end = text.indexOf('\n', at);
      return end < 0 ? text.length() : end - 1;
    }
    if (text.startsWith("/*", at)) {
      int end = text.indexOf("*/", at + 2);
      return end < 0 ? text.length() : end + 1;
    }
    return at;
  }

  private int quoted(int at, char quote) {
    if (text.startsWith("\"\"\"", at)) {
      int end = text.indexOf("\"\"\"", at + 3);
      return end < 0 ? text.length() : end + 2;
    }
    for (int i = at + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == quote || c == '\n') {
        return c == quote ? i : i - 1;
      }
      if (c == '\\') {
        i++;
      }
    }
    return text.length();
  }
}
