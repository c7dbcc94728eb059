package dev.cistern.format.gotrace;

import dev.cistern.format.Gzip;
import dev.cistern.format.Input;
import dev.cistern.format.Limits;
import dev.cistern.format.UnreadableException;
import dev.cistern.model.Damage;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** A trace's bytes, read from any offset: a small or gzipped file in memory, else from the disk. */
sealed interface Source extends Closeable {
  /** Files up to this size are read whole. */
  int HELD_BYTES = 1 << 20;

  long sizeBytes();

  /** Reads up to {@code length} bytes at {@code at}; fewer only at the end. */
  int read(long at, byte[] into, int offset, int length) throws IOException;

  @Override
  void close() throws IOException;

  /** Opens the file; what is wrong with its compression goes to {@code damage}. */
  static Source open(Input input, List<Damage> damage) throws IOException, UnreadableException {
    if (input.head().gzipped()) {
      Gzip.Inflated inflated = Gzip.inflate(input.name(), input.bytes(), Limits.heldBytesMax());
      damage.addAll(inflated.damage());
      return new Held(inflated.bytes(), inflated.length());
    }
    if (input.sizeBytes() <= HELD_BYTES) {
      byte[] bytes = input.bytes();
      return new Held(bytes, bytes.length);
    }
    FileChannel channel = FileChannel.open(input.path(), StandardOpenOption.READ);
    return new OnDisk(channel, channel.size());
  }

  /** Bytes in memory. */
  record Held(byte[] bytes, int length) implements Source {
    @Override
    public long sizeBytes() {
      return length;
    }

    @Override
    public int read(long at, byte[] into, int offset, int count) {
      int n = (int) Math.clamp(length - at, 0, count);
      System.arraycopy(bytes, (int) Math.min(at, length), into, offset, n);
      return n;
    }

    @Override
    public void close() {}
  }

  /** A file that is read in windows; its size is that at opening. */
  record OnDisk(FileChannel channel, long sizeBytes) implements Source {
    @Override
    public int read(long at, byte[] into, int offset, int count) throws IOException {
      ByteBuffer room = ByteBuffer.wrap(into, offset, count);
      int read = 0;
      while (read < count) {
        int n = channel.read(room, at + read);
        if (n < 0) {
          break;
        }
        read += n;
      }
      return read;
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
