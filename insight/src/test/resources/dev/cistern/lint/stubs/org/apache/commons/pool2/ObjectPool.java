package org.apache.commons.pool2;

public interface ObjectPool<T> {
  T borrowObject() throws Exception;

  void returnObject(T object) throws Exception;

  void invalidateObject(T object) throws Exception;
}
