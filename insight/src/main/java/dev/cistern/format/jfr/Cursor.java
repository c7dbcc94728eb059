package dev.cistern.format.jfr;

import java.nio.ByteBuffer;

/**
 * Reads the primitives of a recording from bytes in memory, never past its end.
 *
 * <p>A read that would pass the end yields 0 and sets {@link #overrun()}, so that the many small
 * reads of an event need one check after them and no exception. Integers are LEB128-like in
 * recordings whose header says so (nine bytes at most, the ninth whole) and big-endian otherwise.
 */
final class Cursor {
  private byte[] data = new byte[0];
  private int pos;
  private int end;
  private boolean compressed = true;
  private boolean overrun;

  /** Reads from {@code from} up to, not including, {@code to}. */
  Cursor over(byte[] bytes, int from, int to) {
    data = bytes;
    pos = from;
    end = to;
    overrun = false;
    return this;
  }

  Cursor compressed(boolean value) {
    compressed = value;
    return this;
  }

  boolean isCompressed() {
    return compressed;
  }

  byte[] data() {
    return data;
  }

  int pos() {
    return pos;
  }

  void pos(int value) {
    pos = value;
  }

  int end() {
    return end;
  }

  void end(int value) {
    end = value;
  }

  int left() {
    return end - pos;
  }

  /** Whether a read would have passed the end. */
  boolean overrun() {
    return overrun;
  }

  /** A {@code long}, or any smaller integer in compressed recordings. */
  long integer() {
    return compressed ? varint() : big(8);
  }

  /** An {@code int}: sizes and counts. */
  int int32() {
    return (int) (compressed ? varint() : big(4));
  }

  long varint() {
    int at = pos;
    if (at < end) {
      byte first = data[at];
      if (first >= 0) {
        pos = at + 1;
        return first;
      }
    }
    return longVarint();
  }

  private long longVarint() {
    byte[] bytes = data;
    int at = pos;
    int last = Math.min(end, at + 8);
    long value = 0;
    for (int shift = 0; at < last; shift += 7) {
      byte next = bytes[at++];
      value |= (next & 0x7fL) << shift;
      if (next >= 0) {
        pos = at;
        return value;
      }
    }
    if (at >= end) {
      overrun = true;
      pos = at;
      return 0;
    }
    pos = at + 1;
    return value | (bytes[at] & 0xffL) << 56;
  }

  /** A big-endian integer of {@code bytes} bytes, its sign kept. */
  long big(int bytes) {
    if (end - pos < bytes) {
      overrun = true;
      pos = end;
      return 0;
    }
    long value = data[pos++];
    for (int i = 1; i < bytes; i++) {
      value = value << 8 | (data[pos++] & 0xff);
    }
    return value;
  }

  int unsignedByte() {
    if (pos >= end) {
      overrun = true;
      return 0;
    }
    return data[pos++] & 0xff;
  }

  void skip(long bytes) {
    if (bytes < 0 || end - pos < bytes) {
      overrun = true;
      pos = end;
    } else {
      pos += (int) bytes;
    }
  }

  void skipVarints(long count) {
    if (count > end - pos) {
      overrun = true;
      pos = end;
      return;
    }
    byte[] bytes = data;
    int at = pos;
    for (int i = 0; i < count; i++) {
      int last = at + 8;
      while (at < end && bytes[at] < 0 && at < last) {
        at++;
      }
      at++;
    }
    if (at > end) {
      overrun = true;
      at = end;
    }
    pos = at;
  }

  /** A count of things that take at least one byte each; what cannot be is an overrun and 0. */
  int count() {
    int count = int32();
    if (count < 0 || count > end - pos) {
      overrun = true;
      pos = end;
      return 0;
    }
    return count;
  }

  /** A string, which is text of its own encoding or a reference into the string pool. */
  void skipString() {
    switch (unsignedByte()) {
      case Texts.NULL, Texts.EMPTY -> {}
      case Texts.POOLED -> integer();
      case Texts.UTF_8, Texts.LATIN_1 -> skip(int32());
      case Texts.CHARS -> {
        int chars = count();
        if (compressed) {
          skipVarints(chars);
        } else {
          skip(chars * 2L);
        }
      }
      default -> {
        overrun = true;
        pos = end;
      }
    }
  }

  /** Ticks or another header field, eight bytes at {@code at}. */
  static long header(byte[] bytes, int at) {
    return ByteBuffer.wrap(bytes).getLong(at);
  }
}
