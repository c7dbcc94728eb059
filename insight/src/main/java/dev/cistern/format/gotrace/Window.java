package dev.cistern.format.gotrace;

import java.io.IOException;

/**
 * A stretch of the file that moves forward: single bytes and varints from any offset, read from the
 * disk in blocks.
 *
 * <p>A varint that is cut off or too long leaves {@link #failed()} set instead of throwing.
 */
final class Window {
  private final Source source;
  private final byte[] block;
  private long blockAt;
  private int blockLength;
  private long at;
  private long end;
  private boolean failed;

  Window(Source source, int blockBytes) {
    this.source = source;
    this.block = new byte[blockBytes];
  }

  /** Goes to {@code from} and bounds what is read by {@code to}. */
  void move(long from, long to) {
    at = from;
    end = Math.min(to, source.sizeBytes());
    failed = false;
  }

  long at() {
    return at;
  }

  boolean atEnd() {
    return at >= end;
  }

  boolean failed() {
    return failed;
  }

  /** The next byte, 0..255, or −1 at the end. */
  int next() throws IOException {
    if (at >= end) {
      return -1;
    }
    long inBlock = at - blockAt;
    if (inBlock < 0 || inBlock >= blockLength) {
      if (!load()) {
        return -1;
      }
      inBlock = 0;
    }
    at++;
    return block[(int) inBlock] & 0xff;
  }

  private boolean load() throws IOException {
    blockAt = at;
    blockLength = source.read(at, block, 0, block.length);
    if (blockLength == 0) {
      end = at; // the file has become shorter
    }
    return blockLength > 0;
  }

  /** An unsigned varint of at most 64 bits; 0 where it fails. */
  long varint() throws IOException {
    long value = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      int b = next();
      if (b < 0 || (shift == 63 && b > 1)) {
        break;
      }
      value |= (long) (b & 0x7f) << shift;
      if (b < 0x80) {
        return value;
      }
    }
    failed = true;
    return 0;
  }

  /** Reads a run of bytes; false where fewer are left. */
  boolean bytes(byte[] into, int length) throws IOException {
    if (end - at < length || source.read(at, into, 0, length) < length) {
      failed = true;
      return false;
    }
    at += length;
    return true;
  }
}
