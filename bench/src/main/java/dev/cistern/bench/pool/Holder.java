package dev.cistern.bench.pool;

/** What is pooled: 1 KiB, or as much as a buffer is to hold. */
public final class Holder {
  final byte[] bytes;
  Object handle = this;

  Holder(int size) {
    this.bytes = new byte[size];
  }

  /** The work: a write to each cache line of the KiB that begins at {@code from}. */
  static void touch(byte[] bytes, int from) {
    for (int i = from; i < from + 1024; i += 64) {
      bytes[i]++;
    }
  }
}
