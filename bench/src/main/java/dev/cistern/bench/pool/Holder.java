package dev.cistern.bench.pool;

/** What is pooled: 1 KiB, or as much as a buffer is to hold. */
public final class Holder {
  final byte[] bytes;
  Object handle = this;

  Holder(int size) {
    this.bytes = new byte[size];
  }

  /** The work: a write to each cache line of the first KiB. */
  static void touch(Holder holder) {
    byte[] bytes = holder.bytes;
    for (int i = 0; i < 1024; i += 64) {
      bytes[i]++;
    }
  }
}
