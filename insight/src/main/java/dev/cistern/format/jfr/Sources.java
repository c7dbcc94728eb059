package dev.cistern.format.jfr;

import dev.cistern.format.DamageLog;
import dev.cistern.format.Gzip;
import dev.cistern.format.Input;
import dev.cistern.format.UnreadableException;
import dev.cistern.model.Damage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Where a recording's bytes are read from: its file, or what its gzip held. */
final class Sources {
  private static final int HELD_BYTES_MAX = 16 << 20;

  /** Real recordings shrink by 3 to 6; a gzip that claims more is not inflated to its end. */
  private static final long RATIO_MAX = 10;

  private static final long INFLATED_BYTES_LEAST = 2 << 20;

  private Sources() {}

  static Source of(Input input, DamageLog damages) throws IOException, UnreadableException {
    if (!input.head().gzipped()) {
      return input.path().isPresent()
          ? new Source.OnDisk(input.path().get())
          : new Source.Held(input.bytes(), input.bytes().length);
    }
    byte[] gzip = input.bytes();
    try (Inflated out = new Inflated()) {
      List<Damage> damage = new ArrayList<>();
      Gzip.inflate(input.name(), gzip, out, INFLATED_BYTES_LEAST + gzip.length * RATIO_MAX, damage);
      damages.addAll(damage);
      return out.source();
    }
  }

  /** Keeps what is inflated in memory while it is small, then in a file that has no name. */
  private static final class Inflated extends OutputStream {
    private byte[] bytes = new byte[1 << 16];
    private int length;
    private Optional<FileChannel> spool =
        Optional.empty(); // holds the bytes before those in memory
    private boolean spooled;

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int count) throws IOException {
      if (length + count > HELD_BYTES_MAX) {
        flush();
      }
      if (length + count > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.max(length + count, bytes.length * 2));
      }
      System.arraycopy(from, offset, bytes, length, count);
      length += count;
    }

    @Override
    public void flush() throws IOException {
      if (spool.isEmpty()) {
        Path file = Files.createTempFile("cistern-", ".jfr");
        spool =
            Optional.of(
                FileChannel.open(
                    file,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.DELETE_ON_CLOSE));
      }
      ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, length);
      while (buffer.hasRemaining()) {
        spool.get().write(buffer);
      }
      length = 0;
    }

    Source source() throws IOException {
      if (spool.isEmpty()) {
        return new Source.Held(bytes, length);
      }
      flush();
      spooled = true;
      return new Source.Spooled(spool.get());
    }

    @Override
    public void close() throws IOException {
      if (spool.isPresent() && !spooled) {
        spool.get().close();
      }
    }
  }
}
