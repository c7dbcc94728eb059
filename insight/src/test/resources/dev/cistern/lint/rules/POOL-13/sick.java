package example;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import org.apache.commons.pool2.PooledObjectFactory;
import org.apache.commons.pool2.impl.GenericObjectPool;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPool;

class Sick {
  private final PooledObjectFactory<StringBuilder> factory;
  private final HikariConfig config;

  Sick(PooledObjectFactory<StringBuilder> factory, HikariConfig config) {
    this.factory = factory;
    this.config = config;
  }

  String perCall(String text) throws Exception {
    GenericObjectPool<StringBuilder> pool = new GenericObjectPool<>(factory); // want POOL-13
    StringBuilder out = pool.borrowObject();
    try {
      return out.append(text).toString();
    } finally {
      pool.returnObject(out);
    }
  }

  boolean dataSource() throws Exception {
    HikariDataSource source = new HikariDataSource(config); // want POOL-13
    try (Connection connection = source.getConnection()) {
      return connection.isValid(1);
    }
  }

  String resource(String key) {
    try (JedisPool pool = new JedisPool("localhost", 6379); // want POOL-13
        Jedis client = pool.getResource()) {
      return client.get(key);
    }
  }

  String withSettings(String key) {
    JedisPool pool = new JedisPool(); // want POOL-13
    pool.setMaxTotal(8);
    try (Jedis client = pool.getResource()) {
      return client.get(key);
    } finally {
      pool.close();
    }
  }
}
