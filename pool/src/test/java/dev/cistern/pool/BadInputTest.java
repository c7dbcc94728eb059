package dev.cistern.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is wrong is answered at once, with the pool's name and the mend. */
@NullUnmarked // nulls are the input
final class BadInputTest {
  private static Pool<StringBuilder> texts(Variant variant) {
    return variant.builder(StringBuilder::new).reset(b -> b.setLength(0)).build();
  }

  @Test
  void a_pool_without_a_reset_or_a_reason_is_refused() {
    assertThatThrownBy(() -> Pool.builder(StringBuilder::new).name("orders").build())
        .isInstanceOf(PoolConfigException.class)
        .hasMessageContaining("orders")
        .hasMessageContaining("noReset");
  }

  @Test
  void all_mistakes_are_told_together() {
    PoolConfigException e =
        catchThrowableOfType(
            PoolConfigException.class,
            () ->
                Pool.builder(null)
                    .name(" ")
                    .noReset("")
                    .idleMax(-1)
                    .retainedBytesMax(-1)
                    .memoryLimitShare(1.5)
                    .memoryLimitBytes(-3)
                    .memoryLimitNear(Double.NaN)
                    .breakerShare(0)
                    .guardEvery(0)
                    .build());
    assertThat(e.mistakes()).hasSize(11).anyMatch(m -> m.contains("found -1"));
    assertThat(e).hasMessageContaining("idleMax").hasMessageContaining("guardEvery");
  }

  @Test
  void huge_limits_are_fine_and_cost_nothing_before_they_are_used() {
    try (var pool =
        Pool.builder(StringBuilder::new)
            .reset(b -> b.setLength(0))
            .idleMax(Integer.MAX_VALUE)
            .sizeBytes(StringBuilder::capacity)
            .retainedBytesMax(Long.MAX_VALUE)
            .guardEvery(Integer.MAX_VALUE)
            .build()) {
      pool.release(pool.acquire());
      assertThat(pool.stats().idle()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void prefilling_less_than_nothing_or_more_than_may_be_kept_is_refused(Variant variant) {
    try (var pool = texts(variant)) {
      for (int count : new int[] {-1, PoolBuilder.DEFAULT_IDLE_MAX + 1, Integer.MAX_VALUE}) {
        assertThatThrownBy(() -> pool.prefill(count))
            .isInstanceOf(PoolConfigException.class)
            .hasMessageContaining("orders")
            .hasMessageContaining("found " + count);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void null_is_refused(Variant variant) {
    try (var pool = texts(variant)) {
      variant.run(() -> {
        assertThatThrownBy(() -> pool.release(null))
            .isInstanceOf(PoolMisuseException.class)
            .hasMessageContaining("orders");
        pool.release(pool.acquire());
        StringBuilder held = pool.acquire();
        assertThatThrownBy(() -> pool.release(null)).isInstanceOf(PoolMisuseException.class);
        pool.release(held);
      });
      assertThat(pool.stats().releases()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @EnumSource
  @SuppressWarnings({"unchecked", "rawtypes"}) // that is the mistake
  void a_wrong_class_is_refused_with_both_names(Variant variant) {
    try (var pool = texts(variant)) {
      variant.run(() -> {
        pool.release(pool.acquire());
        assertThatThrownBy(() -> ((Pool) pool).release(new ArrayList<>()))
            .isInstanceOf(PoolMisuseException.class)
            .hasMessageContaining("java.lang.StringBuilder")
            .hasMessageContaining("java.util.ArrayList")
            .hasMessageContaining("orders");
      });
    }
  }

  @ParameterizedTest
  @EnumSource
  void what_was_given_to_a_pool_that_handed_out_nothing_is_refused(Variant variant) {
    try (var pool = texts(variant)) {
      variant.run(() ->
          assertThatThrownBy(() -> pool.release(new StringBuilder()))
              .isInstanceOf(PoolMisuseException.class));
    }
  }

  @ParameterizedTest
  @EnumSource
  void classes_that_the_factory_made_are_all_taken_back(Variant variant) {
    AtomicReference<List<String>> next = new AtomicReference<>(new ArrayList<>());
    try (var pool = variant.builder(next::get).noReset("never written").build()) {
      variant.run(() -> {
        List<String> first = pool.acquire();
        next.set(new java.util.LinkedList<>());
        List<String> second = pool.acquire();
        pool.release(first);
        pool.release(second);
      });
      assertThat(pool.stats().idle()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"PLATFORM", "PLATFORM_GUARDED", "VIRTUAL_GUARDED", "PLATFORM_SAMPLED"})
  void giving_back_twice_in_a_row_is_refused(Variant variant) {
    try (var pool = texts(variant)) {
      variant.run(() -> {
        StringBuilder b = pool.acquire();
        pool.release(b);
        assertThatThrownBy(() -> pool.release(b))
            .isInstanceOf(PoolMisuseException.class)
            .hasMessageContaining("orders")
            .hasMessageContaining("twice");
        assertThat(pool.acquire()).isNotSameAs(pool.acquire());
      });
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_closed_pool_hands_out_nothing_and_drops_what_comes(Variant variant) {
    var pool = texts(variant);
    variant.run(() -> {
      StringBuilder held = pool.acquire();
      pool.release(pool.acquire());
      pool.close();
      pool.close();
      pool.release(held);
      assertThatThrownBy(pool::acquire)
          .isInstanceOf(PoolClosedException.class)
          .hasMessageContaining("orders");
      assertThatThrownBy(() -> pool.prefill(1)).isInstanceOf(PoolClosedException.class);
      assertThatThrownBy(pool::lease).isInstanceOf(PoolClosedException.class);
    });
    assertThat(pool.stats().drops().closed()).isEqualTo(1);
    assertThat(pool.stats().idle()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void a_reset_that_throws_hurts_nobody_and_is_told(Variant variant) {
    List<PoolException> told = new ArrayList<>();
    try (var pool =
        variant
            .builder(StringBuilder::new)
            .reset(b -> {
              throw new IllegalStateException("stuck");
            })
            .onProblem(told::add)
            .build()) {
      variant.run(() -> {
        StringBuilder b = pool.acquire();
        pool.release(b);
        assertThat(pool.acquire()).isNotSameAs(b);
      });
      assertThat(told)
          .singleElement()
          .isInstanceOf(PoolResetException.class)
          .satisfies(
              e -> assertThat(e).hasMessageContaining("orders").hasRootCauseMessage("stuck"));
      assertThat(pool.stats().drops().resetFailed()).isEqualTo(1);
      assertThat(pool.stats().releases()).isEqualTo(1);
      assertThat(pool.stats().idle()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_factory_that_throws_is_named_with_its_cause(Variant variant) {
    try (Pool<StringBuilder> pool =
        variant
            .<StringBuilder>builder(() -> {
              throw new IllegalStateException("no memory card");
            })
            .noReset("never made")
            .build()) {
      variant.run(() ->
          assertThatThrownBy(pool::acquire)
              .isInstanceOf(PoolFactoryException.class)
              .hasMessageContaining("orders")
              .hasRootCauseMessage("no memory card"));
      assertThat(pool.stats().idle()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_factory_that_returns_null_is_named(Variant variant) {
    try (Pool<StringBuilder> pool =
        variant.<StringBuilder>builder(() -> null).noReset("never made").build()) {
      variant.run(() ->
          assertThatThrownBy(pool::acquire)
              .isInstanceOf(PoolFactoryException.class)
              .hasMessageContaining("returned null"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_factory_that_asks_its_own_pool_is_stopped_at_once(Variant variant) {
    AtomicReference<Pool<StringBuilder>> self = new AtomicReference<>();
    try (var pool = variant.builder(() -> self.get().acquire()).noReset("never made").build()) {
      self.set(pool);
      variant.run(() ->
          assertThatThrownBy(pool::acquire)
              .isInstanceOf(PoolFactoryException.class)
              .hasMessageContaining("its own pool"));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"PLATFORM_GUARDED", "VIRTUAL_GUARDED"})
  void a_factory_that_hands_out_one_object_twice_is_caught_by_the_guard(Variant variant) {
    StringBuilder only = new StringBuilder();
    try (var pool = variant.builder(() -> only).noReset("never written").build()) {
      variant.run(() -> {
        pool.acquire();
        assertThatThrownBy(pool::acquire)
            .isInstanceOf(PoolFactoryException.class)
            .hasMessageContaining("twice");
      });
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_size_function_that_lies_or_throws_hurts_nobody_and_is_told(Variant variant) {
    for (boolean throwing : new boolean[] {true, false}) {
      List<PoolException> told = new ArrayList<>();
      try (var pool =
          variant
              .builder(StringBuilder::new)
              .reset(b -> b.setLength(0))
              .sizeBytes(b -> {
                if (throwing) {
                  throw new IllegalStateException("cannot say");
                }
                return -5;
              })
              .onProblem(told::add)
              .build()) {
        variant.run(() -> pool.release(pool.acquire()));
        assertThat(told)
            .singleElement()
            .isInstanceOf(PoolSizeException.class)
            .satisfies(e ->
                assertThat(e)
                    .hasMessageContaining("orders")
                    .hasMessageContaining(throwing ? "threw" : "-5"));
        assertThat(pool.stats().drops().oversized()).isEqualTo(1);
        assertThat(pool.stats().idle()).isZero();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void what_has_grown_past_the_limit_is_not_kept(Variant variant) {
    try (var pool =
        variant
            .builder(StringBuilder::new)
            .reset(b -> b.setLength(0))
            .sizeBytes(b -> 2L * b.capacity())
            .retainedBytesMax(1_000)
            .build()) {
      variant.run(() -> {
        pool.release(pool.acquire());
        StringBuilder b = pool.acquire();
        b.append("x".repeat(5_000));
        pool.release(b);
        assertThat(pool.acquire()).isNotSameAs(b);
      });
      assertThat(pool.stats().drops().oversized()).isEqualTo(1);
      assertThat(pool.stats().drops().oversizedBytes()).isGreaterThanOrEqualTo(10_000);
    }
  }

  @ParameterizedTest
  @EnumSource
  void the_breaker_opens_when_most_are_oversized_says_so_and_closes_again(Variant variant) {
    List<PoolException> told = new ArrayList<>();
    try (var pool =
        variant
            .builder(StringBuilder::new)
            .reset(b -> b.setLength(0))
            .sizeBytes(b -> 2L * b.capacity())
            .retainedBytesMax(1_000)
            .onProblem(told::add)
            .build()) {
      variant.run(() -> {
        for (int i = 0; i < 100; i++) {
          pool.release(pool.acquire().append("x".repeat(5_000)));
        }
        assertThat(pool.stats().breakerOpen()).isTrue();
        for (int i = 0; i < 1_100; i++) {
          pool.release(pool.acquire());
        }
        assertThat(pool.stats().breakerOpen()).isFalse();
        assertThat(pool.stats().idle()).isEqualTo(1);
      });
      assertThat(told).singleElement().asString().contains("the breaker opened");
      assertThat(pool.stats().drops().pressure()).isGreaterThan(900);
    }
  }
}
