package dev.cistern.format.demangle;

/**
 * Symbols of C++ and Rust in plain words, without parameters, template arguments and the suffixes
 * of clones: {@code _ZNSt6vectorIiSaIiEE9push_backERKi} is {@code std::vector::push_back}.
 *
 * <p>It follows the Itanium C++ ABI, RFC 2603 of Rust and Rust's older symbols, and spells names as
 * {@code go tool pprof} does. Work is bounded by the symbol's length; a symbol that does not follow
 * its grammar, or asks for more, stays as it is.
 */
public final class Demangler {
  private static final int LENGTH_MAX = 1 << 15;
  private static final String BLOCK = "_block_invoke";
  private static final String GLOBAL = "_GLOBAL_";

  private Demangler() {}

  /** Whether {@link #shown} may change a symbol that begins with these two bytes. */
  public static boolean mayShow(int first, int second) {
    return first == '_' && (second == 'Z' || second == 'R' || second == '_' || second == 'G');
  }

  /** The name in plain words, or the symbol as it is. Takes one {@code _} too many in front. */
  public static String shown(String symbol) {
    if (symbol.length() < 2
        || symbol.length() > LENGTH_MAX
        || !mayShow(symbol.charAt(0), symbol.charAt(1))) {
      return symbol;
    }
    String bytes = Bytes.of(symbol);
    String name = exactly(bytes);
    if (name.equals(bytes)) {
      String shorter = bytes.substring(1); // as macOS writes them
      name = exactly(shorter);
      if (name.equals(shorter)) {
        return symbol;
      }
    }
    return Bytes.text(name);
  }

  private static String exactly(String symbol) {
    try {
      if (symbol.startsWith("_R")) {
        return RustSymbol.read(symbol);
      }
      if (symbol.startsWith("_ZN") && RustLegacy.fits(symbol)) {
        return RustLegacy.read(symbol);
      }
    } catch (Malformed _) {
      if (symbol.startsWith("_R")) {
        return symbol;
      } // else it may still be one of C++
    }
    try {
      return cpp(symbol);
    } catch (Malformed _) {
      return symbol;
    }
  }

  private static String cpp(String symbol) throws Malformed {
    Effort effort = new Effort(symbol.length());
    if (symbol.startsWith("_Z")) {
      return print(grammar(symbol, 2, effort).names.withoutParameters(), effort);
    }
    if (symbol.startsWith("___Z")) {
      int block = symbol.lastIndexOf(BLOCK);
      if (block < 0 || !isBlockNumber(symbol.substring(block + BLOCK.length()))) {
        throw new Malformed("a block's function");
      }
      Grammar grammar = grammar(symbol.substring(0, block), 4, effort);
      return "invocation function for block in " + print(grammar.names.withoutParameters(), effort);
    }
    if (symbol.startsWith(GLOBAL)) {
      return global(symbol, effort);
    }
    throw new Malformed("_Z");
  }

  private static Grammar grammar(String symbol, int from, Effort effort) {
    return new Grammar(new Cursor(symbol, from, symbol.length()), effort);
  }

  private static String print(Node name, Effort effort) throws Malformed {
    return new Printer(effort).print(name);
  }

  private static boolean isBlockNumber(String suffix) {
    Cursor in = new Cursor(suffix);
    in.take('_');
    while (in.isDigit()) {
      in.move(in.at() + 1);
    }
    return !in.more() || in.is('.');
  }

  /** {@code _GLOBAL__I_…}: what runs the constructors of variables; shows parameters. */
  private static String global(String symbol, Effort effort) throws Malformed {
    Cursor in = new Cursor(symbol, GLOBAL.length(), symbol.length());
    char kind = in.peek(1);
    if ("._$".indexOf(in.next()) < 0 || "ID".indexOf(kind) < 0) {
      throw new Malformed("constructors or destructors");
    }
    in.next();
    in.expect('_');
    String what = kind == 'I' ? "constructors" : "destructors";
    if (!in.more()) {
      throw new Malformed("a name");
    }
    if (!in.is("_Z")) {
      return "global " + what + " keyed to " + symbol.substring(GLOBAL.length());
    }
    in.next(2);
    Grammar grammar = new Grammar(in, effort);
    String name = print(grammar.names.encoding(false), effort);
    return "global " + what + " keyed to " + name + clones(in);
  }

  /** The suffixes that GCC gives to copies of a function, as far as the end. */
  private static String clones(Cursor in) throws Malformed {
    StringBuilder out = new StringBuilder();
    while (in.is('.') && isCloneLetter(in.peek(1))) {
      int from = in.at();
      in.next();
      while (isCloneLetter(in.peek())) {
        in.next();
      }
      while (in.is('.') && Cursor.isDigit(in.peek(1))) {
        in.next();
        while (in.isDigit()) {
          in.next();
        }
      }
      out.append(" [clone ").append(in.since(from)).append(']');
    }
    if (in.more()) {
      throw new Malformed("the end");
    }
    return out.toString();
  }

  private static boolean isCloneLetter(char c) {
    return Cursor.isLower(c) || Cursor.isDigit(c) || c == '_';
  }
}
