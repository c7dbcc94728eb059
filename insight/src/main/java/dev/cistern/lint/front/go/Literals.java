package dev.cistern.lint.front.go;

import dev.cistern.lint.front.go.tree.Token;

/** Reads numbers, characters and strings, after the language specification. */
final class Literals {
  private final byte[] source;
  private final Errors errors;
  private int at;

  Literals(byte[] source, Errors errors) {
    this.source = source;
    this.errors = errors;
  }

  /** Where the last literal ended. */
  int end() {
    return at;
  }

  private int peek() {
    return at < source.length ? source[at] : -1;
  }

  private static int lower(int c) {
    return c | 0x20;
  }

  private static boolean isDecimal(int c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isHex(int c) {
    return isDecimal(c) || lower(c) >= 'a' && lower(c) <= 'f';
  }

  /** A number that starts with a digit, or with a point and a digit. */
  Token number(int from) {
    at = from;
    char base = 'd';
    boolean digits = false;
    if (peek() == '0') {
      at++;
      base =
          switch (lower(peek())) {
            case 'x' -> 'x';
            case 'o' -> 'o';
            case 'b' -> 'b';
            default -> '0';
          };
      digits = base == '0';
      at += digits ? 0 : 1;
    }
    int whole = at;
    digits |= digits(base == 'x');
    int wholeEnd = at;
    Token kind = Token.INT;
    if (peek() == '.') {
      kind = Token.FLOAT;
      if (base == 'o' || base == 'b') {
        errors.add(at, "a number with base prefix 0" + base + " has no fraction");
      }
      at++;
      digits |= digits(base == 'x');
    }
    if (!digits) {
      errors.add(from, "number has no digits");
    }
    kind = exponent(base, kind);
    if (peek() == 'i') {
      kind = Token.IMAG;
      at++;
    }
    if (kind == Token.INT) {
      checkDigits(base, whole, wholeEnd);
    }
    checkSeparators(from, base == 'x' || base == 'o' || base == 'b', base == 'x');
    return kind;
  }

  private boolean digits(boolean hex) {
    boolean found = false;
    while (peek() == '_' || (hex ? isHex(peek()) : isDecimal(peek()))) {
      found |= peek() != '_';
      at++;
    }
    return found;
  }

  private Token exponent(char base, Token kind) {
    int sign = lower(peek());
    if (sign != 'e' && sign != 'p') {
      if (base == 'x' && kind == Token.FLOAT) {
        errors.add(at, "hexadecimal fraction without its 'p' exponent");
      }
      return kind;
    }
    if (sign == 'e' && base != 'd' && base != '0' || sign == 'p' && base != 'x') {
      errors.add(at, "'" + (char) sign + "' exponent does not fit the number's base");
    }
    at++;
    if (peek() == '+' || peek() == '-') {
      at++;
    }
    if (!digits(false)) {
      errors.add(at, "exponent has no digits");
    }
    return Token.FLOAT;
  }

  private void checkDigits(char base, int from, int to) {
    int limit = base == 'b' ? '2' : base == 'o' || base == '0' ? '8' : '9' + 1;
    for (int i = from; i < to && base != 'x'; i++) {
      if (source[i] != '_' && source[i] >= limit) {
        errors.add(i, "invalid digit '" + (char) source[i] + "' for the number's base");
        return;
      }
    }
  }

  private void checkSeparators(int from, boolean prefixed, boolean hex) {
    for (int i = from; i < at; i++) {
      if (source[i] == '_' && !isSeparator(i, from, prefixed, hex)) {
        errors.add(i, "'_' must separate digits");
        return;
      }
    }
  }

  private boolean isSeparator(int i, int from, boolean prefixed, boolean hex) {
    boolean before = prefixed && i == from + 2 || i > from && isDigit(source[i - 1], hex);
    return before && i + 1 < at && isDigit(source[i + 1], hex);
  }

  private static boolean isDigit(int c, boolean hex) {
    return hex ? isHex(c) : isDecimal(c);
  }

  /** A character in quotes; {@code from} is the opening one. */
  void character(int from) {
    at = from + 1;
    int count = 0;
    boolean valid = true;
    while (true) {
      int c = peek();
      if (at >= source.length || c == '\n') {
        if (valid) {
          errors.add(from, "character literal not terminated");
        }
        return;
      }
      at++;
      if (c == '\'') {
        break;
      }
      if ((c & 0xC0) != 0x80) {
        count++;
      }
      if (c == '\\' && !escape('\'')) {
        valid = false;
      }
    }
    if (valid && count != 1) {
      errors.add(from, "wanted one character in quotes, found " + count);
    }
  }

  /** A string in double quotes; {@code from} is the opening one. */
  void string(int from) {
    at = from + 1;
    while (true) {
      int c = peek();
      if (at >= source.length || c == '\n') {
        errors.add(from, "string not terminated");
        return;
      }
      at++;
      if (c == '"') {
        return;
      }
      if (c == '\\') {
        escape('"');
      }
    }
  }

  /** What follows a backslash; an offending character is left to be read again. */
  private boolean escape(char quote) {
    int start = at;
    int c = peek();
    switch (c) {
      case 'a', 'b', 'f', 'n', 'r', 't', 'v', '\\' -> {
        at++;
        return true;
      }
      case '0', '1', '2', '3', '4', '5', '6', '7' -> {
        return code(start, 3, 8, 255);
      }
      case 'x' -> {
        at++;
        return code(start, 2, 16, 255);
      }
      case 'u', 'U' -> {
        at++;
        return code(start, c == 'u' ? 4 : 8, 16, Character.MAX_CODE_POINT);
      }
      default -> {
        if (c == quote) {
          at++;
          return true;
        }
        errors.add(start, "unknown escape sequence");
        return false;
      }
    }
  }

  private boolean code(int start, int digits, int base, int max) {
    long value = 0;
    for (int i = 0; i < digits; i++) {
      int digit = peek() < 0 ? -1 : Character.digit(peek(), base);
      if (digit < 0) {
        errors.add(at, "wanted a digit of the escape sequence");
        return false;
      }
      value = value * base + digit;
      at++;
    }
    if (value > max || value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE) {
      errors.add(start, "escape sequence is no Unicode character");
      return false;
    }
    return true;
  }
}
