package example;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.io.IOException;
import org.apache.commons.pool2.ObjectPool;

class Sick {
  private final ObjectPool<Worker> pool;

  Sick(ObjectPool<Worker> pool) {
    this.pool = pool;
  }

  void catchAndFinally(String job) throws Exception {
    Worker worker = pool.borrowObject();
    try {
      worker.perform(job);
    } catch (IOException e) {
      pool.invalidateObject(worker);
    } finally {
      pool.returnObject(worker); // want POOL-06
    }
  }

  void returnedBeforeTheThrow(String job) throws Exception {
    Worker worker = pool.borrowObject();
    try {
      if (job.isEmpty()) {
        pool.returnObject(worker);
        throw new IllegalArgumentException("no job");
      }
      worker.perform(job);
    } finally {
      pool.returnObject(worker); // want POOL-06
    }
  }

  void buffer(ByteBufAllocator alloc, boolean empty) {
    ByteBuf buffer = alloc.buffer();
    if (empty) {
      buffer.release();
    }
    buffer.release(); // want POOL-06
  }

  void byWrapper(String job) throws Exception {
    Worker worker = pool.borrowObject();
    try {
      worker.perform(job);
      give(worker);
    } finally {
      give(worker); // want POOL-06
    }
  }

  private void give(Worker worker) throws Exception {
    pool.returnObject(worker);
  }

  interface Worker {
    void perform(String job) throws IOException;
  }
}
