package dev.cistern.pool;

public interface Pool<T> {
  T acquire();

  void release(T object);
}
