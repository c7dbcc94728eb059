package dev.cistern.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cistern.pool.internal.SizeClasses;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One contract for each kind of buffer. */
final class BufferPoolTest {
  /** A kind, told by how its pool starts. */
  record Kind<B>(String name, Supplier<BufferPoolBuilder<B>> start, BufferKind<B> is) {
    BufferPool<B> pool() {
      return start.get().name("frames").build();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Kind<?>> kinds() {
    return Stream.of(
        new Kind<>("byte[]", BufferPool::bytes, dev.cistern.pool.internal.BufferKinds.BYTES),
        new Kind<>("heap", BufferPool::heap, dev.cistern.pool.internal.BufferKinds.HEAP),
        new Kind<>("direct", BufferPool::direct, dev.cistern.pool.internal.BufferKinds.DIRECT));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  <B> void a_taken_buffer_has_room_for_what_was_asked_and_at_most_a_quarter_more(Kind<B> kind) {
    try (BufferPool<B> pool = kind.pool()) {
      for (int bytes = 65; bytes < 1 << 20; bytes = bytes * 9 / 8 + 1) {
        B buffer = pool.acquire(bytes);
        assertThat(kind.is.bytes(buffer)).isBetween(bytes, bytes + bytes / 4 + 1);
        pool.release(buffer);
      }
      assertThat(kind.is.bytes(pool.acquire(0))).isEqualTo(BufferPool.SMALLEST_BYTES);
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  <B> void a_buffer_that_came_back_serves_the_next_taker_of_its_class(Kind<B> kind) {
    try (BufferPool<B> pool = kind.pool()) {
      B first = pool.acquire(1_000);
      pool.release(first);
      assertThat(pool.acquire(1_024) == first).isTrue();
      assertThat(pool.acquire(1_025) == first).isFalse();
      assertThat(pool.stats().hits()).isEqualTo(1);
      assertThat(pool.stats().acquires()).isEqualTo(3);
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  <B> void growing_gives_the_small_buffer_back_and_keeps_the_content(Kind<B> kind) {
    try (BufferPool<B> pool = kind.pool()) {
      B small = pool.acquire(64);
      B grown;
      try (BufferLease<B> lease = pool.lease(64)) {
        assertThat(lease.value() == small).isFalse();
        write(lease.value(), (byte) 7);
        grown = lease.grow(5_000);
        assertThat(kind.is.bytes(grown)).isEqualTo(5_120);
        assertThat(firstByte(grown)).isEqualTo((byte) 7);
        assertThat(lease.grow(5_001) == grown).as("large enough already").isTrue();
      }
      assertThat(pool.acquire(5_120) == grown).as("it lies in its new class").isTrue();
      assertThat(pool.stats().idleBytes()).as("and the small one in its own").isEqualTo(64);
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  <B> void past_the_limit_a_buffer_is_made_as_asked_and_never_kept(Kind<B> kind) {
    try (BufferPool<B> pool = kind.start.get().retainedBytesMax(5_000).build()) {
      assertThat(pool.retainedBytesMax()).isEqualTo(4_096);
      B large = pool.acquire(4_097);
      assertThat(kind.is.bytes(large)).isEqualTo(4_097);
      pool.release(large);
      assertThat(pool.stats().plain()).isEqualTo(1);
      assertThat(pool.stats().plainBytes()).isEqualTo(4_097);
      assertThat(pool.stats().plainDropped()).isEqualTo(1);
      assertThat(pool.acquire(4_097) == large).isFalse();
      assertThat(pool.stats().idleBytes()).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  <B> void wiping_clears_the_content_and_else_it_stays(Kind<B> kind) {
    try (BufferPool<B> pool = kind.pool();
        BufferPool<B> wiping = kind.start.get().wipe().build()) {
      for (BufferPool<B> each : List.of(pool, wiping)) {
        B buffer = each.acquire(100);
        write(buffer, (byte) 9);
        each.release(buffer);
        B again = each.acquire(100);
        assertThat(again == buffer).isTrue();
        assertThat(firstByte(again)).isEqualTo(each == pool ? (byte) 9 : 0);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  <B> void the_full_guard_tells_what_is_done_to_a_buffer_after_its_release(Kind<B> kind) {
    List<Misuse> told = new ArrayList<>();
    try (BufferPool<B> pool =
        kind.start.get().eachClass(b -> b.guard(GuardMode.FULL).onMisuse(told::add)).build()) {
      B buffer = pool.acquire(100);
      write(buffer, (byte) 1);
      pool.release(buffer);
      assertThatThrownBy(() -> pool.release(buffer)).isInstanceOf(PoolMisuseException.class);
      write(buffer, (byte) 2);
      assertThat(pool.acquire(100) == buffer).as("not handed out").isFalse();
      B foreign = kind.is.make(256);
      assertThatThrownBy(() -> pool.release(foreign))
          .isInstanceOf(PoolMisuseException.class)
          .hasMessageContaining("FOREIGN_RELEASE");
    }
    assertThat(told)
        .extracting(Misuse::kind)
        .containsExactly(
            Misuse.Kind.DOUBLE_RELEASE, Misuse.Kind.USE_AFTER_RELEASE, Misuse.Kind.FOREIGN_RELEASE);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  <B> void a_class_keeps_no_more_than_its_bytes(Kind<B> kind) {
    try (BufferPool<B> pool = kind.start.get().idleBytesMax(10_240).build()) {
      List<B> held = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        held.add(pool.acquire(1_024));
      }
      held.forEach(pool::release);
      assertThat(pool.stats().idleBytes()).isBetween(1_024L, 10_240L);
      pool.release(pool.acquire(1 << 20));
      assertThat(pool.stats().classes().getLast().stats().idle()).as("at least one").isEqualTo(1);
    }
  }

  @Test
  void an_array_that_its_user_has_grown_comes_to_its_new_class() {
    try (BufferPool<byte[]> pool = BufferPool.bytes().build()) {
      byte[] grown = new byte[1_100];
      pool.release(grown);
      assertThat(pool.acquire(1_024)).isSameAs(grown);
      pool.release(new byte[10]);
      assertThat(pool.stats().plainDropped()).isEqualTo(1);
    }
  }

  @Test
  void a_buffer_is_handed_out_from_its_start_to_its_end_in_network_order() {
    try (BufferPool<ByteBuffer> pool = BufferPool.direct().build()) {
      ByteBuffer buffer = pool.acquire(100);
      buffer.putInt(1).flip().order(ByteOrder.LITTLE_ENDIAN);
      pool.release(buffer);
      ByteBuffer again = pool.acquire(100);
      assertThat(again).isSameAs(buffer);
      assertThat(again.remaining()).isEqualTo(again.capacity());
      assertThat(again.order()).isEqualTo(ByteOrder.BIG_ENDIAN);
    }
  }

  @Test
  void slices_views_and_other_kinds_are_refused() {
    try (BufferPool<ByteBuffer> heap = BufferPool.heap().name("frames").build();
        BufferPool<ByteBuffer> direct = BufferPool.direct().name("packets").build()) {
      for (ByteBuffer wrong :
          List.of(
              heap.acquire(200).slice(10, 80),
              heap.acquire(100).asReadOnlyBuffer(),
              direct.acquire(100))) {
        assertThatThrownBy(() -> heap.release(wrong))
            .isInstanceOf(PoolMisuseException.class)
            .hasMessageContaining("pool 'frames': wanted a whole");
      }
      assertThatThrownBy(() -> direct.release(direct.acquire(300).slice(0, 299)))
          .isInstanceOf(PoolMisuseException.class)
          .hasMessageContaining("pool 'packets': wanted a whole");
    }
  }

  @Test
  @SuppressWarnings("NullAway") // the very fault
  void bad_input_is_refused_with_the_pools_name_and_the_mend() {
    BufferPool<byte[]> pool = BufferPool.bytes().name("frames").build();
    assertThatThrownBy(() -> pool.acquire(-1))
        .isInstanceOf(PoolConfigException.class)
        .hasMessage("pool 'frames': wanted a size of 0 bytes or more, found -1");
    assertThatThrownBy(() -> pool.release(null))
        .isInstanceOf(PoolMisuseException.class)
        .hasMessageContaining("release(null)");
    assertThatThrownBy(() -> pool.prefill(1 << 21, 1)).isInstanceOf(PoolConfigException.class);
    assertThatThrownBy(() -> pool.with(10, b -> b)).isInstanceOf(PoolMisuseException.class);
    pool.close();
    pool.close();
    assertThatThrownBy(() -> pool.acquire(10)).isInstanceOf(PoolClosedException.class);
    assertThatThrownBy(() -> pool.acquire(1 << 21)).isInstanceOf(PoolClosedException.class);
    assertThatThrownBy(
            () -> BufferPool.bytes().name(" ").retainedBytesMax(1).idleBytesMax(-1).build())
        .isInstanceOfSatisfying(
            PoolConfigException.class, e -> assertThat(e.mistakes()).hasSize(3));
    assertThatThrownBy(() -> BufferPool.bytes().eachClass(b -> b.guardEvery(0)).build())
        .isInstanceOf(PoolConfigException.class);
  }

  @Test
  void prefilled_buffers_serve_the_first_takers() {
    try (BufferPool<byte[]> pool = BufferPool.bytes().build()) {
      pool.prefill(1_000, 3);
      pool.acquire(1_000);
      assertThat(pool.stats().reuseRate()).isEqualTo(1.0);
    }
  }

  @Test
  void size_classes_are_powers_of_two_with_quarter_steps() {
    List<Integer> sizes = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      sizes.add(SizeClasses.bytes(i));
    }
    assertThat(sizes).containsExactly(64, 80, 96, 112, 128, 160, 192, 224, 256, 320);
    for (int bytes = 1; bytes > 0; bytes += 1 + bytes / 50) {
      int up = SizeClasses.of(bytes);
      int down = SizeClasses.floor(bytes);
      assertThat(SizeClasses.bytes(up)).isGreaterThanOrEqualTo(bytes);
      assertThat(up == 0 || SizeClasses.bytes(up - 1) < bytes).isTrue();
      assertThat(down < 0 ? bytes < 64 : SizeClasses.bytes(down) <= bytes).isTrue();
      assertThat(up - down).isLessThanOrEqualTo(1);
    }
    assertThat(SizeClasses.bytes(SizeClasses.of(1 << 30))).isEqualTo(1 << 30);
    assertThat(SizeClasses.floor(Integer.MAX_VALUE)).isGreaterThan(SizeClasses.floor(1 << 30));
  }

  private static void write(Object buffer, byte value) {
    switch (buffer) {
      case byte[] a -> a[0] = value;
      case ByteBuffer b -> b.clear().put(value);
      default -> throw new AssertionError(buffer);
    }
  }

  private static byte firstByte(Object buffer) {
    return switch (buffer) {
      case byte[] a -> a[0];
      case ByteBuffer b -> b.get(0);
      default -> throw new AssertionError(buffer);
    };
  }
}
