package dev.cistern.format;

import dev.cistern.model.Damage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Inflates gzip (RFC 1952), also several members one after another, and keeps what came before a
 * break.
 *
 * <p>The checksum is not verified: a damaged body shows itself in the format inside, with a better
 * place than "somewhere".
 */
public final class Gzip {
  private static final int HEADER_BYTES = 10;
  private static final int TRAILER_BYTES = 8;
  private static final int HEADER_CRC = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;

  private Gzip() {}

  /** Whether the bytes begin as a gzip member does. */
  public static boolean isGzip(byte[] bytes) {
    return bytes.length >= 3 && (bytes[0] & 0xff) == 0x1f && (bytes[1] & 0xff) == 0x8b;
  }

  /**
   * Inflates into {@code out}, at most {@code maxBytes}; what is wrong with the file is added to
   * {@code damage}.
   */
  public static void inflate(
      String file, byte[] gzip, OutputStream out, long maxBytes, List<Damage> damage)
      throws IOException {
    Members members = new Members(file, gzip, out, maxBytes, damage);
    try {
      int at = 0;
      while (at < gzip.length) {
        int body = headerEnd(gzip, at);
        if (body < 0) {
          if (at == 0 || !isPadding(gzip, at)) {
            members.broken(at, "a gzip header", "%d other bytes".formatted(gzip.length - at));
          }
          return;
        }
        at = members.inflate(body);
      }
    } finally {
      members.inflater.end();
    }
  }

  /** The members of one file on their way into one stream. */
  private static final class Members {
    private final Inflater inflater = new Inflater(true);
    private final byte[] buffer = new byte[1 << 16];
    private final String file;
    private final byte[] gzip;
    private final OutputStream out;
    private final long maxBytes;
    private final List<Damage> damage;
    private long written;

    Members(String file, byte[] gzip, OutputStream out, long maxBytes, List<Damage> damage) {
      this.file = file;
      this.gzip = gzip;
      this.out = out;
      this.maxBytes = maxBytes;
      this.damage = damage;
    }

    /**
     * Inflates the body at {@code body}; returns where the next member begins, or the file's end.
     */
    int inflate(int body) throws IOException {
      inflater.reset();
      inflater.setInput(gzip, body, gzip.length - body);
      try {
        while (!inflater.finished()) {
          int n = inflater.inflate(buffer);
          if (n == 0 && !inflater.finished()) {
            return broken(gzip.length, "the rest of the gzip member", "the end of the file");
          }
          int room = (int) Math.min(n, maxBytes - written);
          out.write(buffer, 0, room);
          written += room;
          if (room < n) {
            long at = body + inflater.getBytesRead();
            return broken(at, "at most %d inflated bytes".formatted(maxBytes), "more");
          }
        }
      } catch (DataFormatException e) {
        String found = e.getMessage() == null ? "others" : e.getMessage();
        return broken(body + inflater.getBytesRead(), "deflated bytes", found);
      }
      long end = body + inflater.getBytesRead() + TRAILER_BYTES;
      return end > gzip.length
          ? broken(gzip.length, "8 bytes of checksum and length", "the end of the file")
          : (int) end;
    }

    private int broken(long offset, String wanted, String found) {
      damage.add(new Damage(file, offset, wanted, found));
      return gzip.length;
    }
  }

  /** Where a member's deflated body begins, or −1 if no member begins at {@code start}. */
  private static int headerEnd(byte[] gzip, int start) {
    if (gzip.length - start < HEADER_BYTES
        || (gzip[start] & 0xff) != 0x1f
        || (gzip[start + 1] & 0xff) != 0x8b
        || gzip[start + 2] != 8) {
      return -1;
    }
    int flags = gzip[start + 3];
    int at = start + HEADER_BYTES;
    if ((flags & EXTRA) != 0) {
      if (gzip.length - at < 2) {
        return -1;
      }
      at += 2 + (gzip[at] & 0xff) + ((gzip[at + 1] & 0xff) << 8);
    }
    if ((flags & NAME) != 0) {
      at = afterZero(gzip, at);
    }
    if ((flags & COMMENT) != 0) {
      at = afterZero(gzip, at);
    }
    if ((flags & HEADER_CRC) != 0) {
      at += 2;
    }
    return at <= gzip.length ? at : -1;
  }

  private static int afterZero(byte[] bytes, int from) {
    int at = from;
    while (at < bytes.length && bytes[at] != 0) {
      at++;
    }
    return at + 1;
  }

  private static boolean isPadding(byte[] bytes, int from) {
    for (int i = from; i < bytes.length; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }
}
