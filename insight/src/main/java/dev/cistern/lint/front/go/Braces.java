package dev.cistern.lint.front.go;

/** Finds the brace that closes a block, past strings and comments, without reading tokens. */
final class Braces {
  private Braces() {}

  /** Where the block that is open at {@code from} is closed; −1 where it is not. */
  static int closing(byte[] source, int from) {
    int depth = 1;
    for (int i = from; i < source.length; i++) {
      switch (source[i]) {
        case '{' -> depth++;
        case '}' -> {
          if (--depth == 0) {
            return i;
          }
        }
        case '"', '\'' -> i = quoteEnd(source, i);
        case '`' -> i = end(source, i + 1, '`');
        case '/' -> i = commentEnd(source, i);
        default -> {}
      }
    }
    return -1;
  }

  /** The next such byte, or the file's end. */
  private static int end(byte[] source, int from, char wanted) {
    int i = from;
    while (i < source.length && source[i] != wanted) {
      i++;
    }
    return i;
  }

  /** The closing quote, or the last character of the line. */
  private static int quoteEnd(byte[] source, int from) {
    byte quote = source[from];
    int i = from + 1;
    while (i < source.length && source[i] != quote && source[i] != '\n') {
      i += source[i] == '\\' ? 2 : 1;
    }
    return i < source.length && source[i] == '\n' ? i - 1 : i;
  }

  private static int commentEnd(byte[] source, int from) {
    int next = from + 1 < source.length ? source[from + 1] : 0;
    if (next == '/') {
      return end(source, from, '\n');
    }
    if (next != '*') {
      return from;
    }
    int i = end(source, from + 2, '/');
    while (i < source.length && (source[i - 1] != '*' || i < from + 3)) {
      i = end(source, i + 1, '/');
    }
    return i;
  }
}
