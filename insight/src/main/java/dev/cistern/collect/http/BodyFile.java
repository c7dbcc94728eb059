package dev.cistern.collect.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The body of an answer on its way to the disk; no more than its bound is written. */
final class BodyFile implements AutoCloseable {
  private final FileChannel channel;
  private final long bytesMax;
  private volatile long bytes;

  BodyFile(Path file, long bytesMax) throws IOException {
    this.channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING);
    this.bytesMax = bytesMax;
  }

  /** Takes the next bytes; false where the bound is reached. */
  synchronized boolean take(ByteBuffer buffer) throws IOException {
    boolean fits = buffer.remaining() <= bytesMax - bytes;
    if (!fits) {
      buffer.limit(buffer.position() + (int) (bytesMax - bytes));
    }
    while (buffer.hasRemaining()) {
      bytes += channel.write(buffer);
    }
    return fits;
  }

  long bytes() {
    return bytes;
  }

  long bytesMax() {
    return bytesMax;
  }

  @Override
  public synchronized void close() throws IOException {
    channel.close();
  }
}
