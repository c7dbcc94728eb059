package dev.cistern.pool.adapters.segments;

import dev.cistern.pool.BufferKind;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Memory segments off the heap, for {@code BufferPool.of(new SegmentKind())}. A segment's memory is
 * freed once nobody refers to it: the pool may drop one at any time.
 */
final class SegmentKind implements BufferKind<MemorySegment> {
  /** As strict as any value needs that the machine reads at once. */
  private static final long ALIGNMENT_BYTES = 16;

  @Override
  public MemorySegment make(int bytes) {
    return Arena.ofAuto().allocate(bytes, ALIGNMENT_BYTES);
  }

  @Override
  public Class<?> type() {
    return make(1).getClass();
  }

  @Override
  public int bytes(MemorySegment buffer) {
    return (int) Math.min(buffer.byteSize(), Integer.MAX_VALUE);
  }

  /** A slice is told by its alignment or not at all; the full guard tells each. */
  @Override
  public boolean whole(MemorySegment buffer) {
    return !buffer.isReadOnly() && buffer.isNative() && buffer.scope().isAlive();
  }

  @Override
  public void ready(MemorySegment buffer) {}

  @Override
  public void wipe(MemorySegment buffer) {
    buffer.fill((byte) 0);
  }

  @Override
  public void copy(MemorySegment from, MemorySegment to) {
    to.copyFrom(from);
  }
}
