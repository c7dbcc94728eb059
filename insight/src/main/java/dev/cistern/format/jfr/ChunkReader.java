package dev.cistern.format.jfr;

import dev.cistern.format.DamageLog;
import java.io.IOException;
import java.util.Arrays;
import java.util.TreeSet;

/**
 * Walks the events of a chunk by their sizes, from memory where the chunk fits and block by block
 * where it does not.
 *
 * <p>After a break the walk goes on at the next checkpoint or metadata event that the chunk's
 * header leads to.
 */
final class ChunkReader {
  private static final int BLOCK_BYTES = 1 << 20;
  private static final int EVENT_HEAD_BYTES = 18;
  private static final int CHECKPOINTS_MAX = 1 << 16;

  private final Source.Access access;
  private final DamageLog damages;
  private final int heldBytesMax;
  private final int eventBytesMax;
  private final Cursor cursor = new Cursor();

  private byte[] data = new byte[0];
  private int filled;
  private long base; // of data[0], from the chunk's start
  private Chunk chunk;
  private boolean held;

  ChunkReader(Source.Access access, DamageLog damages, int heldBytesMax, Chunk first) {
    this.access = access;
    this.damages = damages;
    this.heldBytesMax = heldBytesMax;
    eventBytesMax = Math.max(heldBytesMax, Scan.heldBytesMax());
    this.chunk = first;
  }

  /** Turns to a chunk, and loads it if it is to be held in memory. */
  void open(Chunk next) throws IOException {
    chunk = next;
    cursor.compressed(next.compressed());
    held = next.lengthBytes() <= heldBytesMax;
    base = 0;
    filled = 0;
    if (held) {
      load(0, (int) next.lengthBytes());
    }
  }

  Chunk chunk() {
    return chunk;
  }

  /** Whether the whole chunk is in {@link #data()}, at the places it has in the chunk. */
  boolean held() {
    return held;
  }

  byte[] data() {
    return data;
  }

  int filled() {
    return filled;
  }

  /** Gives every event to {@code sink}. */
  void walk(EventSink sink) throws IOException {
    walk(Chunk.HEADER_BYTES, chunk.lengthBytes(), sink);
  }

  /**
   * Gives the events to {@code sink} that begin in a part of the chunk; one begins at {@code from}.
   */
  void walk(long from, long to, EventSink sink) throws IOException {
    long length = chunk.lengthBytes();
    long at = from;
    while (at < to) {
      load(at, (int) Math.min(EVENT_HEAD_BYTES, length - at));
      int start = (int) (at - base);
      cursor.over(data, start, filled);
      long size = cursor.int32() & 0xffffffffL;
      long typeId = cursor.integer();
      boolean whole = !cursor.overrun() && size >= cursor.pos() - start && at + size <= length;
      if (!whole) {
        at = resume(at, size);
        continue;
      }
      int head = cursor.pos() - start;
      load(at, (int) Math.min(size, eventBytesMax));
      start = (int) (at - base);
      cursor.over(data, start + head, (int) Math.min(filled, start + size));
      sink.event(cursor, typeId, at);
      at += size;
    }
  }

  /** Gives one event to {@code sink}, if a whole one begins there. */
  boolean eventAt(long at, EventSink sink) throws IOException {
    long length = chunk.lengthBytes();
    if (at < Chunk.HEADER_BYTES || at >= length) {
      return false;
    }
    load(at, (int) Math.min(EVENT_HEAD_BYTES, length - at));
    int from = (int) (at - base);
    cursor.over(data, from, filled);
    long size = cursor.int32() & 0xffffffffL;
    long typeId = cursor.integer();
    int head = cursor.pos() - from;
    if (cursor.overrun() || size < head || at + size > length || size > eventBytesMax) {
      return false;
    }
    load(at, (int) size);
    from = (int) (at - base);
    cursor.over(data, from + head, (int) (from + size));
    sink.event(cursor, typeId, at);
    return true;
  }

  /** Where to go on after a break, else the chunk's end. */
  private long resume(long broken, long size) throws IOException {
    damages.add(
        chunk.at() + broken,
        "an event of 2..%d bytes".formatted(chunk.lengthBytes() - broken),
        size == 0 ? "one of no size" : "one of %d bytes".formatted(size));
    Long next = landmarks().higher(broken);
    return next == null ? chunk.lengthBytes() : next;
  }

  /** The checkpoints and the metadata that the header leads to, from the chunk's start. */
  private TreeSet<Long> landmarks() throws IOException {
    TreeSet<Long> places = new TreeSet<>();
    if (isEvent(chunk.metadataAt(), 0)) {
      places.add(chunk.metadataAt());
    }
    long at = chunk.constantsAt();
    while (isEvent(at, 1) && places.size() < CHECKPOINTS_MAX) {
      places.add(at);
      long[] delta = {0};
      eventAt(
          at,
          (body, _, _) -> {
            body.integer(); // start
            body.integer(); // duration
            delta[0] = body.integer();
          });
      if (delta[0] >= 0) {
        break;
      }
      at += delta[0];
    }
    return places;
  }

  private boolean isEvent(long at, long wantedType) throws IOException {
    boolean[] matches = {false};
    eventAt(at, (_, typeId, _) -> matches[0] = typeId == wantedType);
    return matches[0];
  }

  /** Makes {@code count} bytes from {@code at} stand in memory. */
  private void load(long at, int count) throws IOException {
    if (at >= base && at + count <= base + filled) {
      return;
    }
    int wanted = held ? count : Math.max(count, BLOCK_BYTES);
    if (wanted > data.length) {
      data = new byte[wanted];
    }
    base = at;
    long room = Math.min(data.length, chunk.lengthBytes() - at);
    filled = access.read(chunk.at() + at, data, 0, (int) Math.max(count, held ? count : room));
    if (filled < count) {
      Arrays.fill(data, filled, count, (byte) 0); // the file shrank under us: empty events
      filled = count;
    }
  }
}
