package dev.cistern.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.pool.Granularity.Advice;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Advice on granularity by what pools have measured in real use. */
final class AdviceTest {
  private static void nap(int micros) {
    long until = System.nanoTime() + micros * 1_000L;
    while (System.nanoTime() < until) {
      Thread.onSpinWait();
    }
  }

  private static PoolBuilder<byte[]> buffers(int bytes) {
    return Pool.builder(() -> new byte[bytes]).noReset("test").guardEvery(8);
  }

  @Test
  void one_shared_pool_for_objects_that_are_alike_and_held_shortly() {
    try (var pool = buffers(64).sizeBytes(b -> b.length).build()) {
      for (int i = 0; i < 2_000; i++) {
        byte[] buffer = pool.acquire();
        nap(1);
        pool.release(buffer);
        nap(3);
      }
      PoolStats stats = pool.stats();
      assertThat(stats.inUseShare()).isBetween(0.05, 0.8);
      assertThat(stats.userThreadsEnded()).isZero();
      assertThat(stats.userNanos()).isGreaterThan(stats.holdNanos());
      Advice advice = stats.advice();
      assertThat(advice.granularity()).isEqualTo(Granularity.SHARED);
      assertThat(advice.reasons().getFirst()).contains("% of takings were reused; R = 0.");
    }
  }

  @Test
  void the_lifetime_of_users_is_measured() throws InterruptedException {
    try (var pool = buffers(64).guardEvery(1).build()) {
      for (int i = 0; i < 200; i++) {
        Thread.ofVirtual()
            .start(() -> {
              byte[] buffer = pool.acquire();
              nap(200);
              pool.release(buffer);
            })
            .join(Duration.ofSeconds(10));
      }
      PoolStats stats = pool.stats();
      assertThat(stats.userThreadsEnded()).isPositive();
      assertThat(stats.userNanos()).as("a live thread's nap at least").isGreaterThan(150_000);
    }
  }

  @Test
  void one_for_each_connection_where_objects_are_held_as_long_as_their_users_live() {
    var none = new PoolStats.Drops(0, 0, 0, 0, 0, 0);
    long hold = 40_000_000;
    PoolStats stats =
        new PoolStats(
            "frames",
            5_000,
            5_000,
            0,
            0,
            0,
            0,
            5_000,
            none,
            0,
            4,
            0,
            false,
            false,
            100,
            hold,
            9_000_000,
            20,
            50_000_000,
            0,
            0);
    assertThat(stats.advice().granularity()).isEqualTo(Granularity.PER_CONNECTION);
    assertThat(stats.advice().reasons())
        .anyMatch(r -> r.contains("held for 40.0 ms of the 50.0 ms"));
  }

  @Test
  void classes_by_size_where_sizes_differ_or_are_past_the_limit() {
    try (var spread =
            Pool.<byte[][]>builder(() -> new byte[1][10])
                .noReset("test")
                .sizeBytes(b -> b[0].length)
                .guardEvery(8)
                .build();
        var oversized =
            Pool.<byte[][]>builder(() -> new byte[1][10])
                .noReset("test")
                .sizeBytes(b -> b[0].length)
                .retainedBytesMax(1_000)
                .breakerShare(2)
                .guardEvery(8)
                .build()) {
      for (int i = 0; i < 2_000; i++) {
        byte[][] a = spread.acquire();
        a[0] = new byte[i % 7 == 0 ? 4_096 : 100];
        spread.release(a);
        byte[][] b = oversized.acquire();
        b[0] = new byte[i % 5 == 0 ? 4_096 : 100];
        oversized.release(b);
      }
      assertThat(spread.stats().advice().granularity()).isEqualTo(Granularity.PER_SIZE_CLASS);
      assertThat(spread.stats().advice().reasons()).anyMatch(r -> r.contains("100 to 4,096 bytes"));
      assertThat(oversized.stats().advice().granularity()).isEqualTo(Granularity.PER_SIZE_CLASS);
      assertThat(oversized.stats().advice().reasons()).anyMatch(r -> r.contains("past the limit"));
    }
  }

  @Test
  void too_little_says_so() {
    try (var pool = buffers(64).build()) {
      pool.release(pool.acquire());
      assertThat(pool.stats().advice().reasons())
          .singleElement()
          .asString()
          .startsWith("too little was measured: 1 takings");
    }
  }

  @Test
  void keys_that_differ_stay_apart_and_keys_used_once_share() {
    try (var differing = KeyedPool.<Integer, byte[]>explicit("apart", AdviceTest::sized);
        var fleeting = KeyedPool.<Integer, byte[]>explicit("once", key -> sized(1))) {
      for (int i = 0; i < 1_200; i++) {
        Pool<byte[]> a = differing.get(i % 3 + 1);
        a.release(a.acquire());
        Pool<byte[]> b = fleeting.get(i);
        b.release(b.acquire());
        fleeting.remove(i);
      }
      assertThat(differing.stats().advice().granularity()).isEqualTo(Granularity.PER_KEY);
      assertThat(fleeting.stats().advice().granularity()).isEqualTo(Granularity.SHARED);
      assertThat(fleeting.stats().advice().reasons())
          .anyMatch(r -> r.contains("takes 1.0 objects"));
    }
  }

  private static PoolBuilder<byte[]> sized(int key) {
    return buffers(key * key * 1_000).sizeBytes(b -> b.length).idleMax(4).guardEvery(1);
  }
}
