package dev.cistern.format.gotext;

import java.util.function.BiConsumer;

/** Labels as Go prints them: {@code {"key":"text", "other":"text"}}, quoted as Go quotes. */
final class LabelText {
  private final String text;
  private int at;

  private LabelText(String text) {
    this.text = text;
  }

  /** Hands over every pair up to the first place that is not as Go writes it. */
  static void read(String text, BiConsumer<String, String> pair) {
    LabelText reader = new LabelText(text);
    if (!reader.sign('{')) {
      return;
    }
    do {
      String key = reader.quoted();
      boolean colon = reader.sign(':');
      String value = reader.quoted();
      if (key.isEmpty() || !colon || value.isEmpty()) {
        return;
      }
      pair.accept(key.substring(1), value.substring(1));
    } while (reader.sign(','));
  }

  private boolean sign(char wanted) {
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
    if (at < text.length() && text.charAt(at) == wanted) {
      at++;
      return true;
    }
    return false;
  }

  /** What stands between quotes, with one quote before it; empty if no quotes stand here. */
  private String quoted() {
    if (!sign('"')) {
      return "";
    }
    StringBuilder plain = new StringBuilder("\"");
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '"') {
        return plain.toString();
      }
      plain.append(c == '\\' && at < text.length() ? escaped() : c);
    }
    return "";
  }

  private String escaped() {
    char c = text.charAt(at++);
    return switch (c) {
      case 'n' -> "\n";
      case 't' -> "\t";
      case 'r' -> "\r";
      case 'x' -> code(2);
      case 'u' -> code(4);
      case 'U' -> code(8);
      default -> String.valueOf(c);
    };
  }

  private String code(int digits) {
    int end = Math.min(text.length(), at + digits);
    int value = 0;
    while (at < end) {
      value = value << 4 | Math.max(0, Character.digit(text.charAt(at++), 16));
    }
    return Character.isValidCodePoint(value) ? Character.toString(value) : "\uFFFD";
  }
}
