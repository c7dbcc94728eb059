package dev.cistern.format;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/**
 * The first bytes of a file, inflated if the file is gzipped.
 *
 * @param bytes at most {@link #MAX_BYTES}
 * @param gzipped whether they were inflated
 */
public record Head(byte[] bytes, boolean gzipped) {
  /** Enough for every magic number and for a guess at a text. */
  public static final int MAX_BYTES = 4096;

  /** Of raw bytes from a file's start; what of a gzipped file cannot be inflated is left out. */
  public static Head of(byte[] raw) {
    if (!Gzip.isGzip(raw)) {
      return new Head(Arrays.copyOf(raw, Math.min(raw.length, MAX_BYTES)), false);
    }
    byte[] inflated = new byte[MAX_BYTES];
    int length = 0;
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(raw))) {
      for (int read = 0; read >= 0 && length < MAX_BYTES; ) {
        length += read;
        read = in.read(inflated, length, MAX_BYTES - length);
      }
    } catch (IOException e) {
      return new Head(Arrays.copyOf(inflated, length), true); // what came before the damage tells
    }
    return new Head(Arrays.copyOf(inflated, length), true);
  }

  /** Whether the file begins with these characters. */
  public boolean startsWith(String ascii) {
    byte[] wanted = ascii.getBytes(StandardCharsets.ISO_8859_1);
    return bytes.length >= wanted.length
        && Arrays.equals(bytes, 0, wanted.length, wanted, 0, wanted.length);
  }

  /** The bytes as text, one character a byte. */
  public String text() {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
