package dev.cistern.format;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * One file to read: on disk, or bytes that never were a file.
 *
 * <p>Whoever opened it closes it, after the last scan of a timeline that reads from it; closing
 * deletes a temporary file.
 */
public final class Input implements Closeable {
  private final String name;
  private final Optional<byte[]> held;
  private final Optional<Path> path;
  private final boolean temporary;

  private Input(String name, Optional<byte[]> held, Optional<Path> path, boolean temporary) {
    this.name = name;
    this.held = held;
    this.path = path;
    this.temporary = temporary;
  }

  /** A file, named as the user named it. */
  public static Input of(Path path) {
    return new Input(path.toString(), Optional.empty(), Optional.of(path), false);
  }

  /** A file under another name, such as a member's. */
  public static Input of(String name, Path path) {
    return new Input(name, Optional.empty(), Optional.of(path), false);
  }

  /** Bytes in memory. */
  public static Input of(String name, byte[] bytes) {
    return new Input(name, Optional.of(bytes), Optional.empty(), false);
  }

  /** A stream written to a temporary file first, at most {@code maxBytes} of it. */
  public static Input spool(String name, InputStream in, long maxBytes)
      throws IOException, UnreadableException {
    Path file = Files.createTempFile("cistern-", ".in");
    file.toFile().deleteOnExit(); // where an interrupt leaves nobody to close it
    Input input = new Input(name, Optional.empty(), Optional.of(file), true);
    try (var out = Files.newOutputStream(file)) {
      byte[] buffer = new byte[1 << 16];
      long written = 0;
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        written += n;
        if (written > maxBytes) {
          throw new UnreadableException(
              name, maxBytes, "at most %d bytes".formatted(maxBytes), "more");
        }
        out.write(buffer, 0, n);
      }
      return input;
    } catch (IOException | UnreadableException e) {
      input.close();
      throw e;
    }
  }

  public String name() {
    return name;
  }

  public long sizeBytes() throws IOException {
    return held.isPresent() ? held.get().length : Files.size(path.orElseThrow());
  }

  /** The first bytes, inflated if gzipped. */
  public Head head() throws IOException {
    try (InputStream in = stream()) {
      return Head.of(in.readNBytes(Head.MAX_BYTES * 4));
    }
  }

  /** The whole file, if it is no longer than {@link Limits#heldBytesMax()}. */
  public byte[] bytes() throws IOException, UnreadableException {
    if (held.isPresent()) {
      return held.get();
    }
    long size = sizeBytes();
    if (size > Limits.heldBytesMax()) {
      throw new UnreadableException(
          name, 0, "at most %d bytes".formatted(Limits.heldBytesMax()), size + " bytes");
    }
    try (InputStream in = stream()) {
      return in.readNBytes(Limits.heldBytesMax());
    }
  }

  public InputStream stream() throws IOException {
    return held.isPresent()
        ? new ByteArrayInputStream(held.get())
        : Files.newInputStream(path.orElseThrow());
  }

  /** The bytes, where they are in memory already. */
  public Optional<byte[]> held() {
    return held;
  }

  /** The file to read from; empty where the bytes are {@link #held()}. */
  public Optional<Path> path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    if (temporary && path.isPresent()) {
      Files.deleteIfExists(path.get());
    }
  }

  @Override
  public String toString() {
    return name
        + held.map(bytes -> " " + Arrays.toString(Arrays.copyOf(bytes, Math.min(8, bytes.length))))
            .orElse("");
  }
}
