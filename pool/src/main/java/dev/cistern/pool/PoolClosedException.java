package dev.cistern.pool;

import java.io.Serial;

/** An object was asked of a pool that is closed. */
public final class PoolClosedException extends PoolException {
  @Serial private static final long serialVersionUID = 1;

  /** For the pool named {@code pool}. */
  public PoolClosedException(String pool) {
    super(pool, "closed; take objects before close(), or build a new pool", null);
  }
}
