package dev.cistern.format.pprof;

/** A cursor over the protobuf wire format: varints, tags and lengths, never past its end. */
final class Wire {
  static final int VARINT = 0;
  static final int FIXED64 = 1;
  static final int BYTES = 2;
  static final int FIXED32 = 5;
  private static final int VARINT_BYTES_MAX = 10;

  private final byte[] bytes;
  private int at;
  private int end;

  Wire(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    at = from;
    this.end = end;
  }

  byte[] bytes() {
    return bytes;
  }

  int at() {
    return at;
  }

  int end() {
    return end;
  }

  boolean more() {
    return at < end;
  }

  /** Moves to a part of the bytes, such as one message. */
  void narrow(int from, int to) {
    at = from;
    end = to;
  }

  void jump(int to) {
    at = to;
  }

  /** An unsigned varint of 1 to 10 bytes; bits over the 64th are dropped. */
  long varint() throws Broken {
    int from = at;
    if (from + 2 < end) {
      int first = bytes[from];
      if (first >= 0) {
        at = from + 1;
        return first;
      }
      int second = bytes[from + 1];
      if (second >= 0) {
        at = from + 2;
        return first & 0x7f | second << 7;
      }
      int third = bytes[from + 2];
      if (third >= 0) {
        at = from + 3;
        return first & 0x7f | (second & 0x7f) << 7 | third << 14;
      }
    }
    return longVarint();
  }

  private long longVarint() throws Broken {
    long value = 0;
    int from = at;
    for (int i = 0; i < VARINT_BYTES_MAX; i++) {
      if (at >= end) {
        throw new Broken(from, "a varint", "the end after " + i + " of its bytes");
      }
      byte next = bytes[at++];
      value |= (next & 0x7fL) << (7 * i);
      if (next >= 0) {
        return value;
      }
    }
    throw new Broken(from, "a varint of 1..10 bytes", "an 11th");
  }

  /** A field's tag: its number times 8 and its wire type. */
  int tag() throws Broken {
    int from = at;
    long tag = varint();
    if (tag >>> 3 == 0 || tag >>> 32 != 0) {
      throw new Broken(from, "a field number of 1..536870911", Long.toUnsignedString(tag >>> 3));
    }
    return (int) tag;
  }

  /** The length of a message, a string or a packed list, which lies whole before the end. */
  int length() throws Broken {
    int from = at;
    long length = varint();
    if (length < 0 || length > end - at) {
      throw new Broken(
          from,
          "a length of at most the " + (end - at) + " bytes that are left",
          Long.toUnsignedString(length));
    }
    return (int) length;
  }

  /** Narrows to the message or list whose length stands here, and returns its end. */
  int enter() throws Broken {
    int size = length();
    end = at + size;
    return end;
  }

  /** Passes over the value of a field. */
  void skip(int tag) throws Broken {
    switch (tag & 7) {
      case VARINT -> varint();
      case FIXED64 -> advance(8);
      case BYTES -> advance(length());
      case FIXED32 -> advance(4);
      default -> throw new Broken(at, "a wire type of 0, 1, 2 or 5", Integer.toString(tag & 7));
    }
  }

  private void advance(int count) throws Broken {
    if (count > end - at) {
      throw new Broken(at, count + " bytes", (end - at) + " bytes");
    }
    at += count;
  }
}
