package redis.clients.jedis.util;

public class Pool<T> {
  public T getResource() {
    throw new UnsupportedOperationException();
  }

  public void returnResource(T resource) {}

  public void returnBrokenResource(T resource) {}
}
