package dev.cistern.lint.front.go;

/** Whether bytes are Go source text at all: UTF-8, no NUL, a byte order mark only at the start. */
final class Encoding {
  private Encoding() {}

  /** Tells {@code errors} every place where {@code source} is not text. */
  static void check(byte[] source, Errors errors) {
    int i = 0;
    while (i < source.length && !errors.isFull()) {
      byte b = source[i];
      if (b > 0) {
        i++;
      } else if (b == 0) {
        errors.add(i, "illegal character NUL");
        i++;
      } else {
        int width = width(source, i);
        if (width == 0) {
          boolean utf16 =
              i == 0 && source.length > 1 && (source[0] & 0xff) + (source[1] & 0xff) == 0x1fd;
          errors.add(i, utf16 ? "wanted UTF-8, found UTF-16" : "illegal UTF-8 encoding");
          i = utf16 ? source.length : i + 1;
        } else {
          if (i > 0 && isByteOrderMark(source, i)) {
            errors.add(i, "illegal byte order mark");
          }
          i += width;
        }
      }
    }
  }

  static boolean isByteOrderMark(byte[] source, int at) {
    return at + 2 < source.length
        && source[at] == (byte) 0xEF
        && source[at + 1] == (byte) 0xBB
        && source[at + 2] == (byte) 0xBF;
  }

  /** The bytes of the character that starts at {@code at}; 0 where none does. */
  static int width(byte[] source, int at) {
    int lead = source[at] & 0xff;
    if (lead < 0x80) {
      return 1;
    }
    int width = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
    if (width == 0 || at + width > source.length) {
      return 0;
    }
    for (int i = 1; i < width; i++) {
      if ((source[at + i] & 0xC0) != 0x80) {
        return 0;
      }
    }
    int second = source[at + 1] & 0xff;
    boolean overlong = lead == 0xE0 && second < 0xA0 || lead == 0xF0 && second < 0x90;
    boolean surrogate = lead == 0xED && second >= 0xA0;
    boolean beyond = lead == 0xF4 && second >= 0x90;
    return overlong || surrogate || beyond ? 0 : width;
  }

  /** The character of {@code width} valid bytes at {@code at}. */
  static int codePoint(byte[] source, int at, int width) {
    int lead = source[at] & 0xff;
    int value = width == 1 ? lead : lead & (0x7f >> width);
    for (int i = 1; i < width; i++) {
      value = value << 6 | source[at + i] & 0x3f;
    }
    return value;
  }
}
