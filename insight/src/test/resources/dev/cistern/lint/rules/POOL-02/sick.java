package example;

import org.apache.commons.pool2.ObjectPool;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPool;

class Sick {
  private final ObjectPool<StringBuilder> pool;
  private final JedisPool redis;

  Sick(ObjectPool<StringBuilder> pool, JedisPool redis) {
    this.pool = pool;
    this.redis = redis;
  }

  String takenInsideTheTry(String text) throws Exception {
    StringBuilder out = null;
    try {
      out = pool.borrowObject();
      out.append(text);
      return out.toString();
    } finally {
      pool.returnObject(out); // want POOL-02
    }
  }

  String brokenResource(String key) {
    Jedis client = null;
    try {
      client = redis.getResource();
      return client.get(key);
    } catch (RuntimeException e) {
      redis.returnBrokenResource(client); // want POOL-02
      client = null;
      throw e;
    } finally {
      if (client != null) {
        redis.returnResource(client);
      }
    }
  }

  void onTheEmptyWay(boolean wanted) throws Exception {
    StringBuilder out = null;
    if (wanted) {
      out = pool.borrowObject();
    }
    pool.returnObject(out); // want POOL-02
  }

  void clearedTooEarly(String text) throws Exception {
    StringBuilder out = pool.borrowObject();
    try {
      out.append(text);
    } finally {
      StringBuilder held = out;
      out = null;
      pool.returnObject(out); // want POOL-02
      pool.returnObject(held);
    }
  }
}
