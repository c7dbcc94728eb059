package dev.cistern.format.demangle;

/**
 * Rust's first symbols: C++ nested names that end in a hash, {@code 17h} and 16 hexadecimal digits,
 * with signs as {@code $LT$}.
 */
final class RustLegacy {
  private static final int HASH_LETTERS = 20; // 17h, digits, E
  private static final int DISTINCT_DIGITS_MIN = 5; // of a hash; fewer are a C++ name's

  private RustLegacy() {}

  /** The symbol up to the hash's {@code E}, without what stands after a dot behind it. */
  private static String withoutSuffix(String symbol) {
    int end = symbol.lastIndexOf("E.");
    return end > 0 ? symbol.substring(0, end + 1) : symbol;
  }

  /** Whether a symbol that begins with {@code _ZN} may be one of Rust. */
  static boolean fits(String symbol) {
    String name = withoutSuffix(symbol);
    int hash = name.length() - HASH_LETTERS;
    if (name.length() <= 23 || !name.endsWith("E") || !name.startsWith("17h", hash)) {
      return false;
    }
    int seen = 0;
    for (int i = hash + 3; i < name.length() - 1; i++) {
      int digit = digit(name.charAt(i));
      if (digit < 0) {
        return false;
      }
      seen |= 1 << digit;
    }
    return Integer.bitCount(seen) >= DISTINCT_DIGITS_MIN;
  }

  /** The value of a hexadecimal digit in lower case, or −1. */
  static int digit(char c) {
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
  }

  static String read(String symbol) throws Malformed {
    String whole = withoutSuffix(symbol);
    Cursor in = new Cursor(whole.substring(3, whole.length() - HASH_LETTERS));
    StringBuilder out = new StringBuilder();
    while (in.more()) {
      if (!in.isDigit()) {
        throw new Malformed("a name's length");
      }
      int length = in.number();
      String name = in.next(length - (in.take('_') ? 1 : 0));
      out.append(out.isEmpty() ? "" : "::");
      unescape(name.startsWith("_$") ? name.substring(1) : name, out);
    }
    return out.toString();
  }

  private static void unescape(String name, StringBuilder out) {
    int at = 0;
    while (at < name.length()) {
      char c = name.charAt(at);
      if (c == '$') {
        int end = name.indexOf('$', at + 1);
        char sign = end < 0 ? 0 : sign(name.substring(at + 1, end));
        if (sign == 0) {
          out.append(name, at, name.length());
          return;
        }
        out.append(sign);
        at = end + 1;
      } else if (name.startsWith("..", at)) {
        out.append("::");
        at += 2;
      } else {
        out.append(c);
        at++;
      }
    }
  }

  /** The letter that an escape stands for, or 0. */
  private static char sign(String escape) {
    if (escape.length() == 3 && escape.charAt(0) == 'u') {
      int high = digit(escape.charAt(1));
      int low = digit(escape.charAt(2));
      return high >= 2 && high <= 7 && low >= 0 ? (char) (high << 4 | low) : 0;
    }
    return switch (escape) {
      case "C" -> ',';
      case "SP" -> '@';
      case "BP" -> '*';
      case "RF" -> '&';
      case "LT" -> '<';
      case "GT" -> '>';
      case "LP" -> '(';
      case "RP" -> ')';
      default -> 0;
    };
  }
}
