package dev.cistern.format.perf;

import dev.cistern.model.Language;
import java.util.Optional;

/**
 * A frame: {@code 7f3a12 std::vector<int>::push_back(int const&)+0x1a (/usr/lib/libshop.so)}.
 *
 * @param function as perf writes it, a method of Java by its class; empty where it is not known
 * @param module the file it was loaded from, empty where perf does not know it
 */
record PerfFrame(long address, String function, String module, Language language, boolean inlined) {
  private static final int HEX_MAX = 16;
  private static final String UNKNOWN = "[unknown]";
  private static final String INLINED = "inlined";

  /** Nothing if the text is no frame. */
  static Optional<PerfFrame> of(String text) {
    int digits = 0;
    while (digits < text.length() && isHex(text.charAt(digits))) {
      digits++;
    }
    int open = text.endsWith(")") ? open(text) : -1;
    boolean frame =
        open >= digits && digits <= HEX_MAX && (digits == 0 || text.charAt(digits) == ' ');
    boolean inlined = frame && text.substring(open + 1, text.length() - 1).equals(INLINED);
    if (!frame || (digits == 0 && !inlined)) {
      return Optional.empty();
    }
    long address = digits == 0 ? 0 : Long.parseUnsignedLong(text.substring(0, digits), 16);
    String symbol = withoutOffset(text.substring(digits, open).strip());
    String module = text.substring(open + 1, text.length() - 1);
    return Optional.of(
        named(
            address,
            symbol.equals(UNKNOWN) ? "" : symbol,
            module.equals(UNKNOWN) || inlined ? "" : module,
            inlined));
  }

  /** Where the module's bracket opens. */
  private static int open(String text) {
    int depth = 0;
    for (int i = text.length() - 1; i > 0; i--) {
      char c = text.charAt(i);
      depth += c == ')' ? 1 : c == '(' ? -1 : 0;
      if (depth == 0) {
        return i > 0 && text.charAt(i - 1) == ' ' ? i : -1;
      }
    }
    return -1;
  }

  private static boolean isHex(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  private static String withoutOffset(String symbol) {
    int plus = symbol.lastIndexOf("+0x");
    if (plus <= 0) {
      return symbol;
    }
    for (int i = plus + 3; i < symbol.length(); i++) {
      if (!isHex(symbol.charAt(i))) {
        return symbol;
      }
    }
    return symbol.substring(0, plus);
  }

  /** Names of a JVM's map come as {@code Lcom/shop/Cart;::total}. */
  private static PerfFrame named(long address, String symbol, String module, boolean inlined) {
    int type = symbol.indexOf(";::");
    if (symbol.startsWith("L") && type > 0) {
      String owner = symbol.substring(1, type).replace('/', '.');
      String name = owner + "." + symbol.substring(type + 3);
      return new PerfFrame(address, name, module, Language.JVM, inlined);
    }
    return new PerfFrame(address, symbol, module, Language.NATIVE, inlined);
  }
}
