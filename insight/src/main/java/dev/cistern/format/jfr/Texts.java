package dev.cistern.format.jfr;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A text being put together as UTF-8 bytes, from a recording's strings and separators. */
final class Texts {
  static final int NULL = 0;
  static final int EMPTY = 1;
  static final int POOLED = 2;
  static final int UTF_8 = 3;
  static final int CHARS = 4;
  static final int LATIN_1 = 5;

  /** Longer texts are cut: no report shows more, and a file must not make us hold more. */
  static final int TEXT_BYTES_MAX = 1 << 16;

  private byte[] bytes = new byte[256];
  private int length;

  Texts clear() {
    length = 0;
    return this;
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  void length(int value) {
    length = value;
  }

  Texts add(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    add(utf8, 0, utf8.length);
    return this;
  }

  Texts add(char ascii) {
    room(1);
    bytes[length++] = (byte) ascii;
    return this;
  }

  void add(byte[] from, int offset, int count) {
    int wanted = Math.min(count, TEXT_BYTES_MAX - length);
    if (wanted > 0) {
      room(wanted);
      System.arraycopy(from, offset, bytes, length, wanted);
      length += wanted;
    }
  }

  /**
   * Adds the string that stands at the cursor.
   *
   * @return the string pool's key if it is a reference into that pool, else −1
   */
  long add(Cursor in) {
    int encoding = in.unsignedByte();
    switch (encoding) {
      case NULL, EMPTY -> {}
      case POOLED -> {
        return in.integer();
      }
      case UTF_8 -> {
        int count = in.count();
        add(in.data(), in.pos(), count);
        in.skip(count);
      }
      case LATIN_1 -> addLatin1(in, in.count());
      case CHARS -> addChars(in, in.count());
      default -> in.skip(-1);
    }
    return -1;
  }

  private void addLatin1(Cursor in, int count) {
    byte[] from = in.data();
    int start = in.pos();
    for (int i = start; i < start + count && length < TEXT_BYTES_MAX; i++) {
      addChar((char) (from[i] & 0xff));
    }
    in.skip(count);
  }

  private void addChars(Cursor in, int count) {
    char high = 0;
    for (int i = 0; i < count && length < TEXT_BYTES_MAX; i++) {
      char c = (char) (in.isCompressed() ? in.varint() : in.big(2));
      if (Character.isHighSurrogate(c)) {
        high = c;
      } else if (high != 0 && Character.isLowSurrogate(c)) {
        add(Character.toString(Character.toCodePoint(high, c)));
        high = 0;
      } else {
        addChar(c);
      }
    }
  }

  private void addChar(char c) {
    room(3);
    if (c < 0x80) {
      bytes[length++] = (byte) c;
    } else if (c < 0x800) {
      bytes[length++] = (byte) (0xc0 | c >> 6);
      bytes[length++] = (byte) (0x80 | c & 0x3f);
    } else {
      bytes[length++] = (byte) (0xe0 | c >> 12);
      bytes[length++] = (byte) (0x80 | c >> 6 & 0x3f);
      bytes[length++] = (byte) (0x80 | c & 0x3f);
    }
  }

  private void room(int count) {
    if (length + count > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(length + count, bytes.length * 2));
    }
  }

  @Override
  public String toString() {
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }
}
