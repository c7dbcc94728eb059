package dev.cistern.format.pprof;

import dev.cistern.format.demangle.Demangler;

/**
 * Function names as {@code go tool pprof} shows them: symbols of C++ and Rust in plain words,
 * without parameters and template arguments.
 *
 * <p>The tool guesses that a name which is no symbol came out of C++ by its brackets, and so also
 * shortens the closure {@code main.(*T).each.Map[...].func2} to {@code main..each.Map[...].func2};
 * so do we.
 */
public final class FunctionNames {
  private FunctionNames() {}

  /** Whether {@link #shown} may change a name that holds this byte. */
  static boolean isSign(byte b) {
    return b == '<' || b == '>' || b == '[' || b == ']' || b == ':';
  }

  /** The name to show for a symbol that its writer gave no other name. */
  public static String shown(String symbol) {
    String plain = Demangler.shown(symbol);
    if (!plain.equals(symbol)) {
      return plain;
    }
    return looksLikeCpp(symbol) ? without(without(symbol, '(', ')'), '<', '>') : symbol;
  }

  private static boolean looksLikeCpp(String name) {
    if (name.contains(".<") || name.contains("]).")) { // Java's Foo.<init>, Go's (*T[...]).m
      return false;
    }
    return name.contains("::")
        || name.indexOf('<') >= 0
        || name.indexOf('>') >= 0
        || name.indexOf('[') >= 0
        || name.indexOf(']') >= 0;
  }

  /** Leaves out balanced parts; from the first closing bracket too many on, nothing. */
  private static String without(String name, char open, char close) {
    StringBuilder kept = new StringBuilder(name.length());
    int depth = 0;
    int mark = 0;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == open && depth++ == 0) {
        mark = kept.length();
      }
      if (c == close) {
        depth--;
        if (depth < 0) {
          return kept.append(name, i, name.length()).toString();
        }
        if (depth == 0) {
          kept.setLength(mark);
          continue;
        }
      }
      kept.append(c);
    }
    return kept.toString();
  }
}
