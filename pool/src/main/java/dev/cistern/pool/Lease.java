package dev.cistern.pool;

import org.jspecify.annotations.Nullable;

/**
 * An object taken for the length of a {@code try} statement.
 *
 * <p>A lease is made anew each time, so that one kept too long can never give back what somebody
 * else has taken since. It is so small that the compiled code of its {@code try} statement holds it
 * in registers: nothing is allocated there. It is not for sharing between threads.
 *
 * @param <T> the pooled object's type
 */
public final class Lease<T> implements AutoCloseable {
  private final Pool<T> pool;
  private @Nullable T value;

  Lease(Pool<T> pool, T value) {
    this.pool = pool;
    this.value = value;
  }

  /**
   * The object, until the lease is closed.
   *
   * @throws PoolMisuseException if the lease is closed
   */
  public T value() {
    T object = value;
    if (object == null) {
      throw closed(pool);
    }
    return object;
  }

  /** Gives the object back; the second call does nothing. */
  @Override
  public void close() {
    T object = value;
    if (object != null) {
      value = null;
      pool.release(object);
    }
  }

  private static PoolMisuseException closed(Pool<?> pool) {
    return new PoolMisuseException(
        pool.name(), "the lease is closed; use its value inside the try statement only");
  }
}
