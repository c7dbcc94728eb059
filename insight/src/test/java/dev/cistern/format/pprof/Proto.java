package dev.cistern.format.pprof;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A protobuf message written field by field, as odd as a test wants it. */
public final class Proto {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  public static Proto message() {
    return new Proto();
  }

  /** A varint field; zeros are written too. */
  public Proto number(int field, long value) {
    varint((long) field << 3);
    varint(value);
    return this;
  }

  public Proto bytes(int field, byte[] value) {
    varint((long) field << 3 | 2);
    varint(value.length);
    out.writeBytes(value);
    return this;
  }

  public Proto text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  public Proto inner(int field, Proto value) {
    return bytes(field, value.done());
  }

  public Proto packed(int field, long... values) {
    Proto list = new Proto();
    for (long value : values) {
      list.varint(value);
    }
    return inner(field, list);
  }

  /** Bytes outside of any field. */
  public Proto raw(int... bytes) {
    for (int b : bytes) {
      out.write(b);
    }
    return this;
  }

  public byte[] done() {
    return out.toByteArray();
  }

  private void varint(long value) {
    long left = value;
    while ((left & ~0x7fL) != 0) {
      out.write((int) (left | 0x80));
      left >>>= 7;
    }
    out.write((int) left);
  }

  /** A sample type and its unit as string numbers. */
  public static Proto type(long type, long unit) {
    return message().number(1, type).number(2, unit);
  }

  /** A sample with packed lists. */
  public static Proto sample(long[] locations, long... values) {
    return message().packed(1, locations).packed(2, values);
  }

  /** A location with one line per function, innermost first. */
  public static Proto location(long id, long mapping, long address, long... functions) {
    Proto location = message().number(1, id).number(2, mapping).number(3, address);
    for (long function : functions) {
      location.inner(4, message().number(1, function).number(2, 10 + function));
    }
    return location;
  }

  public static Proto function(long id, long name, long systemName, long file) {
    return message().number(1, id).number(2, name).number(3, systemName).number(4, file);
  }
}
