package dev.cistern.pool;

/**
 * What a {@link BufferPool} needs to know of a kind of buffer. Those of the class library are made
 * by {@link BufferPool#bytes}, {@link BufferPool#heap} and {@link BufferPool#direct}.
 *
 * <p>A buffer's capacity never changes; one that has to grow is replaced by a larger one.
 *
 * @param <B> the buffers' type
 */
public interface BufferKind<B> {
  /** A new buffer of exactly this capacity, its content zero. */
  B make(int bytes);

  /** The class of what {@link #make} returns. */
  Class<?> type();

  /** The buffer's capacity. */
  int bytes(B buffer);

  /**
   * Whether this is a whole buffer, as {@link #make} returned it: false for a slice or a read-only
   * view as far as that can be told.
   */
  boolean whole(B buffer);

  /**
   * Makes a buffer ready for its taker, its content left as it is: position 0, limit at the end.
   */
  void ready(B buffer);

  /** Makes a buffer like a new one, its content zero. */
  void wipe(B buffer);

  /** Copies what was written to {@code from} into the larger {@code to}, to be written further. */
  void copy(B from, B to);
}
