package example;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.commons.pool2.ObjectPool;
import redis.clients.jedis.util.Pool;

class Healthy {
  private final ObjectPool<StringBuilder> pool;
  private final Lock lock = new ReentrantLock();
  private Pool<Healthy> home;

  Healthy(ObjectPool<StringBuilder> pool) {
    this.pool = pool;
  }

  String copied(String text) throws Exception {
    StringBuilder out = pool.borrowObject();
    out.append(text);
    String copy = out.toString();
    pool.returnObject(out);
    return copy;
  }

  void forgottenFirst() {
    Pool<Healthy> to = home;
    if (to != null) {
      this.home = null;
      to.returnResource(this);
    }
  }

  int retained(ByteBufAllocator alloc) {
    ByteBuf buffer = alloc.buffer();
    buffer.writeInt(1);
    buffer.retain();
    buffer.release();
    int value = buffer.readInt();
    buffer.release();
    return value;
  }

  void counted(ByteBuf buffer) {
    buffer.release();
    if (buffer.refCnt() > 0) {
      buffer.skipBytes(1);
    }
  }

  void anew(List<String> texts) throws Exception {
    StringBuilder out = pool.borrowObject();
    for (String text : texts) {
      out.append(text);
      pool.returnObject(out);
      out = pool.borrowObject();
    }
    pool.returnObject(out);
  }

  void logged() throws Exception {
    StringBuilder out = pool.borrowObject();
    pool.returnObject(out);
    out = null;
    System.out.println(out);
  }

  void unlockedBehind() {
    lock.lock();
    try {
      home.returnResource(this);
    } finally {
      lock.unlock();
    }
  }

  void countedByItsHolder(ByteBufAllocator alloc, Record record) {
    ByteBuf buffer = alloc.buffer();
    record.value = buffer;
    try {
      buffer.writeInt(1);
    } finally {
      record.recycle();
    }
  }

  static final class Record {
    ByteBuf value;

    void recycle() {
      if (value != null) {
        value.release();
        value = null;
      }
    }
  }
}
