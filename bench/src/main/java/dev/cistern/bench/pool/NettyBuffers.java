package dev.cistern.bench.pool;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/** Netty's heap buffers: the buffer itself is what is taken, there is no holder. */
final class NettyBuffers implements Rival {
  private final ByteBufAllocator allocator;
  private final int size;

  NettyBuffers(ByteBufAllocator allocator, int size) {
    this.allocator = allocator;
    this.size = size;
  }

  @Override
  public void round() {
    ((ByteBuf) lend()).release();
  }

  @Override
  public Object lend() {
    ByteBuf buffer = allocator.heapBuffer(size);
    Holder.touch(buffer.array(), buffer.arrayOffset());
    return buffer;
  }

  @Override
  public void giveBack(Object lent) {
    ((ByteBuf) lent).release();
  }

  @Override
  public Holder take() {
    throw new UnsupportedOperationException("a buffer has no holder");
  }

  @Override
  public void give(Holder holder) {
    throw new UnsupportedOperationException("a buffer has no holder");
  }
}
