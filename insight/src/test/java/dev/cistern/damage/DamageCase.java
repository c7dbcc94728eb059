package dev.cistern.damage;

import dev.cistern.format.Format;
import dev.cistern.model.Evidence;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

/**
 * One format and one valid file of it, for {@link DamageHarness}. Has a constructor without
 * arguments, because the harness makes it again in a process of its own.
 */
public interface DamageCase {
  Format format();

  /** A valid file, not compressed; at best with every kind of record, and some 10 to 100 kB. */
  byte[] sample() throws IOException;

  /**
   * How many records a reader recovered. Whatever the format reads lazily (a timeline, the facts)
   * is to be read through here.
   */
  long records(Evidence evidence) throws IOException;

  /**
   * How many records lie whole in the first {@code length} bytes of {@link #sample()}; by its own
   * count, not by the reader. Cutting or damaging at {@code length} must not lose any of them.
   */
  long wholeBefore(byte[] sample, int length);

  /** Hostile files made by hand, such as a table that refers to itself. */
  default List<Bomb> bombs() throws IOException {
    return List.of();
  }

  /** Whether the format is also read inside gzip. */
  default boolean readsGzip() {
    return true;
  }

  /** A hostile file and what it tries; made when its turn comes, for it may be large. */
  record Bomb(String name, Supplier<byte[]> maker) {
    /** Of a small one. */
    public Bomb(String name, byte[] bytes) {
      this(name, () -> bytes);
    }

    byte[] bytes() {
      return maker.get();
    }
  }
}
