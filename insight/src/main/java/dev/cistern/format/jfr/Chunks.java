package dev.cistern.format.jfr;

import dev.cistern.format.DamageLog;
import java.io.IOException;
import java.util.Optional;

/**
 * Finds the chunks of a recording one after another, also past a broken one.
 *
 * <p>A chunk's stated size is believed where another chunk or the end of the file stands behind it;
 * else the next chunk's first bytes are searched for.
 */
final class Chunks {
  private static final int SEARCH_BYTES = 1 << 20;

  private final Source.Access access;
  private final DamageLog damages;
  private final long sizeBytes;
  private long next;

  Chunks(Source.Access access, DamageLog damages) throws IOException {
    this.access = access;
    this.damages = damages;
    this.sizeBytes = access.sizeBytes();
  }

  Optional<Chunk> next() throws IOException {
    byte[] head = new byte[Chunk.HEADER_BYTES];
    while (next < sizeBytes) {
      long at = next;
      int read = access.read(at, head, 0, head.length);
      boolean begins = Chunk.begins(head, 0, read);
      if (begins && read == head.length) {
        return Optional.of(bounded(Chunk.of(at, head)));
      }
      damages.add(
          at,
          "a chunk header of 68 bytes",
          begins || read < 8 ? "the end of the file after %d".formatted(read) : "other bytes");
      next = begins ? sizeBytes : search(at + 1);
    }
    return Optional.empty();
  }

  /** Settles where a chunk ends and where the next one begins. */
  private Chunk bounded(Chunk chunk) throws IOException {
    long stated = chunk.at() + chunk.sizeBytes();
    boolean possible =
        chunk.sizeBytes() >= Chunk.HEADER_BYTES && stated > chunk.at() && stated <= sizeBytes;
    if (chunk.finished() && possible && (stated == sizeBytes || isChunkAt(stated))) {
      next = stated;
      return chunk.endingAt(stated);
    }
    next = search(chunk.at() + Chunk.HEADER_BYTES);
    if (!chunk.finished()) {
      damages.add(chunk.at(), "a finished chunk", "one that was still being written");
      return chunk.endingAt(next);
    }
    if (possible && stated <= next) {
      return chunk.endingAt(stated); // what follows is told when the next header is read
    }
    damages.add(
        chunk.at() + 8,
        "a chunk of %d bytes".formatted(chunk.sizeBytes()),
        "%d bytes".formatted(next - chunk.at()));
    return chunk.endingAt(next);
  }

  private boolean isChunkAt(long at) throws IOException {
    byte[] first = new byte[8];
    return Chunk.begins(first, 0, access.read(at, first, 0, first.length));
  }

  /** Where the next chunk begins at or after {@code from}, else the end of the file. */
  private long search(long from) throws IOException {
    byte[] block = new byte[(int) Math.max(8, Math.min(SEARCH_BYTES, sizeBytes - from))];
    long at = from;
    while (sizeBytes - at >= 8) {
      int read = access.read(at, block, 0, block.length);
      for (int i = 0; i + 8 <= read; i++) {
        if (block[i] == 'F' && Chunk.begins(block, i, read)) {
          return at + i;
        }
      }
      at += Math.max(1, read - 7);
    }
    return sizeBytes;
  }
}
