package dev.cistern.pool;

import dev.cistern.pool.internal.StripedPool;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A pool of objects of one kind that are taken, used and given back.
 *
 * <p>An object is looked for in the caller's own slot, in its own queue, in the queues of other
 * callers, in the previous generation (what has been idle since the last old-generation collection)
 * and, if there is none, made by the factory. Nothing ever waits: {@link #acquire} makes a new
 * object instead, {@link #release} drops one instead.
 *
 * <p>Take objects by {@link #with} or {@link #lease}; the bare pair is for the hottest paths, where
 * the caller sees to it that every object comes back once and is not touched afterwards.
 *
 * <p>A pool may be used by any number of platform and virtual threads. An object may be given back
 * by another thread than the one that took it.
 *
 * <p>What the pool promises, with the guard off: it never hands one object to two callers unless a
 * caller gave it back twice, and what the taker of an object sees includes everything its giver
 * did. An object given back may be dropped instead of kept: past a limit, after a collection, on a
 * closed pool, or when two virtual threads put into the same place at the same moment.
 *
 * @param <T> the pooled objects' type
 */
public abstract class Pool<T> implements AutoCloseable {
  /**
   * For the implementation, which is not exported: one class, so that calls are as direct as if it
   * were final. (Sealed it cannot be: on a class path that would want one package.)
   */
  protected Pool() {
    if (getClass() != StripedPool.class) {
      throw new IllegalStateException(
          getClass().getName() + " extends Pool; wanted a pool from Pool.builder(…)");
    }
  }

  /**
   * Starts a pool whose objects {@code factory} makes.
   *
   * @param factory makes a new object at each call, never null and never one twice; it may be
   *     called by several threads at once
   */
  public static <T> PoolBuilder<T> builder(Supplier<? extends T> factory) {
    return new PoolBuilder<>(factory);
  }

  /** The name by which exceptions, statistics and events speak of this pool. */
  public abstract String name();

  /**
   * Takes an object: an idle one if there is any within reach, else a new one. Never waits, never
   * returns null.
   *
   * @throws PoolClosedException if the pool is closed
   * @throws PoolFactoryException if an object had to be made and the factory threw, returned null
   *     or asked this pool for an object itself
   */
  public abstract T acquire();

  /**
   * Takes an idle object if there is one within reach; never makes one. What lies in the slots of
   * other threads that are alive is out of reach.
   *
   * @throws PoolClosedException if the pool is closed
   */
  public abstract Optional<T> acquireIdle();

  /**
   * Gives an object back; the caller must not touch it afterwards. It is reset, then kept or
   * dropped. Never waits. On a closed pool the object is dropped.
   *
   * @throws PoolMisuseException if the object is null, of a class that the factory never made, or
   *     (where it can be told, and always with the guard in full mode) was given back already or
   *     never taken from this pool
   */
  public abstract void release(T object);

  /**
   * Takes an object for a {@code try} statement: {@code try (var lease = pool.lease()) {
   * use(lease.value()); }}.
   *
   * @throws PoolClosedException as {@link #acquire}
   * @throws PoolFactoryException as {@link #acquire}
   */
  public final Lease<T> lease() {
    return new Lease<>(this, acquire());
  }

  /**
   * Takes an object, calls {@code use} with it and gives it back, whatever happens.
   *
   * @return what {@code use} returned
   * @throws PoolMisuseException if {@code use} returned the pooled object itself, which by then
   *     belongs to somebody else
   * @throws PoolClosedException as {@link #acquire}
   * @throws PoolFactoryException as {@link #acquire}
   */
  public final <R> R with(Function<? super T, ? extends R> use) {
    T object = acquire();
    R result;
    try {
      result = use.apply(object);
    } finally {
      release(object);
    }
    if (result == object) {
      throw new PoolMisuseException(
          name(),
          "the function given to with() returned the pooled object, which is given back by now;"
              + " return a copy or what was computed from it");
    }
    return result;
  }

  /**
   * Makes {@code count} objects and keeps them, so that the first takers do not meet a cold pool.
   *
   * @throws PoolConfigException if {@code count} is negative or more than the pool may keep
   * @throws PoolClosedException if the pool is closed
   * @throws PoolFactoryException as {@link #acquire}; what was made before stays
   */
  public abstract void prefill(int count);

  /** Whether {@link #close} was called. */
  public abstract boolean isClosed();

  /** Drops all idle objects; the pool stays open. */
  public abstract void clear();

  /** What the pool has done so far, and what it holds now. */
  public abstract PoolStats stats();

  /**
   * Drops all idle objects and refuses further {@link #acquire} calls. Objects that are out may
   * still be given back; they are dropped. Closing twice is allowed.
   */
  @Override
  public abstract void close();
}
