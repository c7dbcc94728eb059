package dev.cistern.pool;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Something that a pool could not do; the message names the pool and the mend. */
public abstract sealed class PoolException extends RuntimeException
    permits PoolClosedException,
        PoolConfigException,
        PoolFactoryException,
        PoolMisuseException,
        PoolResetException,
        PoolSizeException,
        PoolVersionException {
  @Serial private static final long serialVersionUID = 1;

  private final String pool;

  PoolException(String pool, String message, @Nullable Throwable cause) {
    super("pool '" + pool + "': " + message, cause);
    this.pool = pool;
  }

  /** The pool's name. */
  public String pool() {
    return pool;
  }
}
