package dev.cistern.format.gotrace;

import dev.cistern.model.Labels;
import dev.cistern.model.Strings;

/**
 * Goroutine labels as a build overlay logs them: the text of Go's own label map, {@code
 * {"key":"value", "key":"value"}}, each string quoted as in Go source.
 */
final class GoLabels {
  private static final String CATEGORY = "cistern labels";
  private static final int LABELS_MAX = 64;
  private static final int SETS_MAX = 1 << 16;

  private final Strings strings;
  private final Labels labels;
  private int category; // its string's number, once one was seen

  GoLabels(Strings strings, Labels labels) {
    this.strings = strings;
    this.labels = labels;
  }

  /** Whether a log of this category tells of labels; else it is the program's own. */
  boolean tells(int categoryText) {
    if (category == 0 && strings.get(categoryText).equals(CATEGORY)) {
      category = categoryText;
    }
    return categoryText != 0 && categoryText == category;
  }

  /** The set that a log's message tells; the last one known where there are too many. */
  int set(int message, int last) {
    return labels.size() < SETS_MAX ? read(strings.get(message)) : last;
  }

  private int read(String text) {
    int at = 1;
    for (int i = 0; i < LABELS_MAX && at < text.length() && text.charAt(at) == '"'; i++) {
      StringBuilder key = new StringBuilder();
      StringBuilder value = new StringBuilder();
      at = quoted(text, at, key);
      if (at >= text.length() || text.charAt(at) != ':') {
        break;
      }
      at = quoted(text, at + 1, value);
      labels.add(strings.intern(key.toString()), strings.intern(value.toString()), 0, 0);
      at += at < text.length() && text.charAt(at) == ',' ? 2 : 0;
    }
    return labels.end();
  }

  /** Reads a quoted string and returns the place after it; escapes stay as Go writes them. */
  private static int quoted(String text, int from, StringBuilder into) {
    int at = from + 1;
    while (at < text.length() && text.charAt(at) != '"') {
      if (text.charAt(at) == '\\' && at + 1 < text.length()) {
        at++;
        if (text.charAt(at) != '"' && text.charAt(at) != '\\') {
          into.append('\\');
        }
      }
      into.append(text.charAt(at++));
    }
    return at + 1;
  }
}
