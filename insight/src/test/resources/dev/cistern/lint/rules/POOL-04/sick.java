package example;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.apache.commons.pool2.ObjectPool;
import redis.clients.jedis.util.Pool;

class Sick {
  private final ObjectPool<StringBuilder> pool;
  private Pool<Sick> home;

  Sick(ObjectPool<StringBuilder> pool) {
    this.pool = pool;
  }

  String behind(String text) throws Exception {
    StringBuilder out = pool.borrowObject();
    out.append(text);
    pool.returnObject(out);
    return out.toString(); // want POOL-04
  }

  void fieldOfItself() {
    if (home != null) {
      home.returnResource(this);
      this.home = null; // want POOL-04
    }
  }

  int bufferRead(ByteBufAllocator alloc) {
    ByteBuf buffer = alloc.buffer();
    buffer.writeInt(1);
    buffer.release();
    return buffer.readInt(); // want POOL-04
  }

  StringBuilder returned() throws Exception {
    StringBuilder out = pool.borrowObject();
    try {
      out.append("a");
      return out; // want POOL-04
    } finally {
      pool.returnObject(out);
    }
  }

  void byWrapper() throws Exception {
    StringBuilder out = pool.borrowObject();
    give(out);
    out.setLength(0); // want POOL-04
  }

  private void give(StringBuilder out) throws Exception {
    pool.returnObject(out);
  }

  void onOneWay(boolean early) throws Exception {
    StringBuilder out = pool.borrowObject();
    if (early) {
      pool.returnObject(out);
    }
    out.append("x"); // want POOL-04
    if (!early) {
      pool.returnObject(out);
    }
  }
}
