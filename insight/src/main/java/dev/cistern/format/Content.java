package dev.cistern.format;

import dev.cistern.model.Damage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A whole file in memory, inflated if it was gzipped.
 *
 * @param bytes may be longer than the content
 * @param length the content's length
 * @param gzipped whether {@code bytes} were inflated
 * @param damage what was wrong with the gzip members
 */
public record Content(byte[] bytes, int length, boolean gzipped, List<Damage> damage) {
  private static final int GZIP_BYTES_MIN = 18;
  private static final int RATIO = 12; // beyond it a stated length is not believed

  /**
   * Reads a file of which at most {@code maxBytes} are inflated; what comes after them is damage.
   */
  public static Content of(Input input, int maxBytes) throws IOException, UnreadableException {
    byte[] bytes = input.bytes();
    List<Damage> damage = new ArrayList<>();
    if (!Gzip.isGzip(bytes)) {
      return new Content(bytes, bytes.length, false, damage);
    }
    Inflated inflated = new Inflated(sizeHint(bytes, maxBytes));
    Gzip.inflate(input.name(), bytes, inflated, maxBytes, damage);
    return new Content(inflated.array(), inflated.size(), true, damage);
  }

  /** The inflated length that gzip's last 4 bytes state, if it is believable. */
  private static int sizeHint(byte[] gzip, int maxBytes) {
    int n = gzip.length;
    if (n < GZIP_BYTES_MIN) {
      return 1 << 10;
    }
    long stated =
        gzip[n - 4] & 0xffL
            | (gzip[n - 3] & 0xffL) << 8
            | (gzip[n - 2] & 0xffL) << 16
            | (gzip[n - 1] & 0xffL) << 24;
    return (int)
        Math.clamp(stated, 1 << 10, Math.max(1 << 10, Math.min(maxBytes, RATIO * (long) n)));
  }

  /** Gives its array away without a copy. */
  private static final class Inflated extends ByteArrayOutputStream {
    Inflated(int capacity) {
      super(capacity);
    }

    @Override
    public synchronized void write(byte[] from, int offset, int count) {
      if (this.count + count > buf.length) {
        long wider = Math.max((long) this.count + count, buf.length + (buf.length >> 1));
        buf = Arrays.copyOf(buf, (int) Math.min(wider, Integer.MAX_VALUE - 16L));
      }
      System.arraycopy(from, offset, buf, this.count, count);
      this.count += count;
    }

    synchronized byte[] array() {
      return buf;
    }
  }
}
