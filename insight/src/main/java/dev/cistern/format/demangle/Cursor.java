package dev.cistern.format.demangle;

/** A place in a symbol's bytes, one in each {@code char}, and the small things read there. */
final class Cursor {
  private static final int NUMBER_MAX = Integer.MAX_VALUE / 10 - 10;
  private static final int SEQUENCE_MAX = Integer.MAX_VALUE / 36 - 36;

  private final String text;
  private final int end;
  private int at;

  Cursor(String text) {
    this(text, 0, text.length());
  }

  /** Reads from one place to before another. */
  Cursor(String text, int at, int end) {
    this.text = text;
    this.at = at;
    this.end = end;
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isLower(char c) {
    return c >= 'a' && c <= 'z';
  }

  static boolean isUpper(char c) {
    return c >= 'A' && c <= 'Z';
  }

  int at() {
    return at;
  }

  void move(int to) {
    at = to;
  }

  boolean more() {
    return at < end;
  }

  /** The next letter; 0, which no grammar knows, at the end. */
  char peek() {
    return peek(0);
  }

  char peek(int ahead) {
    return at + ahead < end ? text.charAt(at + ahead) : 0;
  }

  boolean is(char c) {
    return more() && peek() == c;
  }

  boolean is(String letters) {
    return letters.length() <= end - at && text.startsWith(letters, at);
  }

  boolean isDigit() {
    return isDigit(peek());
  }

  boolean take(char c) {
    boolean there = is(c);
    at += there ? 1 : 0;
    return there;
  }

  boolean take(String letters) {
    boolean there = is(letters);
    at += there ? letters.length() : 0;
    return there;
  }

  void expect(char c) throws Malformed {
    if (!take(c)) {
      throw new Malformed("'" + c + "'");
    }
  }

  char next() throws Malformed {
    if (!more()) {
      throw new Malformed("more letters");
    }
    return text.charAt(at++);
  }

  String next(int length) throws Malformed {
    if (length < 0 || length > end - at) {
      throw new Malformed(length + " letters");
    }
    at += length;
    return text.substring(at - length, at);
  }

  String since(int from) {
    return text.substring(from, at);
  }

  /** What stands before the next such letter, or all that is left. */
  String until(char letter) {
    int found = text.indexOf(letter, at, end);
    int from = at;
    at = found < 0 ? end : found;
    return since(from);
  }

  /** A decimal number, negative after an {@code n}. */
  int number() throws Malformed {
    boolean negative = take('n');
    if (!isDigit()) {
      throw new Malformed("a number");
    }
    int value = 0;
    while (isDigit()) {
      if (value >= NUMBER_MAX) {
        throw new Malformed("a smaller number");
      }
      value = value * 10 + (next() - '0');
    }
    return negative ? -value : value;
  }

  /** {@code _} is 0, {@code 0_} is 1. */
  int compactNumber() throws Malformed {
    if (take('_')) {
      return 0;
    }
    if (is('n')) {
      throw new Malformed("a number that is not negative");
    }
    int value = number();
    expect('_');
    return value + 1;
  }

  /** {@code _} is 0, {@code 0_} is 1, in base 36; the end may stand for the last {@code _}. */
  int sequence(boolean endMayClose) throws Malformed {
    if (take('_')) {
      return 0;
    }
    int id = 0;
    while (!take('_')) {
      if (!more() && endMayClose) {
        return id + 1;
      }
      char c = next();
      if (id >= SEQUENCE_MAX || !(isDigit(c) || isUpper(c))) {
        throw new Malformed("a sequence number");
      }
      id = id * 36 + (isDigit(c) ? c - '0' : c - 'A' + 10);
    }
    return id + 1;
  }

  /** Passes digits that reach to the end; others stay. */
  void skipLastDigits() {
    int passed = at;
    while (passed < end && isDigit(text.charAt(passed))) {
      passed++;
    }
    at = passed == end ? end : at;
  }
}
