package redis.clients.jedis;

public class Jedis implements AutoCloseable {
  public String get(String key) {
    return key;
  }

  @Override
  public void close() {}
}
