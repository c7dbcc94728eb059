package example;

import org.apache.commons.pool2.ObjectPool;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPool;

class Healthy {
  private final ObjectPool<StringBuilder> pool;
  private final JedisPool redis;

  Healthy(ObjectPool<StringBuilder> pool, JedisPool redis) {
    this.pool = pool;
    this.redis = redis;
  }

  String takenBeforeTheTry(String text) throws Exception {
    StringBuilder out = pool.borrowObject();
    try {
      out.append(text);
      return out.toString();
    } finally {
      pool.returnObject(out);
    }
  }

  String guarded(String key) {
    Jedis client = null;
    try {
      client = redis.getResource();
      return client.get(key);
    } finally {
      if (client != null) {
        redis.returnResource(client);
      }
    }
  }

  void onlyWhereTaken(boolean wanted) throws Exception {
    StringBuilder out = null;
    if (wanted) {
      out = pool.borrowObject();
    }
    if (out != null) {
      pool.returnObject(out);
    }
  }

  void earlyReturn(boolean wanted) throws Exception {
    StringBuilder out = wanted ? pool.borrowObject() : null;
    if (out == null) {
      return;
    }
    pool.returnObject(out);
  }

  String resourceThatMayBeNull(boolean wanted) {
    try (Jedis client = wanted ? redis.getResource() : null) {
      return client == null ? "" : client.get("a");
    }
  }
}
