package dev.cistern.lab.flashsale;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.concurrent.atomic.LongAdder;
import java.util.zip.CRC32;

/** The order journal: writes each order as a checked record into a pooled direct buffer. */
final class Journal {
  private static final int RECORD_BYTES = 16 * 1024;
  private static final int NOTE_BYTES = 9_000;

  private final ByteBufAllocator allocator;
  private final Stock stock;
  private final boolean keepsRefused;
  private final LongAdder checksums = new LongAdder();

  Journal(ByteBufAllocator allocator, Stock stock, boolean keepsRefused) {
    this.allocator = allocator;
    this.stock = stock;
    this.keepsRefused = keepsRefused;
  }

  /** Enters an order and returns its checksum. */
  long enterOrder(int item, long buyer) throws SoldOutException {
    return keepsRefused ? enterAndKeepRefused(item, buyer) : enterAndRelease(item, buyer);
  }

  private long enterAndRelease(int item, long buyer) throws SoldOutException {
    ByteBuf order = allocator.directBuffer(RECORD_BYTES);
    try {
      return sealOrder(order, item, buyer);
    } finally {
      order.release();
    }
  }

  private long enterAndKeepRefused(int item, long buyer) throws SoldOutException {
    ByteBuf order = allocator.directBuffer(RECORD_BYTES);
    long checksum = sealOrder(order, item, buyer);
    order.release();
    return checksum;
  }

  private long sealOrder(ByteBuf order, int item, long buyer) throws SoldOutException {
    order.writeInt(item).writeLong(buyer).writeZero(NOTE_BYTES);
    if (!stock.reservePiece(item)) {
      throw new SoldOutException(item);
    }
    CRC32 crc = new CRC32();
    crc.update(order.internalNioBuffer(0, order.writerIndex()));
    checksums.add(crc.getValue());
    return crc.getValue();
  }
}
