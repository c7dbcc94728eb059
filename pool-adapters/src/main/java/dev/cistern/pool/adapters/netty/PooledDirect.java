package dev.cistern.pool.adapters.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledDirectByteBuf;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.GatheringByteChannel;
import java.nio.channels.ScatteringByteChannel;
import org.jspecify.annotations.Nullable;

/**
 * A buffer over a pooled direct one, which may be longer than the buffer: its limit stands at the
 * buffer's end, as what lies behind it was somebody else's.
 */
final class PooledDirect extends UnpooledDirectByteBuf {
  private int length;

  /** What lies beneath now. No initial value: the superclass's constructor has set it by then. */
  private @Nullable ByteBuffer memory;

  PooledDirect(CisternByteBufAllocator allocator, int initialCapacity, int maxCapacity) {
    super(allocator, initialCapacity, maxCapacity);
    if (memory == null) {
      release();
      throw new UnsupportedOperationException(
          "wanted Netty 4.1, found one that makes the memory of direct buffers itself (4.2), so that "
              + "it cannot be pooled here; ask for heap buffers, or use Netty's own pool");
    }
    end(initialCapacity);
  }

  @Override
  protected ByteBuffer allocateDirect(int initialCapacity) {
    ByteBuffer taken = ((CisternByteBufAllocator) alloc()).takeBuffer(initialCapacity);
    memory = taken;
    return taken;
  }

  @Override
  protected void freeDirect(ByteBuffer buffer) {
    ((CisternByteBufAllocator) alloc()).giveBuffer(buffer);
  }

  private void end(int capacity) {
    length = capacity;
    if (memory != null) {
      memory.position(0).limit(capacity);
    }
  }

  @Override
  public int capacity() {
    return length;
  }

  @Override
  public ByteBuf capacity(int newCapacity) {
    checkNewCapacity(newCapacity);
    if (newCapacity > super.capacity()) {
      super.capacity(newCapacity);
    }
    end(newCapacity);
    trimIndicesToCapacity(newCapacity);
    return this;
  }

  // Netty's own look through a duplicate, whose end is the memory's.

  @Override
  public ByteBuf copy(int index, int bytes) {
    checkIndex(index, bytes);
    return super.copy(index, bytes);
  }

  @Override
  public ByteBuf getBytes(int index, OutputStream to, int bytes) throws IOException {
    checkIndex(index, bytes);
    return super.getBytes(index, to, bytes);
  }

  @Override
  public int setBytes(int index, InputStream from, int bytes) throws IOException {
    checkIndex(index, bytes);
    return super.setBytes(index, from, bytes);
  }

  @Override
  public int getBytes(int index, GatheringByteChannel to, int bytes) throws IOException {
    checkIndex(index, bytes);
    return super.getBytes(index, to, bytes);
  }

  @Override
  public int setBytes(int index, ScatteringByteChannel from, int bytes) throws IOException {
    checkIndex(index, bytes);
    return super.setBytes(index, from, bytes);
  }

  @Override
  public int getBytes(int index, FileChannel to, long at, int bytes) throws IOException {
    checkIndex(index, bytes);
    return super.getBytes(index, to, at, bytes);
  }

  @Override
  public int setBytes(int index, FileChannel from, long at, int bytes) throws IOException {
    checkIndex(index, bytes);
    return super.setBytes(index, from, at, bytes);
  }
}
