package dev.cistern.pool.adapters.commons;

import dev.cistern.pool.Pool;
import dev.cistern.pool.PoolBuilder;
import dev.cistern.pool.PoolClosedException;
import dev.cistern.pool.PoolFactoryException;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.apache.commons.pool2.BaseObjectPool;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.PooledObjectFactory;
import org.jspecify.annotations.Nullable;

/**
 * A commons-pool2 object pool over a {@link Pool}: the factory's objects are activated and
 * validated when they are borrowed, passivated when they come back, destroyed when they fail, are
 * invalidated or cleared.
 *
 * <p>Nothing waits here: there is no bound on active objects. <b>An object that the pool lets go by
 * itself, after collections or past its bounds, is not destroyed</b> but left to the collector: do
 * not use it for what holds a connection or a file.
 *
 * @param <T> the objects' type
 */
public final class CisternObjectPool<T> extends BaseObjectPool<T> {
  /** What a factory threw, on its way through the pool. */
  private static final class Thrown extends RuntimeException {
    @java.io.Serial private static final long serialVersionUID = 1;

    Thrown(Exception cause) {
      super(cause);
    }
  }

  /** An object by identity. */
  private record Key(Object object) {
    @Override
    public int hashCode() {
      return System.identityHashCode(object);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key key && key.object == object;
    }
  }

  private final PooledObjectFactory<T> factory;
  private final Pool<PooledObject<T>> pool;
  private final Map<Key, PooledObject<T>> active = new ConcurrentHashMap<>();

  /** Who is in {@link #addObject} now: what is made there is passivated before it lies down. */
  private volatile @Nullable Thread adding;

  /** A view with the default limits. */
  public CisternObjectPool(PooledObjectFactory<T> factory) {
    this(factory, UnaryOperator.identity());
  }

  /**
   * A view whose pool has further settings; the reset is the factory's {@code passivateObject}.
   *
   * @throws dev.cistern.pool.PoolConfigException as {@link PoolBuilder#build}
   */
  public CisternObjectPool(
      PooledObjectFactory<T> factory, UnaryOperator<PoolBuilder<PooledObject<T>>> settings) {
    this.factory = factory;
    this.pool =
        settings
            .apply(
                Pool.<PooledObject<T>>builder(this::make)
                    .noReset("the factory passivates what comes back"))
            .build();
  }

  /** The pool beneath, for its statistics. */
  public Pool<PooledObject<T>> pool() {
    return pool;
  }

  private PooledObject<T> make() {
    try {
      PooledObject<T> made = factory.makeObject();
      if (adding == Thread.currentThread()) {
        factory.passivateObject(made);
      }
      return made;
    } catch (Exception e) {
      throw new Thrown(e);
    }
  }

  @Override
  public T borrowObject() throws Exception {
    assertOpen();
    for (Optional<PooledObject<T>> idle = idle(); idle.isPresent(); idle = idle()) {
      PooledObject<T> object = idle.get();
      if (ready(object, false)) {
        return lent(object);
      }
    }
    PooledObject<T> made = made(pool::acquire);
    ready(made, true);
    return lent(made);
  }

  private Optional<PooledObject<T>> idle() {
    try {
      return pool.acquireIdle();
    } catch (PoolClosedException e) {
      throw new IllegalStateException("Pool not open", e);
    }
  }

  private PooledObject<T> made(java.util.function.Supplier<PooledObject<T>> from) throws Exception {
    try {
      return from.get();
    } catch (PoolClosedException e) {
      throw new IllegalStateException("Pool not open", e);
    } catch (PoolFactoryException e) {
      throw e.getCause() instanceof Thrown thrown && thrown.getCause() instanceof Exception cause
          ? cause
          : e;
    }
  }

  /** Activates and validates; what fails is destroyed, and for a new one that is the end. */
  private boolean ready(PooledObject<T> object, boolean isNew) {
    Exception why = null;
    try {
      factory.activateObject(object);
      if (factory.validateObject(object)) {
        return true;
      }
    } catch (Exception e) {
      why = e;
    }
    destroyQuietly(object);
    if (isNew) {
      NoSuchElementException none =
          new NoSuchElementException("the factory's new object does not pass its own checks");
      none.initCause(why);
      throw none;
    }
    return false;
  }

  private T lent(PooledObject<T> object) {
    active.put(new Key(object.getObject()), object);
    object.allocate();
    return object.getObject();
  }

  @Override
  public void returnObject(T given) {
    PooledObject<T> unclean = kept(given);
    if (unclean != null) {
      destroyQuietly(unclean);
    }
  }

  /** As {@link #returnObject}, but what the factory throws at destroying goes to the caller. */
  void returnTelling(T given) throws Exception {
    PooledObject<T> unclean = kept(given);
    if (unclean != null) {
      unclean.invalidate();
      factory.destroyObject(unclean);
    }
  }

  /** Gives the object back to the pool; returns it if it could not be passivated. */
  private @Nullable PooledObject<T> kept(T given) {
    PooledObject<T> object = taken(given);
    try {
      factory.passivateObject(object);
    } catch (Exception unclean) {
      return object;
    }
    object.deallocate();
    if (isClosed()) {
      destroyQuietly(object);
    } else {
      pool.release(object);
    }
    return null;
  }

  @Override
  public void invalidateObject(T given) throws Exception {
    PooledObject<T> object = taken(given);
    object.invalidate();
    factory.destroyObject(object);
  }

  private PooledObject<T> taken(T given) {
    PooledObject<T> object = active.remove(new Key(given));
    if (object == null) {
      throw new IllegalStateException(
          "wanted an object that is borrowed from pool '"
              + pool.name()
              + "', found one that was given back or never was its own");
    }
    return object;
  }

  @Override
  public synchronized void addObject() throws Exception {
    assertOpen();
    adding = Thread.currentThread();
    try {
      made(() -> {
        pool.prefill(1);
        return null;
      });
    } finally {
      adding = null;
    }
  }

  @Override
  public int getNumActive() {
    return active.size();
  }

  @Override
  public int getNumIdle() {
    return pool.stats().idle();
  }

  /** Destroys the idle objects within the caller's reach, and drops the rest. */
  @Override
  public void clear() {
    if (!isClosed()) {
      for (Optional<PooledObject<T>> idle = idle(); idle.isPresent(); idle = idle()) {
        destroyQuietly(idle.get());
      }
      pool.clear();
    }
  }

  @Override
  public void close() {
    if (!isClosed()) {
      clear();
      super.close();
      pool.close();
    }
  }

  private void destroyQuietly(PooledObject<T> object) {
    try {
      object.invalidate();
      factory.destroyObject(object);
    } catch (Exception e) {
      System.getLogger("dev.cistern.pool")
          .log(System.Logger.Level.DEBUG, "a factory could not destroy its object", e);
    }
  }
}
