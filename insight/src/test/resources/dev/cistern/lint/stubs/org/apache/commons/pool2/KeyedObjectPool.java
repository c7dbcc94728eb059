package org.apache.commons.pool2;

public interface KeyedObjectPool<K, V> {
  V borrowObject(K key) throws Exception;

  void returnObject(K key, V object) throws Exception;
}
