package dev.cistern.format.gotext;

import dev.cistern.format.Head;

/** The first line that is not blank, which tells Go's texts apart. */
final class FirstLine {
  private FirstLine() {}

  static String of(Head head) {
    Lines lines = new Lines(head.bytes(), head.bytes().length);
    while (lines.next()) {
      if (!lines.text().isBlank()) {
        return lines.text();
      }
    }
    return "";
  }
}
