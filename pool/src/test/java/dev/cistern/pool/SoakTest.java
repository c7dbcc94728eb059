package dev.cistern.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

/** A short soak; the long one is {@code pool/stress/run soak}. */
final class SoakTest {
  private static final int THREADS = 20_000;

  @Test
  void no_object_has_two_holders_among_many_virtual_threads_and_collections()
      throws InterruptedException {
    LongAdder faults = new LongAdder();
    try (Pool<long[]> pool =
        Pool.builder(() -> new long[16])
            .noReset("each holder writes its own mark first")
            .idleMax(256)
            .onMisuse(misuse -> faults.increment())
            .build()) {
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        long mark = i;
        threads.add(
            Thread.ofVirtual()
                .start(() -> {
                  long[] mine = pool.acquire();
                  mine[0] = mark;
                  Thread.yield();
                  if (mine[0] != mark) {
                    faults.increment();
                  }
                  pool.release(mine);
                }));
        if (i % (THREADS / 4) == 0) {
          System.gc();
        }
      }
      for (Thread thread : threads) {
        assertThat(thread.join(Duration.ofSeconds(30))).isTrue();
      }
      assertThat(faults.sum()).isZero();
      assertThat(pool.stats().acquires()).isEqualTo(THREADS);
      assertThat(pool.stats().idle()).isBetween(1, 256);
    }
  }
}
