package dev.cistern.bench.pool;

import dev.cistern.pool.GuardMode;
import dev.cistern.pool.Pool;
import dev.cistern.pool.PoolBuilder;

/** Our own pool, as the default builder makes it. */
final class CisternRival implements Rival {
  private final Pool<Holder> pool;

  CisternRival(int size, GuardMode guard) {
    pool = builder(size).guard(guard).build();
  }

  CisternRival(int size, int guardEvery) {
    pool = builder(size).guard(GuardMode.SAMPLED).guardEvery(guardEvery).build();
  }

  static PoolBuilder<Holder> builder(int size) {
    return Pool.builder(() -> new Holder(size))
        .name("bench")
        .noReset("every user of the benchmark writes before it reads")
        .onMisuse(misuse -> {});
  }

  @Override
  public Holder take() {
    return pool.acquire();
  }

  @Override
  public void give(Holder holder) {
    pool.release(holder);
  }

  @Override
  public long misses() {
    return pool.stats().misses();
  }

  @Override
  public void close() {
    pool.close();
  }
}
