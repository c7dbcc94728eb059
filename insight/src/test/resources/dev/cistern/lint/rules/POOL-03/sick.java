package example;

import dev.cistern.pool.Pool;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.io.IOException;
import org.apache.commons.pool2.KeyedObjectPool;
import org.apache.commons.pool2.ObjectPool;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPool;

class Sick {
  private final ObjectPool<Worker> pool;
  private final KeyedObjectPool<String, Worker> keyed;
  private final Pool<StringBuilder> texts;
  private final JedisPool redis;

  Sick(
      ObjectPool<Worker> pool,
      KeyedObjectPool<String, Worker> keyed,
      Pool<StringBuilder> texts,
      JedisPool redis) {
    this.pool = pool;
    this.keyed = keyed;
    this.texts = texts;
    this.redis = redis;
  }

  int earlyReturn(int limit) throws Exception {
    Worker worker = pool.borrowObject(); // want POOL-03
    if (limit < 0) {
      return -1;
    }
    int done = worker.getDone();
    pool.returnObject(worker);
    return done;
  }

  void errorPath(String job) throws Exception {
    Worker worker = pool.borrowObject(); // want POOL-03
    worker.perform(job);
    pool.returnObject(worker);
  }

  void returnInCatch(String job) throws Exception {
    Worker worker = pool.borrowObject(); // want POOL-03
    try {
      worker.perform(job);
    } catch (IOException e) {
      return;
    }
    pool.returnObject(worker);
  }

  void thrownOn(String key, String job) throws Exception {
    Worker worker = keyed.borrowObject(key); // want POOL-03
    if (job.isEmpty()) {
      throw new IllegalArgumentException("no job");
    }
    worker.setJob(job);
    keyed.returnObject(key, worker);
  }

  String never(String key) {
    Jedis client = redis.getResource(); // want POOL-03
    return client.get(key);
  }

  String ownPool(String[] words) {
    StringBuilder text = texts.acquire(); // want POOL-03
    for (String word : words) {
      if (word.isEmpty()) {
        return "";
      }
      text.append(word);
    }
    String all = text.toString();
    texts.release(text);
    return all;
  }

  void buffer(ChannelHandlerContext ctx, int count) {
    ByteBuf out = ctx.alloc().buffer(); // want POOL-03
    out.writeInt(count);
    if (count == 0) {
      return;
    }
    ctx.writeAndFlush(out);
  }

  void inSwitch(int kind) throws Exception {
    Worker worker = pool.borrowObject(); // want POOL-03
    switch (kind) {
      case 0:
        pool.returnObject(worker);
        break;
      case 1:
        pool.invalidateObject(worker);
        break;
      default:
        break;
    }
  }

  void labelled(int[][] rows) throws Exception {
    rows:
    for (int[] row : rows) {
      Worker worker = pool.borrowObject(); // want POOL-03
      for (int cell : row) {
        if (cell < 0) {
          continue rows;
        }
      }
      pool.returnObject(worker);
    }
  }

  interface Worker {
    void perform(String job) throws IOException;

    void setJob(String job);

    int getDone();
  }
}
