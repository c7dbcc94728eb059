package io.netty.channel;

import io.netty.buffer.ByteBufAllocator;

public interface ChannelHandlerContext {
  ByteBufAllocator alloc();

  void writeAndFlush(Object message);
}
