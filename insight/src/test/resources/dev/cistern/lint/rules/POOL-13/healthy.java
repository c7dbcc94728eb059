package example;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import javax.sql.DataSource;
import org.apache.commons.pool2.ObjectPool;
import org.apache.commons.pool2.PooledObjectFactory;
import org.apache.commons.pool2.impl.GenericObjectPool;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPool;

class Healthy {
  private static final JedisPool SHARED = new JedisPool();
  private final ObjectPool<StringBuilder> pool;
  private JedisPool redis;

  Healthy(PooledObjectFactory<StringBuilder> factory) {
    this.pool = new GenericObjectPool<>(factory);
  }

  static DataSource made(HikariConfig config) throws Exception {
    HikariDataSource source = new HikariDataSource(config);
    try (Connection connection = source.getConnection()) {
      connection.isValid(1);
    }
    return source;
  }

  void kept() {
    JedisPool made = new JedisPool();
    try (Jedis client = made.getResource()) {
      client.ping();
    }
    redis = made;
  }

  String shared(String key) {
    try (Jedis client = SHARED.getResource()) {
      return client.get(key);
    }
  }

  public static void main(String[] args) {
    JedisPool once = new JedisPool();
    try (Jedis client = once.getResource()) {
      client.ping();
    }
    once.close();
  }

  Runnable captured() {
    JedisPool made = new JedisPool();
    try (Jedis client = made.getResource()) {
      client.ping();
    }
    return () -> made.close();
  }
}
