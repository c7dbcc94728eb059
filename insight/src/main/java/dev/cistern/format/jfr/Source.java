package dev.cistern.format.jfr;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A recording's bytes, read at any place; opened anew for each pass. */
sealed interface Source {
  /** One pass's access to the bytes. */
  interface Access extends Closeable {
    long sizeBytes() throws IOException;

    /** Reads up to {@code count} bytes, fewer only at the end; returns how many. */
    int read(long at, byte[] into, int offset, int count) throws IOException;

    @Override
    void close() throws IOException;
  }

  Access open() throws IOException;

  /** Bytes held in memory. */
  record Held(byte[] bytes, int length) implements Source, Access {
    @Override
    public Access open() {
      return this;
    }

    @Override
    public long sizeBytes() {
      return length;
    }

    @Override
    public int read(long at, byte[] into, int offset, int count) {
      int n = (int) Math.max(0, Math.min(count, length - at));
      if (n > 0) {
        System.arraycopy(bytes, (int) at, into, offset, n);
      }
      return n;
    }

    @Override
    public void close() {}
  }

  /** A file on disk. */
  record OnDisk(Path path) implements Source {
    @Override
    public Access open() throws IOException {
      FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
      return new ChannelAccess(channel, true);
    }
  }

  /** A temporary file that vanishes with its channel, which stays open between passes. */
  record Spooled(FileChannel channel) implements Source {
    @Override
    public Access open() {
      return new ChannelAccess(channel, false);
    }
  }

  /** Reads from a channel at given places. */
  record ChannelAccess(FileChannel channel, boolean closes) implements Access {
    @Override
    public long sizeBytes() throws IOException {
      return channel.size();
    }

    @Override
    public int read(long at, byte[] into, int offset, int count) throws IOException {
      ByteBuffer buffer = ByteBuffer.wrap(into, offset, count);
      while (buffer.hasRemaining()) {
        // Bounded steps: the JDK keeps a direct buffer of the largest step for the thread.
        int limit = buffer.limit();
        buffer.limit(Math.min(limit, buffer.position() + (1 << 20)));
        int n = channel.read(buffer, at + buffer.position() - offset);
        buffer.limit(limit);
        if (n < 0) {
          break;
        }
      }
      return buffer.position() - offset;
    }

    @Override
    public void close() throws IOException {
      if (closes) {
        channel.close();
      }
    }
  }
}
