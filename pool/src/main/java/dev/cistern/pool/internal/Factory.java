package dev.cistern.pool.internal;

import dev.cistern.pool.PoolFactoryException;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Supplier;

/** Calls the user's factory, and notices if it asks its own pool for an object. */
final class Factory<T> {
  private static final int PLACES = 64;

  private final String pool;
  private final Supplier<? extends T> factory;

  /**
   * The ids of threads that are inside the factory now: no thread-local map for each new thread.
   */
  private final AtomicLongArray inside = new AtomicLongArray(PLACES);

  Factory(String pool, Supplier<? extends T> factory) {
    this.pool = pool;
    this.factory = factory;
  }

  T make(long threadId) {
    int place = enter(threadId);
    T made;
    try {
      made = factory.get();
    } catch (PoolFactoryException nested) {
      throw nested;
    } catch (RuntimeException e) {
      throw new PoolFactoryException(
          pool, "the factory threw; nothing was put into the pool; mend the factory", e);
    } finally {
      if (place >= 0) {
        inside.set(place, 0);
      }
    }
    if (made == null) {
      throw new PoolFactoryException(
          pool, "the factory returned null; let it return a new object or throw", null);
    }
    return made;
  }

  /** Notes the caller; −1 if all places are taken, and nothing is noticed this once. */
  private int enter(long threadId) {
    int free = -1;
    for (int i = 0; i < PLACES; i++) {
      int place = (int) (threadId + i) & (PLACES - 1);
      long who = inside.get(place);
      if (who == threadId) {
        throw new PoolFactoryException(
            pool,
            "the factory asked its own pool for an object; let it make one without the pool",
            null);
      }
      if (who == 0 && free < 0) {
        free = place;
      }
    }
    return free >= 0 && inside.compareAndSet(free, 0, threadId) ? free : -1;
  }
}
