package dev.cistern.pool.adapters.commons;

import org.apache.commons.pool2.AbstractTestObjectPool;
import org.apache.commons.pool2.ObjectPool;
import org.apache.commons.pool2.PooledObjectFactory;

/** The contract that commons-pool2 publishes for every object pool. */
final class ObjectPoolContractTest extends AbstractTestObjectPool {
  @Override
  protected <E extends Exception> ObjectPool<Object> makeEmptyPool(
      PooledObjectFactory<Object> factory) {
    return new CisternObjectPool<>(factory);
  }
}
