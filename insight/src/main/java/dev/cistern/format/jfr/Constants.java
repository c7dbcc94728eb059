package dev.cistern.format.jfr;

import dev.cistern.format.jfr.Metadata.Type;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The constant pools of one chunk: where in memory the value of each key stands.
 *
 * <p>Values are read when they are asked for. Of several values for a key the first in the file
 * stays.
 */
final class Constants {
  /** One type's pool; values are known by slots that count from 0. */
  final class Pool {
    private final Type type;
    private final LongTable keys = new LongTable();
    private int[] offsets = new int[16];
    private int[] segments = new int[0]; // stays empty while all values are in segment 0
    private int[] memo = new int[0];
    private long lastKey;
    private int lastSlot = -1;

    private Pool(Type type) {
      this.type = type;
    }

    Type type() {
      return type;
    }

    /** The slot of a key, or −1. */
    int find(long key) {
      if (key != lastKey || lastSlot < 0) { // events of one thread and pool come in rows
        lastKey = key;
        lastSlot = keys.find(key);
      }
      return lastSlot;
    }

    int size() {
      return keys.size();
    }

    long key(int slot) {
      return keys.key(slot);
    }

    /** Sets a cursor on the value in a slot. */
    Cursor value(int slot, Cursor cursor) {
      byte[] segment = Constants.this.segments[segments.length == 0 ? 0 : segments[slot]];
      return cursor.compressed(metadata.compressed()).over(segment, offsets[slot], segment.length);
    }

    /** What a reader remembers of a slot; 0 at first. */
    int memo(int slot) {
      return slot < memo.length ? memo[slot] : 0;
    }

    void memo(int slot, int value) {
      if (slot >= memo.length) {
        memo = Arrays.copyOf(memo, keys.size());
      }
      memo[slot] = value;
    }

    private void add(long key, int offset) {
      int slot = keys.add(key);
      if (slot < 0) {
        return;
      }
      if (slot >= offsets.length) {
        offsets = Arrays.copyOf(offsets, slot + (slot >> 1) + 16);
      }
      offsets[slot] = offset;
      if (segmentCount > 1) {
        if (slot >= segments.length) {
          segments = Arrays.copyOf(segments, offsets.length);
        }
        segments[slot] = segmentCount - 1;
      }
    }
  }

  private static final int VALUES_MAX_PER_HEAP_BYTE_SHIFT = 7; // 2 M values in 256 MB

  private final Metadata metadata;
  private final Map<Long, Pool> pools = new HashMap<>();
  private Optional<Pool> last = Optional.empty(); // asked for; most often it is so again
  private byte[][] segments = new byte[4][];
  private int segmentCount;
  private long valuesLeft = Runtime.getRuntime().maxMemory() >> VALUES_MAX_PER_HEAP_BYTE_SHIFT;

  Constants(Metadata metadata) {
    this.metadata = metadata;
  }

  /** The pool of a type; of a type without any, an empty one. */
  Pool pool(long typeId) {
    if (last.isEmpty() || last.get().type.id() != typeId) {
      last =
          Optional.of(
              pools.computeIfAbsent(
                  typeId,
                  id -> new Pool(metadata.type(id).orElse(new Type(id, "", false, List.of())))));
    }
    return last.get();
  }

  /** Adds bytes that hold checkpoints; those added next lie in them. */
  void segment(byte[] bytes) {
    if (segmentCount == segments.length) {
      segments = Arrays.copyOf(segments, segmentCount * 2);
    }
    segments[segmentCount++] = bytes;
  }

  /**
   * Adds what a checkpoint holds, whose body, behind size and type, the cursor stands at.
   *
   * @return what is wrong with it
   */
  Optional<String> checkpoint(Cursor in) {
    in.integer(); // start
    in.integer(); // duration
    in.integer(); // to the one before
    in.unsignedByte(); // kind
    int poolCount = in.count();
    for (int i = 0; i < poolCount && !in.overrun(); i++) {
      long typeId = in.integer();
      int count = in.count();
      if (count > 0 && metadata.type(typeId).isEmpty()) {
        return Optional.of("a pool of the unknown type %d".formatted(typeId));
      }
      if (!values(in, pool(typeId), count)) {
        return Optional.of("more than memory holds");
      }
    }
    return in.overrun() ? Optional.of("one that breaks off") : Optional.empty();
  }

  private boolean values(Cursor in, Pool pool, int count) {
    Layout layout = metadata.layout(pool.type().id());
    for (int i = 0; i < count; i++) {
      long key = in.integer();
      int offset = in.pos();
      layout.skip(in);
      if (in.overrun()) {
        return true;
      }
      if (--valuesLeft < 0) {
        return false;
      }
      pool.add(key, offset);
    }
    return true;
  }
}
