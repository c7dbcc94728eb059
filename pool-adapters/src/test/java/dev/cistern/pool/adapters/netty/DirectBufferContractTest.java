package dev.cistern.pool.adapters.netty;

import io.netty.buffer.AbstractByteBufTest;
import io.netty.buffer.ByteBuf;

/**
 * The contract that Netty publishes for its buffers, with memory that is longer than the buffer:
 * what lies behind its end must stay out of reach.
 */
final class DirectBufferContractTest extends AbstractByteBufTest {
  private static final CisternByteBufAllocator ALLOCATOR = new CisternByteBufAllocator(true);

  @Override
  protected ByteBuf newBuffer(int capacity, int maxCapacity) {
    return ALLOCATOR
        .directBuffer(Math.min(capacity + 1, maxCapacity), maxCapacity)
        .capacity(capacity);
  }
}
