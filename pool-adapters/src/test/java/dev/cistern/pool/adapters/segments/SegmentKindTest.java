package dev.cistern.pool.adapters.segments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cistern.pool.BufferPool;
import dev.cistern.pool.PoolMisuseException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;

final class SegmentKindTest {
  @Test
  void segments_are_taken_by_size_reused_grown_and_wiped() {
    try (var pool = BufferPool.of(new SegmentKind()).name("segments").wipe().build()) {
      MemorySegment first = pool.acquire(1_000);
      assertThat(first.byteSize()).isEqualTo(1_024);
      first.set(ValueLayout.JAVA_LONG, 0, 42);
      MemorySegment grown = pool.grow(first, 5_000);
      assertThat(grown.get(ValueLayout.JAVA_LONG, 0)).isEqualTo(42);
      assertThat(pool.acquire(1_024)).isSameAs(first);
      assertThat(first.get(ValueLayout.JAVA_LONG, 0)).as("wiped").isZero();
      assertThatThrownBy(() -> pool.release(grown.asReadOnly()))
          .isInstanceOf(PoolMisuseException.class);
      assertThat(pool.stats().reuseRate())
          .isCloseTo(1 / 3.0, org.assertj.core.data.Offset.offset(0.01));
    }
  }
}
