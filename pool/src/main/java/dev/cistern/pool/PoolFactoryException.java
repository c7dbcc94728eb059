package dev.cistern.pool;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A pool's factory threw, returned null, or asked its own pool for an object. */
public final class PoolFactoryException extends PoolException {
  @Serial private static final long serialVersionUID = 1;

  /** What was wrong, with what the factory threw, if it did. */
  public PoolFactoryException(String pool, String message, @Nullable Throwable cause) {
    super(pool, message, cause);
  }
}
