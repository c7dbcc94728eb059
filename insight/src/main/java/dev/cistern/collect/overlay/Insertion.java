package dev.cistern.collect.overlay;

import java.util.ArrayList;
import java.util.List;

/**
 * Edits of one source file of Go, each within its line so that line numbers do not move. A text
 * that is not there exactly as often as expected fails the whole: another Go release may have
 * another pool.
 */
final class Insertion {
  private final String name;
  private final List<String> lines;

  Insertion(String name, String source) {
    this.name = name;
    this.lines = new ArrayList<>(List.of(source.split("\n", -1)));
  }

  /**
   * Replaces whole lines, indentation apart: the n-th that reads {@code line} by the n-th of {@code
   * by}.
   */
  Insertion replace(String line, String... by) throws OverlayException {
    return replaceIn(0, lines.size(), line, by);
  }

  /** As {@link #replace}, within the function whose first line reads {@code header}. */
  Insertion replaceInside(String header, String line, String... by) throws OverlayException {
    int from = lines.indexOf(header);
    int to = from;
    while (to >= 0 && to < lines.size() && !lines.get(to).equals("}")) {
      to++;
    }
    if (from < 0 || to == lines.size()) {
      throw new OverlayException(
          "%s: wanted the function '%s', found none: this Go release is not known"
              .formatted(name, header));
    }
    return replaceIn(from, to, line, by);
  }

  private Insertion replaceIn(int from, int to, String line, String... by) throws OverlayException {
    int found = 0;
    for (int i = from; i < to; i++) {
      String text = lines.get(i);
      if (text.strip().equals(line)) {
        if (found < by.length) {
          lines.set(i, text.substring(0, text.indexOf(line)) + by[found]);
        }
        found++;
      }
    }
    if (found != by.length) {
      throw new OverlayException(
          "%s: wanted the line '%s' %d times, found it %d times: this Go release is not known"
              .formatted(name, line, by.length, found));
    }
    return this;
  }

  String text() {
    return String.join("\n", lines);
  }
}
