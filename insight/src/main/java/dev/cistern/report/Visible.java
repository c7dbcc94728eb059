package dev.cistern.report;

/**
 * Makes characters visible that would do something instead of showing something: terminal escapes
 * and other controls, line breaks inside a name, direction overrides, invisible characters, halves
 * of surrogate pairs.
 *
 * <p>They are written as {@code \x1b} or {@code \u202e}, so that a reader sees that they are there.
 */
final class Visible {
  private Visible() {}

  /** The text on one line: a line break or tab inside it becomes a space. */
  static String line(String text) {
    return clean(text, false);
  }

  /** The text with its line breaks kept; a tab becomes two spaces. */
  static String lines(String text) {
    return clean(text, true);
  }

  private static String clean(String text, boolean keepBreaks) {
    int first = firstUnsafe(text);
    if (first == text.length()) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() + 16);
    out.append(text, 0, first);
    for (int i = first; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (c == '\n') {
        out.append(keepBreaks ? '\n' : ' ');
      } else if (c == '\t') {
        out.append(keepBreaks ? "  " : " ");
      } else if (c == '\r' && keepBreaks && i < text.length() && text.charAt(i) == '\n') {
        continue; // the line break follows
      } else if (isSafe(c)) {
        out.appendCodePoint(c);
      } else if (c < 0x100) {
        out.append("\\x%02x".formatted(c));
      } else {
        out.append(c < 0x10000 ? "\\u%04x".formatted(c) : "\\u{%x}".formatted(c));
      }
    }
    return out.toString();
  }

  private static int firstUnsafe(String text) {
    int i = 0;
    while (i < text.length()) {
      int c = text.codePointAt(i);
      if (!isSafe(c)) {
        return i;
      }
      i += Character.charCount(c);
    }
    return i;
  }

  private static boolean isSafe(int c) {
    if (c < 0x7f) {
      return c >= 0x20;
    }
    if (c == 0xad || c == 0x34f || c == 0x115f || c == 0x1160 || c == 0x3164 || c == 0xffa0) {
      return false; // shown as nothing
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  /** How many columns of a terminal the text takes: two for East Asian wide, none for marks. */
  static int columns(String text) {
    int columns = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      columns += columns(c);
    }
    return columns;
  }

  /** How many columns of a terminal one character takes. */
  static int columns(int c) {
    if (c < 0x300) {
      return 1;
    }
    int type = Character.getType(c);
    if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
      return 0;
    }
    return isWide(c) ? 2 : 1;
  }

  private static boolean isWide(int c) {
    return c >= 0x1100
        && (c <= 0x115f
            || (c >= 0x2e80 && c <= 0x303e)
            || (c >= 0x3041 && c <= 0xa4cf)
            || (c >= 0xac00 && c <= 0xd7a3)
            || (c >= 0xf900 && c <= 0xfaff)
            || (c >= 0xfe30 && c <= 0xfe6f)
            || (c >= 0xff00 && c <= 0xff60)
            || (c >= 0xffe0 && c <= 0xffe6)
            || (c >= 0x1f300 && c <= 0x1faff)
            || (c >= 0x20000 && c <= 0x3fffd));
  }
}
