package dev.cistern.format.text;

/** A cursor over one line: numbers and the signs between them. */
public final class LineScanner {
  private static final int DECIMAL_DIGITS_MAX = 19;
  private static final String LARGEST = "9223372036854775807";
  private static final int HEX_DIGITS_MAX = 16;

  private final String line;
  private int at;
  private boolean failed;

  public LineScanner(String line) {
    this.line = line;
  }

  /** Whether all that was asked for stood there. */
  public boolean succeeded() {
    return !failed;
  }

  public boolean atEnd() {
    spaces();
    return at == line.length();
  }

  public LineScanner spaces() {
    while (at < line.length() && line.charAt(at) == ' ') {
      at++;
    }
    return this;
  }

  /** Passes over a text that must stand here, and the spaces before it. */
  public LineScanner sign(String wanted) {
    spaces();
    if (!failed && line.startsWith(wanted, at)) {
      at += wanted.length();
    } else {
      failed = true;
    }
    return this;
  }

  /** A whole number after spaces, at most 2⁶³ − 1; 0 if there is none. */
  public long number() {
    spaces();
    boolean negative = at < line.length() && line.charAt(at) == '-';
    int from = negative ? at + 1 : at;
    int to = from;
    long value = 0; // wraps where it is too large
    for (; to < line.length(); to++) {
      int digit = line.charAt(to) - '0';
      if (digit < 0 || digit > 9) {
        break;
      }
      value = 10 * value + digit;
    }
    if (failed || to == from || isTooLarge(from, to)) {
      failed = true;
      return 0;
    }
    at = to;
    return negative ? -value : value;
  }

  private boolean isTooLarge(int from, int to) {
    int digits = to - from;
    return digits > DECIMAL_DIGITS_MAX
        || (digits == DECIMAL_DIGITS_MAX && line.substring(from, to).compareTo(LARGEST) > 0);
  }

  /** An address such as {@code 0x4a5f} after spaces; 0 if there is none. */
  public long address() {
    spaces();
    int from = at + 2;
    int to = from;
    while (to < line.length() && Character.digit(line.charAt(to), 16) >= 0) {
      to++;
    }
    if (failed || !line.startsWith("0x", at) || to == from || to - from > HEX_DIGITS_MAX) {
      failed = true;
      return 0;
    }
    at = to;
    return Long.parseUnsignedLong(line, from, to, 16);
  }
}
