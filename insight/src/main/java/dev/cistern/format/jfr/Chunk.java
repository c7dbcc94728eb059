package dev.cistern.format.jfr;

import java.nio.ByteBuffer;

/**
 * One chunk of a recording: its header, and where its bytes end.
 *
 * @param at where it begins in the file
 * @param endAt where its bytes end in the file
 * @param constantsAt where the header says the last checkpoint stands, from the chunk's start
 * @param metadataAt where the header says the metadata stand, from the chunk's start
 * @param startNanos wall time since the epoch at {@code startTicks}
 * @param finished whether the writer had completed it
 * @param compressed whether integers are of variable length
 */
record Chunk(
    long at,
    long endAt,
    int major,
    int minor,
    long sizeBytes,
    long constantsAt,
    long metadataAt,
    long startNanos,
    long durationNanos,
    long startTicks,
    long ticksPerSecond,
    boolean finished,
    boolean compressed) {

  static final int HEADER_BYTES = 68;
  static final int MAGIC = 0x464c5200; // "FLR\0"
  private static final int STATE_AT = 64;
  private static final int FEATURES_AT = 67;
  private static final int COMPRESSED_INTEGERS = 1;

  /** The header at the start of {@code head}, with an end that is only what it says. */
  static Chunk of(long at, byte[] head) {
    ByteBuffer in = ByteBuffer.wrap(head);
    long size = in.getLong(8);
    long metadataAt = in.getLong(24);
    return new Chunk(
        at,
        at + Math.max(HEADER_BYTES, size),
        in.getShort(4),
        in.getShort(6),
        size,
        in.getLong(16),
        metadataAt,
        in.getLong(32),
        in.getLong(40),
        in.getLong(48),
        Math.max(1, in.getLong(56)),
        head[STATE_AT] == 0 && size > HEADER_BYTES && metadataAt > 0,
        (head[FEATURES_AT] & COMPRESSED_INTEGERS) != 0);
  }

  /** Whether a chunk of a version we read may begin with these bytes. */
  static boolean begins(byte[] bytes, int from, int length) {
    if (length - from < 8) {
      return false;
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    int major = in.getShort(from + 4);
    return in.getInt(from) == MAGIC && (major == 1 || major == 2) && in.getShort(from + 6) < 16;
  }

  Chunk endingAt(long end) {
    return new Chunk(
        at,
        end,
        major,
        minor,
        sizeBytes,
        constantsAt,
        metadataAt,
        startNanos,
        durationNanos,
        startTicks,
        ticksPerSecond,
        finished,
        compressed);
  }

  long lengthBytes() {
    return endAt - at;
  }

  /** What the names of the JDK's own events begin with. */
  String eventPrefix() {
    return major == 1 ? "com.oracle.jdk." : "jdk.";
  }
}
