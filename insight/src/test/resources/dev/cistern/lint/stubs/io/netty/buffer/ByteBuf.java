package io.netty.buffer;

public abstract class ByteBuf {
  public abstract ByteBuf writeInt(int value);

  public abstract int readInt();

  public abstract boolean release();
}
