package dev.cistern.analysis;

/**
 * What new objects of a pool hold, if they all hold the same: a buffer's length, a flat struct's
 * digest.
 */
final class FreshContent {
  private static final long UNKNOWN = -1;
  private static final long MIXED = -2;

  private long length = UNKNOWN;
  private long digest = UNKNOWN;

  void add(long content, boolean buffer) {
    if (buffer) {
      length = same(length, content & 0xffff_ffffL);
    } else {
      digest = same(digest, content >>> 32);
    }
  }

  /** Whether an object holds what no new one does; false where that is not known. */
  boolean isUnlike(long content, boolean buffer) {
    long known = buffer ? length : digest;
    long found = buffer ? content & 0xffff_ffffL : content >>> 32;
    return known >= 0 && known != found;
  }

  private static long same(long known, long found) {
    return known == UNKNOWN || known == found ? found : MIXED;
  }
}
