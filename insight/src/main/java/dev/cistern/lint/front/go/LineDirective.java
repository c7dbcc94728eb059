package dev.cistern.lint.front.go;

import java.nio.charset.StandardCharsets;

/**
 * The check of a line directive, {@code //line file:line:column}.
 *
 * <p>Cistern tells the place in the file it reads, so directives are not followed; but a broken one
 * is a syntax error to Go, and so it is here.
 */
final class LineDirective {
  private static final long LARGEST = 1 << 30;
  private static final String KEYWORD = "line ";

  private LineDirective() {}

  /** Tells {@code errors} if the comment from {@code from} to {@code to} is a broken directive. */
  static void check(byte[] source, int from, int to, boolean startsLine, Errors errors) {
    boolean block = source[from + 1] == '*';
    int textFrom = from + 2;
    if (!block && !startsLine || !hasKeyword(source, textFrom, to)) {
      return;
    }
    int textTo = block ? to - 2 : to > from + 2 && source[to - 1] == '\r' ? to - 1 : to;
    int start = textFrom + KEYWORD.length();
    if (textTo < start) {
      return;
    }
    String text = new String(source, start, textTo - start, StandardCharsets.ISO_8859_1);
    int last = text.lastIndexOf(':');
    if (last < 0) {
      return;
    }
    if (!isNumber(text.substring(last + 1))) {
      errors.add(start + last + 1, "wanted a line number");
      return;
    }
    String front = text.substring(0, last);
    int first = front.lastIndexOf(':');
    long line = number(text.substring(last + 1));
    if (first >= 0 && isNumber(front.substring(first + 1))) {
      if (line == 0 || line > LARGEST) {
        errors.add(start + last + 1, "wanted a column number from 1");
        return;
      }
      line = number(front.substring(first + 1));
    }
    if (line == 0 || line > LARGEST) {
      errors.add(start + first + 1, "wanted a line number from 1");
    }
  }

  private static boolean hasKeyword(byte[] source, int from, int to) {
    if (from + KEYWORD.length() > to) {
      return false;
    }
    for (int i = 0; i < KEYWORD.length(); i++) {
      if (source[from + i] != KEYWORD.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isNumber(String text) {
    if (text.isEmpty() || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return false;
    }
    try {
      Long.parseUnsignedLong(text);
      return true;
    } catch (NumberFormatException tooLarge) {
      return false;
    }
  }

  private static long number(String text) {
    return Long.parseUnsignedLong(text);
  }
}
