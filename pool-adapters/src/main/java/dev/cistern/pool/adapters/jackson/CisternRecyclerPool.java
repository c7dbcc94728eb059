package dev.cistern.pool.adapters.jackson;

import dev.cistern.pool.Pool;
import dev.cistern.pool.PoolClosedException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serial;
import tools.jackson.core.util.BufferRecycler;
import tools.jackson.core.util.RecyclerPool;

/**
 * Jackson 3's recycler pool over a {@link Pool}: give it to a factory by {@code
 * JsonFactory.builder().recyclerPool(…)}.
 *
 * <p>Closing the pool ends the recycling, not the parsing: recyclers are then made anew each time.
 */
public final class CisternRecyclerPool implements RecyclerPool<BufferRecycler> {
  @Serial private static final long serialVersionUID = 1;

  private final transient Pool<BufferRecycler> pool;

  /** Over a pool of this name, with the default limits. */
  public static CisternRecyclerPool named(String name) {
    return new CisternRecyclerPool(
        Pool.builder(BufferRecycler::new)
            .name(name)
            .noReset("parsers and generators overwrite what they read of its buffers")
            .build());
  }

  /** Over {@code pool}, which stays its owner's to close. */
  public CisternRecyclerPool(Pool<BufferRecycler> pool) {
    this.pool = pool;
  }

  /** The pool beneath, for its statistics. */
  public Pool<BufferRecycler> pool() {
    return pool;
  }

  @Override
  public BufferRecycler acquirePooled() {
    try {
      return pool.acquire();
    } catch (PoolClosedException closed) {
      return new BufferRecycler();
    }
  }

  @Override
  public void releasePooled(BufferRecycler recycler) {
    if (!pool.isClosed()) {
      pool.release(recycler);
    }
  }

  @Override
  public int pooledCount() {
    return pool.stats().idle();
  }

  @Override
  public boolean clear() {
    pool.clear();
    return true;
  }

  /** A pool is a part of its process: what refers to one by serialization gets a new, like one. */
  @Serial
  private Object writeReplace() {
    return new Named(pool.name());
  }

  @Serial
  private void readObject(ObjectInputStream in) throws InvalidObjectException {
    throw new InvalidObjectException("wanted the pool's name, found a pool");
  }

  private record Named(String name) implements java.io.Serializable {
    @Serial
    private Object readResolve() {
      return named(name);
    }
  }
}
