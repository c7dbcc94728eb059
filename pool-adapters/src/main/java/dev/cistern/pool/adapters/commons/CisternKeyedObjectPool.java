package dev.cistern.pool.adapters.commons;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.pool2.DestroyMode;
import org.apache.commons.pool2.KeyedObjectPool;
import org.apache.commons.pool2.KeyedPooledObjectFactory;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.PooledObjectFactory;
import org.jspecify.annotations.Nullable;

/**
 * A commons-pool2 keyed pool: a {@link CisternObjectPool} for each key, gone with {@link
 * #clear(Object)}.
 *
 * @param <K> the keys' type
 * @param <V> the objects' type
 */
public final class CisternKeyedObjectPool<K, V> implements KeyedObjectPool<K, V> {
  private final KeyedPooledObjectFactory<K, V> factory;
  private final Map<K, CisternObjectPool<V>> pools = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /** A view with the default limits for each key. */
  public CisternKeyedObjectPool(KeyedPooledObjectFactory<K, V> factory) {
    this.factory = factory;
  }

  private CisternObjectPool<V> of(K key) {
    if (closed) {
      throw new IllegalStateException("Pool not open");
    }
    return pools.computeIfAbsent(key, k -> new CisternObjectPool<>(new Of<>(factory, k)));
  }

  /** The pool that a key's object was borrowed from, also after closing. */
  private CisternObjectPool<V> lender(K key) {
    CisternObjectPool<V> pool = pools.get(key);
    if (pool == null) {
      throw new IllegalStateException(
          "wanted an object that is borrowed under its key, found none borrowed under this one");
    }
    return pool;
  }

  @Override
  public V borrowObject(K key) throws Exception {
    return of(key).borrowObject();
  }

  @Override
  public void returnObject(K key, V object) throws Exception {
    lender(key).returnTelling(object);
  }

  @Override
  public void invalidateObject(K key, V object) throws Exception {
    lender(key).invalidateObject(object);
  }

  @Override
  public void addObject(K key) throws Exception {
    of(key).addObject();
  }

  @Override
  public List<K> getKeys() {
    return List.copyOf(pools.keySet());
  }

  @Override
  public int getNumActive() {
    return pools.values().stream().mapToInt(CisternObjectPool::getNumActive).sum();
  }

  @Override
  public int getNumActive(K key) {
    CisternObjectPool<V> pool = pools.get(key);
    return pool == null ? 0 : pool.getNumActive();
  }

  @Override
  public int getNumIdle() {
    return pools.values().stream().mapToInt(CisternObjectPool::getNumIdle).sum();
  }

  @Override
  public int getNumIdle(K key) {
    CisternObjectPool<V> pool = pools.get(key);
    return pool == null ? 0 : pool.getNumIdle();
  }

  @Override
  public void clear() {
    pools.keySet().forEach(this::clear);
  }

  /** Destroys a key's idle objects; its pool goes too unless some of its objects are out. */
  @Override
  public void clear(K key) {
    pools.computeIfPresent(
        key,
        (k, pool) -> {
          pool.clear();
          @Nullable CisternObjectPool<V> stays = pool.getNumActive() > 0 ? pool : null;
          if (stays == null) {
            pool.close();
          }
          return stays;
        });
  }

  @Override
  public void close() {
    closed = true;
    pools.values().forEach(CisternObjectPool::close);
  }

  /** A keyed factory, seen from one key. */
  private record Of<K, V>(KeyedPooledObjectFactory<K, V> factory, K key)
      implements PooledObjectFactory<V> {
    @Override
    public PooledObject<V> makeObject() throws Exception {
      return factory.makeObject(key);
    }

    @Override
    public void activateObject(PooledObject<V> object) throws Exception {
      factory.activateObject(key, object);
    }

    @Override
    public boolean validateObject(PooledObject<V> object) {
      return factory.validateObject(key, object);
    }

    @Override
    public void passivateObject(PooledObject<V> object) throws Exception {
      factory.passivateObject(key, object);
    }

    @Override
    public void destroyObject(PooledObject<V> object) throws Exception {
      factory.destroyObject(key, object);
    }

    @Override
    public void destroyObject(PooledObject<V> object, DestroyMode mode) throws Exception {
      factory.destroyObject(key, object, mode);
    }
  }
}
