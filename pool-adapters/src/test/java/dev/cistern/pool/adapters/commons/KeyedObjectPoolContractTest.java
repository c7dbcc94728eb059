package dev.cistern.pool.adapters.commons;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.commons.pool2.AbstractTestKeyedObjectPool;
import org.apache.commons.pool2.BaseKeyedPooledObjectFactory;
import org.apache.commons.pool2.KeyedObjectPool;
import org.apache.commons.pool2.KeyedPooledObjectFactory;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.impl.DefaultPooledObject;

/** The contract that commons-pool2 publishes for every keyed object pool. */
final class KeyedObjectPoolContractTest extends AbstractTestKeyedObjectPool {
  /** Makes "key0", "key1" … for each key. */
  private static final class Numbering extends BaseKeyedPooledObjectFactory<Object, Object> {
    private final Map<Object, AtomicInteger> made = new ConcurrentHashMap<>();

    @Override
    public Object create(Object key) {
      return key.toString() + made.computeIfAbsent(key, k -> new AtomicInteger()).getAndIncrement();
    }

    @Override
    public PooledObject<Object> wrap(Object object) {
      return new DefaultPooledObject<>(object);
    }
  }

  @Override
  protected <E extends Exception> KeyedObjectPool<Object, Object> makeEmptyPool(
      KeyedPooledObjectFactory<Object, Object> factory) {
    return new CisternKeyedObjectPool<>(factory);
  }

  @Override
  protected <E extends Exception> KeyedObjectPool<Object, Object> makeEmptyPool(int minCapacity) {
    return new CisternKeyedObjectPool<>(new Numbering());
  }

  @Override
  protected Object getNthObject(Object key, int n) {
    return key.toString() + n;
  }

  @Override
  protected Object makeKey(int n) {
    return Integer.toString(n);
  }

  @Override
  protected boolean isFifo() {
    return false;
  }

  /** A thread gets its newest object first, then its older ones in no promised order. */
  @Override
  protected boolean isLifo() {
    return false;
  }
}
