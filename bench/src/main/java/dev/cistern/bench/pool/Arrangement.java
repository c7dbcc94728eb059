package dev.cistern.bench.pool;

import dev.cistern.pool.BufferPool;
import dev.cistern.pool.Granularity;
import dev.cistern.pool.KeyedPool;
import dev.cistern.pool.Pool;
import dev.cistern.pool.PoolBuilder;
import java.util.function.Consumer;

/** One granularity of pools under the requests of a {@link GranularityMain.Workload}. */
interface Arrangement extends AutoCloseable {
  /** Buffer that grows with its user's wish and never shrinks, as such buffers do. */
  final class Box {
    byte[] bytes = new byte[256];

    byte[] of(int wanted) {
      if (bytes.length < wanted) {
        bytes = new byte[wanted];
      }
      return bytes;
    }
  }

  /** What was measured; R is NaN and the advice empty where no pool says. */
  record Told(double reuseRate, double r, long idleBytes, String advice) {}

  void request(int connection, int key, int bytes, Consumer<byte[]> work);

  Told told();

  @Override
  void close();

  static Arrangement of(Granularity granularity) {
    return switch (granularity) {
      case SHARED -> new Shared(builder().name("shared").build());
      case PER_KEY -> new Keyed(KeyedPool.explicit("by key", key -> builder()), false);
      case PER_CONNECTION -> new Keyed(KeyedPool.explicit("by connection", c -> builder()), true);
      case PER_SIZE_CLASS -> new Sized(BufferPool.bytes().name("sized").build());
    };
  }

  private static PoolBuilder<Box> builder() {
    return Pool.builder(Box::new)
        .noReset("every request writes first")
        .sizeBytes(box -> box.bytes.length)
        .guardEvery(64);
  }

  private static void use(Pool<Box> pool, int bytes, Consumer<byte[]> work) {
    try (var lease = pool.lease()) {
      work.accept(lease.value().of(bytes));
    }
  }

  /** One for all. */
  record Shared(Pool<Box> pool) implements Arrangement {
    @Override
    public void request(int connection, int key, int bytes, Consumer<byte[]> work) {
      use(pool, bytes, work);
    }

    @Override
    public Told told() {
      var stats = pool.stats();
      return new Told(
          stats.reuseRate(),
          stats.inUseShare(),
          stats.retainedBytes(),
          stats.advice().granularity().name());
    }

    @Override
    public void close() {
      pool.close();
    }
  }

  /** One for each key, or for each connection. */
  record Keyed(KeyedPool<Integer, Box> pools, boolean byConnection) implements Arrangement {
    @Override
    public void request(int connection, int key, int bytes, Consumer<byte[]> work) {
      use(pools.get(byConnection ? connection : key), bytes, work);
    }

    @Override
    public Told told() {
      var stats = pools.stats();
      return new Told(
          stats.reuseRate(),
          stats.inUseShare(),
          stats.retainedBytes(),
          stats.advice().granularity().name());
    }

    @Override
    public void close() {
      pools.close();
    }
  }

  /** One for each size class. */
  record Sized(BufferPool<byte[]> pool) implements Arrangement {
    @Override
    public void request(int connection, int key, int bytes, Consumer<byte[]> work) {
      try (var lease = pool.lease(bytes)) {
        work.accept(lease.value());
      }
    }

    @Override
    public Told told() {
      var stats = pool.stats();
      return new Told(stats.reuseRate(), Double.NaN, stats.idleBytes(), "");
    }

    @Override
    public void close() {
      pool.close();
    }
  }
}
