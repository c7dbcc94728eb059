package dev.cistern.format;

import dev.cistern.model.Damage;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A file's content on its way into memory: what has come can be read while another thread still
 * inflates the rest. Inflating takes about as long as reading what was inflated, so a reader that
 * follows halves the wait.
 *
 * <p>One thread reads. What lies before {@link #length} never changes; {@link #bytes} may be
 * another array after each {@link #await}.
 */
public final class Arriving {
  private static final int GZIP_BYTES_MIN = 18;
  private static final int RATIO = 12; // beyond it a stated length is not believed
  private static final int SMALL_BYTES = 1 << 16; // not worth a thread

  private final boolean gzipped;
  private final List<Damage> damage = new ArrayList<>();
  private final FutureTask<Boolean> work;
  private byte[] held; // guarded by this, as are the next two
  private int heldLength;
  private boolean complete;
  private byte[] bytes; // what the reader has seen
  private int length;

  private Arriving(Input input, byte[] file, int maxBytes) {
    gzipped = Gzip.isGzip(file);
    held = gzipped ? new byte[sizeHint(file, maxBytes)] : file;
    bytes = held;
    heldLength = gzipped ? 0 : file.length;
    length = heldLength;
    work = new FutureTask<>(() -> inflate(input.name(), file, maxBytes));
    if (!gzipped) {
      complete = true;
    } else if (file.length < SMALL_BYTES || Runtime.getRuntime().availableProcessors() == 1) {
      work.run();
    } else {
      Thread.ofPlatform().daemon().name("inflate").start(work);
    }
  }

  /** Begins to read a file, of which at most {@code maxBytes} are inflated. */
  public static Arriving of(Input input, int maxBytes) throws IOException, UnreadableException {
    return new Arriving(input, input.bytes(), maxBytes);
  }

  /** Whether the bytes are inflated ones. */
  public boolean gzipped() {
    return gzipped;
  }

  /** The content as far as it is known to have come; may be longer than {@link #length}. */
  public byte[] bytes() {
    return bytes;
  }

  /** How many bytes are known to have come. */
  public int length() {
    return length;
  }

  /** Waits for more bytes than are known; false if all are. */
  public boolean await() throws IOException {
    int before = length;
    synchronized (this) {
      while (heldLength == before && !complete) {
        try {
          wait();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new InterruptedIOException("interrupted while a file was inflated");
        }
      }
      bytes = held;
      length = heldLength;
    }
    return length > before;
  }

  /** Waits for all of it; what was wrong with the gzip members is told then. */
  public Content content() throws IOException {
    while (await()) {
      // the next wait is for what comes after these
    }
    if (gzipped) {
      outcome();
    }
    return new Content(bytes, length, gzipped, damage);
  }

  private void outcome() throws IOException {
    try {
      work.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while a file was inflated");
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case Error error -> throw error;
        case IOException broken -> throw broken;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }

  private boolean inflate(String name, byte[] gzip, int maxBytes) throws IOException {
    try {
      Gzip.inflate(name, gzip, new Arrivals(), maxBytes, damage);
      return true;
    } finally {
      synchronized (this) {
        complete = true;
        notifyAll();
      }
    }
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

  /** Where the inflating thread writes. */
  private final class Arrivals extends OutputStream {
    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int count) {
      synchronized (Arriving.this) {
        int end = heldLength + count;
        if (end > held.length) {
          long wider = Math.max(end, held.length + (long) (held.length >> 1));
          held = Arrays.copyOf(held, (int) Math.min(wider, Integer.MAX_VALUE - 16L));
        }
        System.arraycopy(from, offset, held, heldLength, count);
        heldLength = end;
        Arriving.this.notifyAll();
      }
    }
  }
}
