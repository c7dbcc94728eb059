package dev.cistern.pool;

import org.jspecify.annotations.Nullable;

/**
 * A buffer taken for the length of a {@code try} statement, which may be replaced by a larger one
 * meanwhile. It is not for sharing between threads.
 *
 * @param <B> the buffer's type
 */
public final class BufferLease<B> implements AutoCloseable {
  private final BufferPool<B> pool;
  private @Nullable B value;

  BufferLease(BufferPool<B> pool, B value) {
    this.pool = pool;
    this.value = value;
  }

  /**
   * The buffer, until the lease is closed or grown.
   *
   * @throws PoolMisuseException if the lease is closed
   */
  public B value() {
    B buffer = value;
    if (buffer == null) {
      throw new PoolMisuseException(
          pool.name(), "the lease is closed; use its value inside the try statement only");
    }
    return buffer;
  }

  /**
   * Replaces the buffer by one of at least {@code bytesMin} with the same content, as {@link
   * BufferPool#grow}, and returns it.
   *
   * @throws PoolMisuseException if the lease is closed
   */
  public B grow(int bytesMin) {
    B grown = pool.grow(value(), bytesMin);
    value = grown;
    return grown;
  }

  /** Gives the buffer back; the second call does nothing. */
  @Override
  public void close() {
    B buffer = value;
    if (buffer != null) {
      value = null;
      pool.release(buffer);
    }
  }
}
