package dev.cistern.pool;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One contract, all variants. */
final class ContractTest {
  private static Pool<StringBuilder> texts(Variant variant) {
    return variant.builder(StringBuilder::new).reset(b -> b.setLength(0)).build();
  }

  @ParameterizedTest
  @EnumSource
  void what_was_given_back_is_taken_again(Variant variant) {
    try (var pool = texts(variant)) {
      variant.run(() -> {
        StringBuilder first = pool.acquire();
        pool.release(first);
        assertThat(pool.acquire()).isSameAs(first);
      });
      assertThat(pool.stats().misses()).isEqualTo(1);
      assertThat(pool.stats().hits()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void many_held_at_once_are_all_different_and_all_come_again(Variant variant) {
    try (var pool = texts(variant)) {
      variant.run(() -> {
        List<StringBuilder> held = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
          for (int i = 0; i < 100; i++) {
            held.add(pool.acquire());
          }
          assertThat(identities(held)).hasSize(100);
          held.forEach(pool::release);
          held.clear();
        }
      });
      assertThat(pool.stats().misses()).isEqualTo(100);
      assertThat(pool.stats().acquires()).isEqualTo(300);
      assertThat(pool.stats().releases()).isEqualTo(300);
      assertThat(pool.stats().idle()).isEqualTo(100);
    }
  }

  @ParameterizedTest
  @EnumSource
  void the_reset_runs_when_the_object_comes_back(Variant variant) {
    try (var pool = texts(variant)) {
      variant.run(() -> {
        StringBuilder b = pool.acquire().append("secret");
        pool.release(b);
        assertThat(b).isEmpty();
      });
    }
  }

  @ParameterizedTest
  @EnumSource
  void counts_are_exact_once_the_pool_is_quiet(Variant variant) {
    try (var pool = texts(variant)) {
      variant.run(() -> {
        for (int i = 0; i < 20_000; i++) {
          pool.release(pool.acquire());
        }
      });
      PoolStats stats = pool.stats();
      assertThat(stats.acquires()).isEqualTo(20_000);
      assertThat(stats.releases()).isEqualTo(20_000);
      assertThat(stats.misses()).isEqualTo(1);
      assertThat(stats.reuseRate()).isEqualTo(19_999 / 20_000.0);
      assertThat(stats.timed()).isPositive();
    }
  }

  @ParameterizedTest
  @EnumSource
  void one_thread_takes_and_another_gives_back(Variant variant) {
    try (var pool = texts(variant)) {
      AtomicReference<StringBuilder> between = new AtomicReference<>();
      AtomicInteger turns = new AtomicInteger();
      int rounds = 1_000;
      Thread giver =
          Thread.ofPlatform()
              .start(() -> {
                while (turns.get() < rounds) {
                  StringBuilder b = between.getAndSet(null);
                  if (b != null) {
                    pool.release(b);
                    turns.incrementAndGet();
                  } else {
                    Thread.onSpinWait();
                  }
                }
              });
      variant.run(() -> {
        for (int i = 0; i < rounds; i++) {
          between.set(pool.acquire());
          while (turns.get() <= i) {
            Thread.yield();
          }
        }
      });
      join(giver);
      assertThat(pool.stats().misses()).isLessThan(50);
      assertThat(pool.stats().acquires()).isEqualTo(rounds);
      assertThat(pool.stats().releases()).isEqualTo(rounds);
    }
  }

  @ParameterizedTest
  @EnumSource
  void what_another_thread_left_in_the_pool_is_found(Variant variant) {
    try (var pool = texts(variant)) {
      pool.prefill(10);
      variant.run(() -> {
        List<StringBuilder> held = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
          held.add(pool.acquire());
        }
        assertThat(identities(held)).hasSize(10);
      });
      assertThat(pool.stats().misses()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void what_a_finished_thread_left_is_found_by_others(Variant variant) {
    try (var pool = texts(variant)) {
      for (int i = 0; i < 50; i++) {
        variant.run(() -> pool.release(pool.acquire()));
      }
      assertThat(pool.stats().misses()).isLessThanOrEqualTo(10);
    }
  }

  @ParameterizedTest
  @EnumSource
  void no_more_than_the_bound_lies_idle(Variant variant) {
    for (int bound : new int[] {0, 1, 4, 40, 100}) {
      try (var pool =
          variant.builder(StringBuilder::new).noReset("never written").idleMax(bound).build()) {
        variant.run(() -> {
          List<StringBuilder> held = new ArrayList<>();
          for (int i = 0; i < 200; i++) {
            held.add(pool.acquire());
          }
          held.forEach(pool::release);
        });
        assertThat(pool.stats().idle()).as("bound %d", bound).isLessThanOrEqualTo(bound);
        assertThat(pool.stats().drops().full()).isGreaterThanOrEqualTo(200 - bound);
        assertThat(pool.stats().idle()).isGreaterThanOrEqualTo(bound * 3 / 4);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void no_object_is_ever_held_by_two(Variant variant) {
    try (var pool = variant.builder(AtomicInteger::new).noReset("counts its holders").build()) {
      AtomicInteger twice = new AtomicInteger();
      List<Thread> threads = new ArrayList<>();
      for (int t = 0; t < 4; t++) {
        threads.add(
            Thread.ofPlatform()
                .start(() ->
                    variant.run(() -> {
                      for (int i = 0; i < 3_000; i++) {
                        AtomicInteger a = pool.acquire();
                        AtomicInteger b = pool.acquire();
                        if (a.incrementAndGet() != 1 || b.incrementAndGet() != 1) {
                          twice.incrementAndGet();
                        }
                        a.decrementAndGet();
                        b.decrementAndGet();
                        pool.release(a);
                        pool.release(b);
                      }
                    })));
      }
      threads.forEach(ContractTest::join);
      assertThat(twice.get()).isZero();
      assertThat(pool.stats().acquires()).isEqualTo(24_000);
      assertThat(pool.stats().releases()).isEqualTo(24_000);
    }
  }

  @ParameterizedTest
  @EnumSource
  void an_interrupted_thread_takes_and_gives_and_stays_interrupted(Variant variant) {
    try (var pool = texts(variant)) {
      boolean still =
          variant.in(() -> {
            Thread.currentThread().interrupt();
            pool.release(pool.acquire());
            return Thread.interrupted();
          });
      assertThat(still).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_lease_gives_back_once(Variant variant) {
    try (var pool = texts(variant)) {
      variant.run(() -> {
        Lease<StringBuilder> lease = pool.lease();
        StringBuilder b = lease.value();
        lease.close();
        lease.close();
        assertThatThrownBy(lease::value)
            .isInstanceOf(PoolMisuseException.class)
            .hasMessageContaining("orders");
        assertThat(pool.acquire()).isSameAs(b);
        assertThat(pool.acquire()).isNotSameAs(b);
      });
    }
  }

  @ParameterizedTest
  @EnumSource
  void with_gives_back_also_when_its_function_throws(Variant variant) {
    try (var pool = texts(variant)) {
      variant.run(() -> {
        assertThat(pool.<String>with(b -> b.append("x").toString())).isEqualTo("x");
        assertThatThrownBy(() ->
                pool.with(b -> {
                  throw new IllegalStateException("mine");
                }))
            .hasMessage("mine");
        assertThatThrownBy(() -> pool.with(b -> b.append("x")))
            .isInstanceOf(PoolMisuseException.class)
            .hasMessageContaining("return a copy");
      });
      assertThat(pool.stats().idle()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_reset_may_use_its_own_pool(Variant variant) {
    AtomicReference<Pool<StringBuilder>> self = new AtomicReference<>();
    AtomicInteger depth = new AtomicInteger();
    try (var pool =
        variant
            .builder(StringBuilder::new)
            .reset(b -> {
              if (depth.incrementAndGet() == 1) {
                Pool<StringBuilder> own = requireNonNull(self.get());
                own.release(own.acquire());
              }
              depth.decrementAndGet();
            })
            .build()) {
      self.set(pool);
      variant.run(() -> {
        for (int i = 0; i < 100; i++) {
          pool.release(pool.acquire());
        }
        List<StringBuilder> held = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
          held.add(pool.acquire());
        }
        assertThat(identities(held)).hasSize(10);
      });
      assertThat(pool.stats().acquires()).isEqualTo(210);
      assertThat(pool.stats().releases()).isEqualTo(200);
    }
  }

  private static Set<Object> identities(List<?> objects) {
    Set<Object> set = Collections.newSetFromMap(new IdentityHashMap<>());
    set.addAll(objects);
    return set;
  }

  static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @EnumSource
  void an_idle_object_is_taken_and_none_is_made(Variant variant) {
    try (var pool = variant.builder(StringBuilder::new).noReset("test").build()) {
      variant.run(() -> {
        assertThat(pool.acquireIdle()).isEmpty();
        StringBuilder one = pool.acquire();
        StringBuilder other = pool.acquire();
        pool.release(one);
        pool.release(other);
        assertThat(List.of(pool.acquireIdle().orElseThrow(), pool.acquireIdle().orElseThrow()))
            .containsExactlyInAnyOrder(one, other);
        assertThat(pool.acquireIdle()).isEmpty();
        assertThat(pool.stats().acquires()).isEqualTo(4);
        assertThat(pool.stats().misses()).isEqualTo(2);
      });
    }
  }

  @ParameterizedTest
  @EnumSource
  void clearing_drops_what_is_idle_and_the_pool_goes_on(Variant variant) {
    try (var pool = variant.builder(StringBuilder::new).noReset("test").build()) {
      variant.run(() -> {
        pool.prefill(5);
        StringBuilder out = pool.acquire();
        pool.release(pool.acquire());
        pool.clear();
        assertThat(pool.stats().idle()).isZero();
        pool.release(out);
        assertThat(pool.acquire()).isSameAs(out);
      });
    }
  }
}
