package dev.cistern.format.demangle;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/** Texts as bytes, one in each {@code char}: lengths in symbols count bytes. */
final class Bytes {
  private Bytes() {}

  /** The bytes of a text; itself if it is ASCII. */
  static String of(String text) {
    return isAscii(text) ? text : new String(text.getBytes(UTF_8), ISO_8859_1);
  }

  /** The text of such bytes. */
  static String text(String bytes) {
    return isAscii(bytes) ? bytes : new String(bytes.getBytes(ISO_8859_1), UTF_8);
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 128);
  }
}
