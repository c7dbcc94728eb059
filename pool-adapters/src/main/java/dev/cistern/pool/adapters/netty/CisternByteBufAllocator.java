package dev.cistern.pool.adapters.netty;

import dev.cistern.pool.BufferPool;
import io.netty.buffer.AbstractByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocatorMetric;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.LongAdder;

/**
 * A Netty allocator whose buffers' memory comes from two {@link BufferPool}s and goes back when
 * they are released.
 *
 * <p>The {@link ByteBuf} itself is a new object each time, as with Netty's unpooled allocator; its
 * memory is pooled.
 */
public final class CisternByteBufAllocator extends AbstractByteBufAllocator
    implements ByteBufAllocatorMetricProvider, ByteBufAllocatorMetric, AutoCloseable {
  private final BufferPool<byte[]> arrays;
  private final BufferPool<ByteBuffer> buffers;
  private final LongAdder usedHeapBytes = new LongAdder();
  private final LongAdder usedDirectBytes = new LongAdder();

  /**
   * Over pools of its own with the default limits, named {@code netty-heap}, {@code netty-direct}.
   */
  public CisternByteBufAllocator(boolean preferDirect) {
    this(
        preferDirect,
        BufferPool.bytes().name("netty-heap").build(),
        BufferPool.direct().name("netty-direct").build());
  }

  /** Over these pools, which {@link #close} closes. */
  public CisternByteBufAllocator(
      boolean preferDirect, BufferPool<byte[]> arrays, BufferPool<ByteBuffer> buffers) {
    super(preferDirect);
    this.arrays = arrays;
    this.buffers = buffers;
  }

  @Override
  protected ByteBuf newHeapBuffer(int initialCapacity, int maxCapacity) {
    return toLeakAwareBuffer(new PooledHeap(this, initialCapacity, maxCapacity));
  }

  @Override
  protected ByteBuf newDirectBuffer(int initialCapacity, int maxCapacity) {
    return toLeakAwareBuffer(new PooledDirect(this, initialCapacity, maxCapacity));
  }

  byte[] takeArray(int bytes) {
    byte[] array = arrays.acquire(bytes);
    usedHeapBytes.add(array.length);
    return array;
  }

  void giveArray(byte[] array) {
    usedHeapBytes.add(-array.length);
    arrays.release(array);
  }

  ByteBuffer takeBuffer(int bytes) {
    ByteBuffer buffer = buffers.acquire(bytes);
    usedDirectBytes.add(buffer.capacity());
    return buffer;
  }

  void giveBuffer(ByteBuffer buffer) {
    usedDirectBytes.add(-buffer.capacity());
    buffers.release(buffer);
  }

  /** The pool of heap buffers, for its statistics. */
  public BufferPool<byte[]> arrays() {
    return arrays;
  }

  /** The pool of direct buffers, for its statistics. */
  public BufferPool<ByteBuffer> buffers() {
    return buffers;
  }

  @Override
  public boolean isDirectBufferPooled() {
    return true;
  }

  @Override
  public ByteBufAllocatorMetric metric() {
    return this;
  }

  @Override
  public long usedHeapMemory() {
    return usedHeapBytes.sum();
  }

  @Override
  public long usedDirectMemory() {
    return usedDirectBytes.sum();
  }

  /** Closes both pools: buffers that are out may still be released, new ones are refused. */
  @Override
  public void close() {
    arrays.close();
    buffers.close();
  }
}
