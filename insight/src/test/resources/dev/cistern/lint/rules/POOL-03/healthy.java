package example;

import dev.cistern.pool.Lease;
import dev.cistern.pool.Pool;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import org.apache.commons.pool2.ObjectPool;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPool;

class Healthy {
  private final ObjectPool<Worker> pool;
  private final Pool<StringBuilder> texts;
  private final JedisPool redis;
  private Worker mine;

  Healthy(ObjectPool<Worker> pool, Pool<StringBuilder> texts, JedisPool redis) {
    this.pool = pool;
    this.texts = texts;
    this.redis = redis;
  }

  int inFinally(int limit) throws Exception {
    Worker worker = pool.borrowObject();
    try {
      if (limit < 0) {
        return -1;
      }
      return worker.getDone();
    } finally {
      pool.returnObject(worker);
    }
  }

  void invalidatedOnError(String job) throws Exception {
    Worker worker = pool.borrowObject();
    try {
      worker.perform(job);
    } catch (Exception e) {
      pool.invalidateObject(worker);
      throw e;
    }
    pool.returnObject(worker);
  }

  String resource(String key) {
    try (Jedis client = redis.getResource()) {
      return client.get(key);
    }
  }

  String lease(String word) {
    try (Lease<StringBuilder> text = texts.lease()) {
      return text.get().append(word).toString();
    }
  }

  Worker handedOn() throws Exception {
    Worker worker = pool.borrowObject();
    worker.setJob("");
    return worker;
  }

  void kept() throws Exception {
    mine = pool.borrowObject();
  }

  void queued(Queue<Worker> queue) throws Exception {
    Worker worker = pool.borrowObject();
    queue.add(worker);
  }

  void byCallback(Consumer<Worker> then) throws Exception {
    Worker worker = pool.borrowObject();
    then.accept(worker);
  }

  Runnable byLambda() throws Exception {
    Worker worker = pool.borrowObject();
    return () -> give(worker);
  }

  private void give(Worker worker) {
    try {
      pool.returnObject(worker);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  void byWrapper(String job) throws Exception {
    Worker worker = take();
    try {
      worker.perform(job);
    } finally {
      give(worker);
    }
  }

  private Worker take() throws Exception {
    return pool.borrowObject();
  }

  Object anonymous() throws Exception {
    Worker worker = pool.borrowObject();
    return new Runnable() {
      @Override
      public void run() {
        give(worker);
      }
    };
  }

  void written(ChannelHandlerContext ctx, int count) {
    ByteBuf out = ctx.alloc().buffer().writeInt(count);
    ctx.writeAndFlush(out);
  }

  void decoded(ByteBufAllocator alloc, List<Object> out) {
    ByteBuf copy = alloc.directBuffer(16);
    copy.writeInt(1);
    out.add(copy);
  }

  ByteBuf released(ByteBufAllocator alloc, boolean wanted) {
    ByteBuf copy = alloc.directBuffer(16);
    boolean done = false;
    try {
      copy.writeInt(encode(wanted));
      done = true;
      return copy;
    } finally {
      if (!done) {
        ReferenceCountUtil.release(copy);
      }
    }
  }

  private static int encode(boolean wanted) {
    if (!wanted) {
      throw new IllegalArgumentException();
    }
    return 1;
  }

  void nested(String job) throws Exception {
    Worker worker = pool.borrowObject();
    try {
      try {
        worker.perform(job);
      } finally {
        worker.setJob("");
      }
    } finally {
      pool.returnObject(worker);
    }
  }

  void inLoop(List<String> jobs) throws Exception {
    for (String job : jobs) {
      Worker worker = pool.borrowObject();
      try {
        if (job.isEmpty()) {
          continue;
        }
        worker.perform(job);
      } finally {
        pool.returnObject(worker);
      }
    }
  }

  int inSwitch(int kind) throws Exception {
    Worker worker = pool.borrowObject();
    try {
      return switch (kind) {
        case 0 -> worker.getDone();
        case 1 -> {
          worker.setJob("one");
          yield 1;
        }
        default -> throw new IllegalArgumentException();
      };
    } finally {
      pool.returnObject(worker);
    }
  }

  void sentInLoop(ChannelHandlerContext ctx, int length) {
    ByteBuf out = expanded(ctx, null, length);
    try {
      while (length > 0) {
        if (length == 7) {
          ByteBuf buffer = out;
          out = null;
          ctx.fireChannelRead(buffer);
        }
        if (length == 9) {
          break;
        } else {
          out = expanded(ctx, out, length);
        }
      }
    } finally {
      if (out != null) {
        if (out.isReadable()) {
          ctx.fireChannelRead(out);
        } else {
          out.release();
        }
      }
    }
  }

  private static ByteBuf expanded(ChannelHandlerContext ctx, ByteBuf buffer, int size) {
    if (buffer == null) {
      return ctx.alloc().buffer(size);
    }
    if (buffer.ensureWritable(size, true) == 1) {
      throw new IllegalStateException("full");
    }
    return buffer;
  }

  Object joined(ByteBufAllocator alloc, byte[][] parts) {
    boolean done = false;
    ByteBuf all = null;
    try {
      for (byte[] part : parts) {
        if (part == null) {
          throw new IllegalArgumentException("no part");
        }
        all = appended(alloc, part, all);
      }
      Object value = new Joined(all);
      done = true;
      return value;
    } finally {
      if (!done && all != null) {
        all.release();
      }
    }
  }

  private static ByteBuf appended(ByteBufAllocator alloc, byte[] part, ByteBuf to) {
    if (to == null) {
      to = alloc.buffer(part.length);
    }
    to.writeBytes(part);
    return to;
  }

  static ByteBuf copied(ByteBufAllocator alloc, ByteBuf from) {
    ByteBuf out = alloc.heapBuffer(from.readableBytes());
    out.setBytes(0, from, from.readerIndex(), from.readableBytes());
    return out;
  }

  record Joined(ByteBuf all) {}

  void toEveryListener(ByteBufAllocator alloc, List<Listener> listeners) {
    ByteBuf out = alloc.directBuffer(8);
    out.writeInt(1);
    for (Listener listener : listeners) {
      listener.push(out);
    }
  }

  interface Listener {
    default void push(ByteBuf bytes) {}
  }

  interface Worker {
    void perform(String job) throws IOException;

    void setJob(String job);

    int getDone();
  }
}
