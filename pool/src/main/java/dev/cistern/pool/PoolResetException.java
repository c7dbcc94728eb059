package dev.cistern.pool;

import java.io.Serial;

/** A reset threw: told to the pool's problem handler, never thrown at the caller of release. */
public final class PoolResetException extends PoolException {
  @Serial private static final long serialVersionUID = 1;

  /** The reset's own exception as the cause. */
  public PoolResetException(String pool, String message, Throwable cause) {
    super(pool, message, cause);
  }
}
