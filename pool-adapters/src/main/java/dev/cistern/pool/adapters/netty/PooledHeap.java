package dev.cistern.pool.adapters.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledHeapByteBuf;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.GatheringByteChannel;
import java.nio.channels.ScatteringByteChannel;

/**
 * A buffer over a pooled array, which may be longer than the buffer: each access checks the
 * buffer's own end, as what lies behind it was somebody else's.
 */
final class PooledHeap extends UnpooledHeapByteBuf {
  private int length;

  PooledHeap(CisternByteBufAllocator allocator, int initialCapacity, int maxCapacity) {
    super(allocator, initialCapacity, maxCapacity);
    this.length = initialCapacity;
  }

  @Override
  protected byte[] allocateArray(int initialCapacity) {
    return ((CisternByteBufAllocator) alloc()).takeArray(initialCapacity);
  }

  @Override
  protected void freeArray(byte[] array) {
    ((CisternByteBufAllocator) alloc()).giveArray(array);
  }

  @Override
  public int capacity() {
    return length;
  }

  @Override
  public ByteBuf capacity(int newCapacity) {
    checkNewCapacity(newCapacity);
    if (newCapacity > array().length) {
      super.capacity(newCapacity);
    }
    length = newCapacity;
    trimIndicesToCapacity(newCapacity);
    return this;
  }

  // Netty's own leave the end to the array's bounds, which lie further out here.

  @Override
  public byte getByte(int index) {
    checkIndex(index, 1);
    return _getByte(index);
  }

  @Override
  public ByteBuf setByte(int index, int value) {
    checkIndex(index, 1);
    _setByte(index, value);
    return this;
  }

  @Override
  public short getShort(int index) {
    checkIndex(index, 2);
    return _getShort(index);
  }

  @Override
  public ByteBuf setShort(int index, int value) {
    checkIndex(index, 2);
    _setShort(index, value);
    return this;
  }

  @Override
  public short getShortLE(int index) {
    checkIndex(index, 2);
    return _getShortLE(index);
  }

  @Override
  public ByteBuf setShortLE(int index, int value) {
    checkIndex(index, 2);
    _setShortLE(index, value);
    return this;
  }

  @Override
  public int getUnsignedMedium(int index) {
    checkIndex(index, 3);
    return _getUnsignedMedium(index);
  }

  @Override
  public ByteBuf setMedium(int index, int value) {
    checkIndex(index, 3);
    _setMedium(index, value);
    return this;
  }

  @Override
  public int getUnsignedMediumLE(int index) {
    checkIndex(index, 3);
    return _getUnsignedMediumLE(index);
  }

  @Override
  public ByteBuf setMediumLE(int index, int value) {
    checkIndex(index, 3);
    _setMediumLE(index, value);
    return this;
  }

  @Override
  public int getInt(int index) {
    checkIndex(index, 4);
    return _getInt(index);
  }

  @Override
  public ByteBuf setInt(int index, int value) {
    checkIndex(index, 4);
    _setInt(index, value);
    return this;
  }

  @Override
  public int getIntLE(int index) {
    checkIndex(index, 4);
    return _getIntLE(index);
  }

  @Override
  public ByteBuf setIntLE(int index, int value) {
    checkIndex(index, 4);
    _setIntLE(index, value);
    return this;
  }

  @Override
  public long getLong(int index) {
    checkIndex(index, 8);
    return _getLong(index);
  }

  @Override
  public ByteBuf setLong(int index, long value) {
    checkIndex(index, 8);
    _setLong(index, value);
    return this;
  }

  @Override
  public long getLongLE(int index) {
    checkIndex(index, 8);
    return _getLongLE(index);
  }

  @Override
  public ByteBuf setLongLE(int index, long value) {
    checkIndex(index, 8);
    _setLongLE(index, value);
    return this;
  }

  @Override
  public ByteBuf getBytes(int index, ByteBuffer to) {
    checkIndex(index, to.remaining());
    return super.getBytes(index, to);
  }

  @Override
  public ByteBuf setBytes(int index, ByteBuffer from) {
    checkIndex(index, from.remaining());
    return super.setBytes(index, from);
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
