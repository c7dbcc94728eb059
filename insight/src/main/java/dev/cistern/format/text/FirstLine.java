package dev.cistern.format.text;

import dev.cistern.format.Head;

/** The first line that is not blank, which tells texts apart. */
public final class FirstLine {
  private FirstLine() {}

  public static String of(Head head) {
    Lines lines = new Lines(head.bytes(), head.bytes().length);
    while (lines.next()) {
      if (!lines.text().isBlank()) {
        return lines.text();
      }
    }
    return "";
  }
}
