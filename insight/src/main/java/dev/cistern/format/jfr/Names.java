package dev.cistern.format.jfr;

/**
 * Class names as people write them, and the same in every run.
 *
 * <p>{@code java/util/Map} becomes {@code java.util.Map}, {@code [I} becomes {@code int[]}; the
 * address or number that the JVM appends to a hidden or generated class is cut.
 */
final class Names {
  private static final String[] GENERATED = {
    "GeneratedMethodAccessor",
    "GeneratedConstructorAccessor",
    "GeneratedSerializationConstructorAccessor"
  };

  private Names() {}

  /** Rewrites the class name that {@code text} holds from {@code from} on. */
  static void normalise(Texts text, int from) {
    byte[] bytes = text.bytes();
    int to = text.length();
    if (from < to && bytes[from] == '[') {
      array(text, from);
      return;
    }
    boolean digits = false;
    for (int i = from; i < to; i++) {
      byte c = bytes[i];
      if ((c == '/' || c == '+' || c == '.')
          && i + 1 < to
          && isNumber(bytes, i + 1, to, c == '/')) {
        text.length(i);
        to = i;
      } else if (c == '/') {
        bytes[i] = '.';
      } else if (c >= '0' && c <= '9') {
        digits = true;
      }
    }
    if (digits) {
      cutGenerated(text, from);
    }
  }

  /** Whether a hidden class's address ({@code 0x…}) or number stands to the name's end. */
  private static boolean isNumber(byte[] bytes, int from, int to, boolean decimal) {
    boolean hex = to - from > 2 && bytes[from] == '0' && bytes[from + 1] == 'x';
    for (int i = hex ? from + 2 : from; i < to; i++) {
      if (Character.digit(bytes[i], hex ? 16 : 10) < 0) {
        return false;
      }
    }
    return hex || decimal;
  }

  /** Cuts {@code $123} behind {@code $$Lambda} and the number of a generated accessor. */
  private static void cutGenerated(Texts text, int from) {
    int end = text.length();
    int digitsFrom = end;
    while (digitsFrom > from && Character.isDigit(text.bytes()[digitsFrom - 1])) {
      digitsFrom--;
    }
    if (digitsFrom == end) {
      return;
    }
    if (endsWith(text, from, digitsFrom, "$$Lambda$")) {
      text.length(digitsFrom - 1);
      return;
    }
    for (String generated : GENERATED) {
      if (endsWith(text, from, digitsFrom, generated)) {
        text.length(digitsFrom);
      }
    }
  }

  private static boolean endsWith(Texts text, int from, int to, String suffix) {
    int start = to - suffix.length();
    if (start < from) {
      return false;
    }
    for (int i = 0; i < suffix.length(); i++) {
      if (text.bytes()[start + i] != suffix.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static void array(Texts text, int from) {
    byte[] bytes = text.bytes();
    int to = text.length();
    int dimensions = 0;
    while (from + dimensions < to && bytes[from + dimensions] == '[' && dimensions < 255) {
      dimensions++;
    }
    int at = from + dimensions;
    String primitive = at + 1 == to ? primitive(bytes[at]) : "";
    if (!primitive.isEmpty()) {
      text.length(from);
      text.add(primitive);
    } else if (at < to && bytes[at] == 'L' && bytes[to - 1] == ';') {
      System.arraycopy(bytes, at + 1, bytes, from, to - at - 2);
      text.length(from + to - at - 2);
      normalise(text, from);
    } else {
      System.arraycopy(bytes, at, bytes, from, to - at);
      text.length(from + to - at);
    }
    for (int i = 0; i < dimensions; i++) {
      text.add("[]");
    }
  }

  private static String primitive(byte letter) {
    return switch (letter) {
      case 'B' -> "byte";
      case 'C' -> "char";
      case 'D' -> "double";
      case 'F' -> "float";
      case 'I' -> "int";
      case 'J' -> "long";
      case 'S' -> "short";
      case 'Z' -> "boolean";
      default -> "";
    };
  }
}
