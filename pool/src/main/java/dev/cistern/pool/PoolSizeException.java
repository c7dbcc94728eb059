package dev.cistern.pool;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A size function threw or returned a negative number: told to the pool's problem handler. */
public final class PoolSizeException extends PoolException {
  @Serial private static final long serialVersionUID = 1;

  /** What the function returned or, as the cause, threw. */
  public PoolSizeException(String pool, String message, @Nullable Throwable cause) {
    super(pool, message, cause);
  }
}
