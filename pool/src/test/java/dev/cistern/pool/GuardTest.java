package dev.cistern.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each misuse is found in the test that plants it, with the stacks of who took and who gave. */
final class GuardTest {
  private final List<Misuse> found = new CopyOnWriteArrayList<>();

  private Pool<StringBuilder> guarded(GuardMode mode, Consumer<StringBuilder> reset) {
    return Pool.builder(StringBuilder::new)
        .name("orders")
        .reset(reset)
        .guard(mode)
        .guardEvery(1)
        .onMisuse(found::add)
        .build();
  }

  private static StringBuilder taker(Pool<StringBuilder> pool) {
    return pool.acquire();
  }

  private static void giver(Pool<StringBuilder> pool, StringBuilder object) {
    pool.release(object);
  }

  private void foundOnly(Misuse.Kind kind) {
    assertThat(found).singleElement().extracting(Misuse::kind).isEqualTo(kind);
    assertThat(found.get(0).message()).isNotBlank();
  }

  private void takenBy(String method) {
    assertThat(found.get(0).takenAt().orElseThrow().getStackTrace())
        .anyMatch(f -> f.getMethodName().equals(method));
  }

  private void givenBackBy(String method) {
    assertThat(found.get(0).givenBackAt().orElseThrow().getStackTrace())
        .anyMatch(f -> f.getMethodName().equals(method));
  }

  @ParameterizedTest
  @ValueSource(strings = {"FULL", "SAMPLED"})
  void a_double_release_is_found(GuardMode mode) {
    try (var pool = guarded(mode, b -> b.setLength(0))) {
      StringBuilder b = taker(pool);
      giver(pool, b);
      assertThatThrownBy(() -> pool.release(b)).isInstanceOf(PoolMisuseException.class);
      foundOnly(Misuse.Kind.DOUBLE_RELEASE);
      takenBy("taker");
      givenBackBy("giver");
    }
  }

  @Test
  void a_double_release_is_found_however_late() {
    try (var pool = guarded(GuardMode.FULL, b -> b.setLength(0))) {
      StringBuilder b = taker(pool);
      giver(pool, b);
      for (int i = 0; i < 100; i++) {
        StringBuilder other = pool.acquire();
        StringBuilder more = pool.acquire();
        pool.release(other);
        pool.release(more);
      }
      assertThatThrownBy(() -> pool.release(b)).isInstanceOf(PoolMisuseException.class);
      foundOnly(Misuse.Kind.DOUBLE_RELEASE);
    }
  }

  @Test
  void a_foreign_object_is_found() {
    try (var pool = guarded(GuardMode.FULL, b -> b.setLength(0))) {
      pool.release(pool.acquire());
      assertThatThrownBy(() -> giver(pool, new StringBuilder()))
          .isInstanceOf(PoolMisuseException.class);
      foundOnly(Misuse.Kind.FOREIGN_RELEASE);
      assertThat(found.get(0).takenAt()).isEmpty();
      givenBackBy("giver");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"FULL", "SAMPLED"})
  void use_after_release_is_found_and_the_object_not_handed_out(GuardMode mode) {
    try (var pool = guarded(mode, b -> b.setLength(0))) {
      StringBuilder b = taker(pool);
      giver(pool, b);
      b.append("late");
      assertThat(pool.acquire()).isNotSameAs(b);
      foundOnly(Misuse.Kind.USE_AFTER_RELEASE);
      takenBy("taker");
      givenBackBy("giver");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"FULL", "SAMPLED"})
  void a_dirty_hand_over_is_found(GuardMode mode) {
    try (var pool = guarded(mode, b -> {})) {
      StringBuilder b = taker(pool);
      b.append("secret");
      giver(pool, b);
      if (mode == GuardMode.SAMPLED) {
        // The taking that ends one sample is none itself: the next one is.
        pool.release(pool.acquire());
      }
      pool.acquire();
      assertThat(found).isNotEmpty().allMatch(m -> m.kind() == Misuse.Kind.DIRTY_HAND_OVER);
      takenBy("taker");
      givenBackBy("giver");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"FULL", "SAMPLED"})
  void what_is_never_given_back_is_found(GuardMode mode) throws InterruptedException {
    try (var pool = guarded(mode, b -> b.setLength(0))) {
      Thread leaking = Thread.ofPlatform().start(() -> taker(pool));
      leaking.join();
      for (int i = 0; i < 100 && found.isEmpty(); i++) {
        System.gc();
        Thread.sleep(20);
      }
      foundOnly(Misuse.Kind.NEVER_RELEASED);
      takenBy("taker");
      assertThat(found.get(0).givenBackAt()).isEmpty();
    }
  }

  @Test
  void right_use_is_never_reported() {
    try (var pool = guarded(GuardMode.FULL, b -> b.setLength(0))) {
      for (int i = 0; i < 1_000; i++) {
        pool.<String>with(b -> b.append("fine").toString());
      }
      assertThat(found).isEmpty();
    }
  }

  @Test
  void content_behind_fields_is_watched_too() {
    try (var pool =
        Pool.builder(Request::new)
            .reset(r -> r.text.setLength(0))
            .guard(GuardMode.FULL)
            .onMisuse(found::add)
            .build()) {
      Request request = pool.acquire();
      pool.release(request);
      request.text.append("late");
      pool.acquire();
      foundOnly(Misuse.Kind.USE_AFTER_RELEASE);
    }
  }

  @Test
  void a_handler_that_throws_hurts_only_itself() {
    try (var pool =
        Pool.builder(StringBuilder::new)
            .reset(b -> b.setLength(0))
            .guard(GuardMode.FULL)
            .onMisuse(m -> {
              throw new IllegalStateException("handler");
            })
            .build()) {
      StringBuilder b = pool.acquire();
      pool.release(b);
      b.append("late");
      assertThat(pool.acquire()).isNotSameAs(b);
    }
  }

  static final class Request {
    final StringBuilder text = new StringBuilder();
  }
}
