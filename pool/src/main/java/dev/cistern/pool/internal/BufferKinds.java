package dev.cistern.pool.internal;

import dev.cistern.pool.BufferKind;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** The kinds of buffers that Java 21 has. */
public final class BufferKinds {
  /** Byte arrays. */
  public static final BufferKind<byte[]> BYTES = new Bytes();

  /** Byte buffers on the heap. */
  public static final BufferKind<ByteBuffer> HEAP = new ByteBuffers(false);

  /** Byte buffers off the heap. */
  public static final BufferKind<ByteBuffer> DIRECT = new ByteBuffers(true);

  private BufferKinds() {}

  private static final class Bytes implements BufferKind<byte[]> {
    @Override
    public byte[] make(int bytes) {
      return new byte[bytes];
    }

    @Override
    public Class<?> type() {
      return byte[].class;
    }

    @Override
    public int bytes(byte[] buffer) {
      return buffer.length;
    }

    @Override
    public boolean whole(byte[] buffer) {
      return true;
    }

    @Override
    public void ready(byte[] buffer) {}

    @Override
    public void wipe(byte[] buffer) {
      Arrays.fill(buffer, (byte) 0);
    }

    @Override
    public void copy(byte[] from, byte[] to) {
      System.arraycopy(from, 0, to, 0, from.length);
    }
  }

  private static final class ByteBuffers implements BufferKind<ByteBuffer> {
    private static final byte[] ZEROES = new byte[4_096];

    private final boolean direct;
    private final Class<?> type;

    ByteBuffers(boolean direct) {
      this.direct = direct;
      this.type = make(0).getClass();
    }

    @Override
    public ByteBuffer make(int bytes) {
      return direct ? ByteBuffer.allocateDirect(bytes) : ByteBuffer.allocate(bytes);
    }

    @Override
    public Class<?> type() {
      return type;
    }

    @Override
    public int bytes(ByteBuffer buffer) {
      return buffer.capacity();
    }

    /**
     * A slice on the heap is told by its array. One off the heap cannot be told but by its size:
     * whoever grows such a buffer takes it from this pool, so another size is no whole one.
     */
    @Override
    public boolean whole(ByteBuffer buffer) {
      if (buffer.isReadOnly()) {
        return false;
      }
      if (!direct) {
        return buffer.hasArray() && buffer.array().length == buffer.capacity();
      }
      int bytes = buffer.capacity();
      int index = SizeClasses.floor(bytes);
      return index >= 0 && SizeClasses.bytes(index) == bytes;
    }

    @Override
    public void ready(ByteBuffer buffer) {
      buffer.clear().order(ByteOrder.BIG_ENDIAN);
    }

    @Override
    public void wipe(ByteBuffer buffer) {
      ready(buffer);
      while (buffer.hasRemaining()) {
        buffer.put(ZEROES, 0, Math.min(ZEROES.length, buffer.remaining()));
      }
      buffer.clear();
    }

    @Override
    public void copy(ByteBuffer from, ByteBuffer to) {
      to.order(from.order()).put(0, from, 0, from.position()).position(from.position());
    }
  }
}
