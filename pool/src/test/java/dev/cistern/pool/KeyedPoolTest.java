package dev.cistern.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Pools by key: apart, and gone with their key. */
final class KeyedPoolTest {
  private record Connection(int number) {}

  private static PoolBuilder<StringBuilder> texts(int idleMax) {
    return Pool.builder(StringBuilder::new).reset(b -> b.setLength(0)).idleMax(idleMax);
  }

  @Test
  void each_key_has_its_own_objects_and_limits() {
    try (var pools = KeyedPool.<String, StringBuilder>explicit("texts", k -> texts(k.length()))) {
      Pool<StringBuilder> orders = pools.get("orders");
      StringBuilder first = orders.acquire();
      orders.release(first);
      assertThat(pools.get(new String("orders"))).as("equal keys").isSameAs(orders);
      assertThat(pools.get("a").acquire()).isNotSameAs(first);
      assertThat(orders.acquire()).isSameAs(first);
      assertThat(orders.name()).isEqualTo("texts/orders");
      assertThatThrownBy(() -> pools.get("a").prefill(2)).isInstanceOf(PoolConfigException.class);
      assertThat(pools.stats().keys()).isEqualTo(2);
      assertThat(pools.stats().acquires()).isEqualTo(3);
      assertThat(pools.stats().reuseRate()).isCloseTo(1 / 3.0, within());
    }
  }

  private static org.assertj.core.data.Offset<Double> within() {
    return org.assertj.core.data.Offset.offset(0.001);
  }

  @Test
  void a_removed_key_takes_its_pool_along() {
    try (var pools = KeyedPool.<String, StringBuilder>explicit("texts", k -> texts(8))) {
      Pool<StringBuilder> pool = pools.get("orders");
      StringBuilder out = pool.acquire();
      pool.release(pool.acquire());
      assertThat(pools.remove("orders")).isTrue();
      assertThat(pools.remove("orders")).isFalse();
      assertThatThrownBy(pool::acquire).isInstanceOf(PoolClosedException.class);
      pool.release(out);
      assertThat(pools.stats().idle()).isZero();
      assertThat(pools.stats().keys()).isZero();
      assertThat(pools.stats().keysGone()).isEqualTo(1);
      assertThat(pools.stats().acquires()).as("its counts stay").isEqualTo(2);
      assertThat(pools.get("orders")).as("asked again, made anew").isNotSameAs(pool);
    }
  }

  @Test
  void a_weak_keys_pool_is_gone_with_its_key_and_told_by_identity() throws InterruptedException {
    try (var pools = KeyedPool.<Connection, StringBuilder>weak("frames", c -> texts(8))) {
      Connection kept = new Connection(1);
      Pool<StringBuilder> keptPool = pools.get(kept);
      Pool<StringBuilder> lostPool = pools.get(new Connection(1));
      assertThat(lostPool).as("equal, but another").isNotSameAs(keptPool);
      lostPool.release(lostPool.acquire());
      for (int i = 0; i < 100 && pools.stats().keys() > 1; i++) {
        System.gc();
        Thread.sleep(20);
      }
      assertThat(pools.stats().keys()).isEqualTo(1);
      assertThatThrownBy(lostPool::acquire).isInstanceOf(PoolClosedException.class);
      assertThat(lostPool.stats().idle()).isZero();
      assertThat(pools.get(kept)).isSameAs(keptPool);
      Reference.reachabilityFence(kept);
    }
  }

  @Test
  void threads_that_ask_at_once_get_one_pool() throws InterruptedException {
    try (var pools = KeyedPool.<String, StringBuilder>explicit("texts", k -> texts(8))) {
      List<Pool<StringBuilder>> got = new ArrayList<>();
      CountDownLatch go = new CountDownLatch(1);
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        threads.add(
            Thread.ofVirtual()
                .start(() -> {
                  try {
                    go.await();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                  Pool<StringBuilder> pool = pools.get("orders");
                  pool.release(pool.acquire());
                  synchronized (got) {
                    got.add(pool);
                  }
                }));
      }
      go.countDown();
      for (Thread thread : threads) {
        thread.join();
      }
      assertThat(got).hasSize(8).containsOnly(pools.get("orders"));
    }
  }

  @Test
  @SuppressWarnings("NullAway") // the very fault
  void bad_input_is_refused() {
    var pools = KeyedPool.<String, StringBuilder>explicit("texts", k -> texts(-1));
    assertThatThrownBy(() -> pools.get("orders")).hasMessageContaining("wanted idleMax of 0");
    assertThatThrownBy(() -> pools.get(null)).hasMessageContaining("wanted a key, found null");
    pools.close();
    pools.close();
    assertThatThrownBy(() -> pools.get("orders")).isInstanceOf(PoolClosedException.class);
    assertThatThrownBy(() -> KeyedPool.explicit(" ", k -> texts(1)))
        .isInstanceOf(PoolConfigException.class);
  }
}
