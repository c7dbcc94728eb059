package dev.cistern.analysis;

import java.util.ArrayList;
import java.util.List;

/**
 * The names that runtimes give to functions, taken apart: {@code shop.(*Desk[...]).sell.func1.2} is
 * of {@code sell} of {@code Desk}, {@code lambda$sell$0} of {@code sell}.
 */
final class FunctionNames {
  private FunctionNames() {}

  /**
   * Whether a function of the evidence is the declared one, or code of it: one of its closures, an
   * instance of a generic one, a closure that was compiled into a caller.
   *
   * @param measured as the runtime names it
   * @param declared as sources name it: the package's path, the receiver's type in brackets, the
   *     name; an initial value of a package's variable is called {@code init}
   */
  static boolean bears(String measured, String declared) {
    String simple = simple(declared);
    List<String> parts = parts(measured);
    if (simple.startsWith("init#") || simple.equals("init")) {
      return parts.contains("init") || parts.contains("glob");
    }
    return parts.contains(simple);
  }

  /** The name behind the last dot. */
  private static String simple(String declared) {
    String plain = withoutTypes(declared);
    return plain.substring(plain.lastIndexOf('.') + 1);
  }

  /** What stands between dots behind the package's path, without brackets. */
  static List<String> parts(String function) {
    String plain = withoutTypes(function);
    String names = plain.substring(plain.lastIndexOf('/') + 1);
    List<String> parts = new ArrayList<>();
    for (String part : names.split("\\.", -1)) {
      String name = part.replace("(*", "").replace(")", "").replace("-fm", "");
      if (name.startsWith("lambda$")) {
        int end = name.indexOf('$', "lambda$".length());
        name = name.substring("lambda$".length(), end < 0 ? name.length() : end);
      }
      if (!name.isEmpty()) {
        parts.add(name);
      }
    }
    return parts;
  }

  /** Without the type arguments of generics: {@code Pool[...]}, {@code Of[go.shape.int]}. */
  private static String withoutTypes(String function) {
    StringBuilder plain = new StringBuilder();
    int depth = 0;
    for (int i = 0; i < function.length(); i++) {
      char c = function.charAt(i);
      depth += c == '[' ? 1 : 0;
      if (depth == 0) {
        plain.append(c);
      }
      depth -= c == ']' && depth > 0 ? 1 : 0;
    }
    return plain.toString();
  }
}
