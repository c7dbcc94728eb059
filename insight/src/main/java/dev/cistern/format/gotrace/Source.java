package dev.cistern.format.gotrace;

import dev.cistern.format.Gzip;
import dev.cistern.format.Input;
import dev.cistern.format.UnreadableException;
import dev.cistern.model.Damage;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * A trace's bytes, read from any offset: what is small or held already in memory, else from the
 * disk; a gzipped one is inflated to a temporary file that goes when this is closed.
 */
sealed interface Source extends Closeable {
  /** Files up to this size are read whole. */
  int HELD_BYTES = 1 << 18;

  /** How many times its size a gzipped trace may inflate to; real ones have 3 to 10. */
  long RATIO_MAX = 100;

  long sizeBytes();

  /** Reads up to {@code length} bytes at {@code at}; fewer only at the end. */
  int read(long at, byte[] into, int offset, int length) throws IOException;

  @Override
  void close() throws IOException;

  /** Opens the file; what is wrong with its compression goes to {@code damage}. */
  static Source open(Input input, List<Damage> damage) throws IOException, UnreadableException {
    if (input.head().gzipped()) {
      return inflated(input, damage);
    }
    if (input.path().isEmpty() || input.sizeBytes() <= HELD_BYTES) {
      byte[] bytes = input.bytes();
      return new Held(bytes, bytes.length);
    }
    RandomAccessFile file = new RandomAccessFile(input.path().orElseThrow().toFile(), "r");
    return new OnDisk(file, file.length(), file);
  }

  private static Source inflated(Input input, List<Damage> damage)
      throws IOException, UnreadableException {
    byte[] gzip = input.bytes();
    Path file = Files.createTempFile("cistern-", ".trace");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      Gzip.inflate(input.name(), gzip, out, HELD_BYTES + gzip.length * RATIO_MAX, damage);
    } catch (IOException e) {
      Files.deleteIfExists(file);
      throw e;
    }
    RandomAccessFile inflated = new RandomAccessFile(file.toFile(), "r");
    // Where a file can go while it is open it goes now.
    Closeable removal = FileChannel.open(file, StandardOpenOption.DELETE_ON_CLOSE);
    return new OnDisk(inflated, inflated.length(), removal);
  }

  /** Bytes in memory. */
  record Held(byte[] bytes, int length) implements Source {
    @Override
    public long sizeBytes() {
      return length;
    }

    @Override
    public int read(long at, byte[] into, int offset, int count) {
      int n = Math.clamp(length - at, 0, count);
      System.arraycopy(bytes, (int) Math.min(at, length), into, offset, n);
      return n;
    }

    @Override
    public void close() {}
  }

  /**
   * A file that is read in blocks; its size is that at opening. Not for several threads at once.
   *
   * <p>A channel's positional read would need no seek, but the second compiler spends on it what it
   * spends on a tenth of this package.
   *
   * @param removal closed after the file: what takes a temporary one away, else the file itself
   */
  record OnDisk(RandomAccessFile file, long sizeBytes, Closeable removal) implements Source {
    @Override
    public int read(long at, byte[] into, int offset, int count) throws IOException {
      file.seek(at);
      int read = 0;
      while (read < count) {
        int n = file.read(into, offset + read, count - read);
        if (n < 0) {
          break;
        }
        read += n;
      }
      return read;
    }

    @Override
    public void close() throws IOException {
      try (removal) {
        file.close();
      }
    }
  }
}
