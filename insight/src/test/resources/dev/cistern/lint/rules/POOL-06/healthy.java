package example;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.io.IOException;
import org.apache.commons.pool2.ObjectPool;

class Healthy {
  private final ObjectPool<Worker> pool;

  Healthy(ObjectPool<Worker> pool) {
    this.pool = pool;
  }

  void flagged(String job) throws Exception {
    Worker worker = pool.borrowObject();
    boolean broken = false;
    try {
      worker.perform(job);
    } catch (IOException e) {
      broken = true;
    } finally {
      if (broken) {
        pool.invalidateObject(worker);
      } else {
        pool.returnObject(worker);
      }
    }
  }

  void forgotten(String job) throws Exception {
    Worker worker = pool.borrowObject();
    try {
      worker.perform(job);
    } catch (IOException e) {
      pool.invalidateObject(worker);
      worker = null;
    } finally {
      if (worker != null) {
        pool.returnObject(worker);
      }
    }
  }

  void retained(ByteBufAllocator alloc) {
    ByteBuf buffer = alloc.buffer();
    ByteBuf other = buffer.retainedDuplicate();
    other.release();
    buffer.release();
  }

  void countedElsewhere(ByteBuf buffer) {
    buffer.release();
    buffer.release();
  }

  void eitherWay(String job) throws Exception {
    Worker worker = pool.borrowObject();
    try {
      worker.perform(job);
      pool.returnObject(worker);
    } catch (IOException e) {
      pool.invalidateObject(worker);
      throw e;
    }
  }

  interface Worker {
    void perform(String job) throws IOException;
  }
}
