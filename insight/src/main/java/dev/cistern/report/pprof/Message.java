package dev.cistern.report.pprof;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One protobuf message while it is built; field by field, zeros left out. */
final class Message {
  private static final int VARINT_BYTES_MAX = 10;
  private static final int BYTES = 2;

  private byte[] bytes = new byte[32];
  private int length;

  void clear() {
    length = 0;
  }

  /** A number; zero is the default and is not written. */
  Message number(int field, long value) {
    if (value != 0) {
      varint((long) field << 3);
      varint(value);
    }
    return this;
  }

  /** A message or a packed list inside this one. */
  Message message(int field, Message inner) {
    varint((long) field << 3 | BYTES);
    varint(inner.length);
    room(inner.length);
    System.arraycopy(inner.bytes, 0, bytes, length, inner.length);
    length += inner.length;
    return this;
  }

  /** One element of a packed list. */
  Message element(long value) {
    varint(value);
    return this;
  }

  /** Writes this as a field of the outermost message. */
  void writeTo(OutputStream out, int field) throws IOException {
    Message head = new Message();
    head.varint((long) field << 3 | BYTES);
    head.varint(length);
    out.write(head.bytes, 0, head.length);
    out.write(bytes, 0, length);
  }

  /** Writes a message's fields without a frame around them. */
  void writeTo(OutputStream out) throws IOException {
    out.write(bytes, 0, length);
  }

  static void writeText(OutputStream out, int field, String text) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    Message head = new Message();
    head.varint((long) field << 3 | BYTES);
    head.varint(utf8.length);
    out.write(head.bytes, 0, head.length);
    out.write(utf8);
  }

  private void varint(long value) {
    room(VARINT_BYTES_MAX);
    long left = value;
    while ((left & ~0x7fL) != 0) {
      bytes[length++] = (byte) (left | 0x80);
      left >>>= 7;
    }
    bytes[length++] = (byte) left;
  }

  private void room(int count) {
    if (length + count > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(length + count, bytes.length * 2));
    }
  }
}
