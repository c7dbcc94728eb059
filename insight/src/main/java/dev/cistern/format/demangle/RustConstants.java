package dev.cistern.format.demangle;

/** The leaves of Rust's symbols: numbers, basic types and constants. */
final class RustConstants {
  private static final int LONG_DIGITS = 16;

  private final RustOut out;

  RustConstants(RustOut out) {
    this.out = out;
  }

  /** {@code _} is 0, {@code 0_} is 1; hashes of crates may go beyond 63 bits and wrap. */
  static long base62(Cursor in) throws Malformed {
    if (in.take('_')) {
      return 0;
    }
    long value = 0;
    while (!in.take('_')) {
      char c = in.next();
      int digit =
          Cursor.isDigit(c)
              ? c - '0'
              : Cursor.isLower(c) ? c - 'a' + 10 : Cursor.isUpper(c) ? c - 'A' + 36 : -1;
      if (digit < 0) {
        throw new Malformed("a number in base 62");
      }
      value = value * 62 + digit;
    }
    return value + 1;
  }

  static String basicType(char letter) throws Malformed {
    return switch (letter) {
      case 'a' -> "i8";
      case 'b' -> "bool";
      case 'c' -> "char";
      case 'd' -> "f64";
      case 'e' -> "str";
      case 'f' -> "f32";
      case 'h' -> "u8";
      case 'i' -> "isize";
      case 'j' -> "usize";
      case 'l' -> "i32";
      case 'm' -> "u32";
      case 'n' -> "i128";
      case 'o' -> "u128";
      case 'p' -> "_";
      case 's' -> "i16";
      case 't' -> "u16";
      case 'u' -> "()";
      case 'v' -> "...";
      case 'x' -> "i64";
      case 'y' -> "u64";
      case 'z' -> "!";
      default -> throw new Malformed("a type");
    };
  }

  /** Reads and writes a constant that is no reference. */
  void read(Cursor in) throws Malformed {
    if (in.take('p')) {
      out.write("_");
      return;
    }
    char type = in.next();
    boolean signed = "aslxni".indexOf(type) >= 0;
    if (!signed && "htmyojbc".indexOf(type) < 0) {
      throw new Malformed("a constant's type");
    }
    out.write(signed && in.take('n') ? "-" : "");
    String digits = digits(in);
    boolean small = digits.length() <= LONG_DIGITS;
    long value = small ? Long.parseUnsignedLong(digits, 16) : -1;
    switch (type) {
      case 'b' -> {
        if (digits.length() > 1 || value > 1) {
          throw new Malformed("0 or 1");
        }
        out.write(value == 1 ? "true" : "false");
      }
      case 'c' -> {
        if (digits.length() > 6) {
          throw new Malformed("a character");
        }
        out.write("'" + character((int) value) + "'");
      }
      default -> out.write(small ? Long.toUnsignedString(value) : "0x" + digits);
    }
  }

  private static String digits(Cursor in) throws Malformed {
    int from = in.at();
    long value = 0; // wraps, so that 16 zeros count as in front, as they do for the reference
    while (in.more() && !in.is('_')) {
      int digit = RustLegacy.digit(in.next());
      if (digit < 0 || (value == 0 && digit == 0 && !in.is('_'))) {
        throw new Malformed("a hexadecimal digit");
      }
      value = value * 16 + digit;
    }
    String digits = in.since(from);
    if (digits.isEmpty()) {
      throw new Malformed("a constant");
    }
    in.take('_');
    return digits;
  }

  private static String character(int c) {
    return switch (c) {
      case '\t' -> "\\t";
      case '\r' -> "\\r";
      case '\n' -> "\\n";
      case '\\' -> "\\\\";
      case '\'' -> "\\'";
      default ->
          c >= ' ' && c <= '~' ? String.valueOf((char) c) : "\\u{" + Integer.toHexString(c) + "}";
    };
  }
}
