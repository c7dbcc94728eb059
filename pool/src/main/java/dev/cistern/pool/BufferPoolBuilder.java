package dev.cistern.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The settings of a buffer pool to be; all have a default. Mistakes are told together by {@link
 * #build}.
 *
 * @param <B> the buffers' type
 */
public final class BufferPoolBuilder<B> {
  /** Of {@link #idleBytesMax}: enough for 256 idle buffers of 64 KiB. */
  public static final long DEFAULT_IDLE_BYTES_MAX = 16L << 20;

  /** The largest that {@link #retainedBytesMax} may be: the last size class an array can have. */
  public static final int RETAINED_BYTES_LIMIT = 1 << 30;

  private final BufferKind<B> kind;
  private String name;
  private int retainedBytesMax = (int) PoolBuilder.DEFAULT_RETAINED_BYTES_MAX;
  private long idleBytesMax = DEFAULT_IDLE_BYTES_MAX;
  private boolean wipe;
  private UnaryOperator<PoolBuilder<B>> each = UnaryOperator.identity();

  BufferPoolBuilder(BufferKind<B> kind) {
    this.kind = kind;
    this.name = kind.type().getSimpleName();
  }

  /** Names the pool; a size class is named after it and its size, as in {@code frames/4096}. */
  public BufferPoolBuilder<B> name(String name) {
    this.name = name;
    return this;
  }

  /**
   * The size past which a buffer is allocated plainly and never kept; 1 MiB by default, rounded
   * down to a size class.
   */
  public BufferPoolBuilder<B> retainedBytesMax(int bytes) {
    this.retainedBytesMax = bytes;
    return this;
  }

  /**
   * The bound on idle bytes of one size class; 16 MiB by default. Of each class at least one buffer
   * and at most {@value PoolBuilder#DEFAULT_IDLE_MAX} are kept.
   */
  public BufferPoolBuilder<B> idleBytesMax(long bytes) {
    this.idleBytesMax = bytes;
    return this;
  }

  /** Clears each buffer's content as it comes back: nothing of one request waits for the next. */
  public BufferPoolBuilder<B> wipe() {
    this.wipe = true;
    return this;
  }

  /**
   * Further settings of each size class: guard, memory limit, handlers. Name, reset and bounds are
   * this builder's affair.
   */
  public BufferPoolBuilder<B> eachClass(UnaryOperator<PoolBuilder<B>> settings) {
    this.each = settings;
    return this;
  }

  /**
   * Makes the pool.
   *
   * @throws PoolConfigException with all mistakes, if there are any
   */
  public BufferPool<B> build() {
    List<String> mistakes = new ArrayList<>();
    if (name == null || name.isBlank()) {
      mistakes.add("wanted a name of one character or more, found none");
    }
    if (retainedBytesMax < BufferPool.SMALLEST_BYTES || retainedBytesMax > RETAINED_BYTES_LIMIT) {
      mistakes.add(
          "wanted retainedBytesMax of "
              + BufferPool.SMALLEST_BYTES
              + " to "
              + RETAINED_BYTES_LIMIT
              + ", found "
              + retainedBytesMax);
    }
    if (idleBytesMax < 0) {
      mistakes.add("wanted idleBytesMax of 0 or more, found " + idleBytesMax);
    }
    if (each == null) {
      mistakes.add("wanted a function in eachClass(…), found null");
    }
    if (!mistakes.isEmpty()) {
      throw new PoolConfigException(name == null ? "unnamed" : name, mistakes);
    }
    // Fixed now: a later change of the builder must not change classes made later.
    Recipe<B> recipe = new Recipe<>(name, kind, idleBytesMax, wipe, each);
    return new BufferPool<>(name, kind, retainedBytesMax, recipe::of);
  }

  private record Recipe<B>(
      String name,
      BufferKind<B> kind,
      long idleBytesMax,
      boolean wipe,
      UnaryOperator<PoolBuilder<B>> each) {
    PoolBuilder<B> of(int bytes) {
      PoolBuilder<B> builder = Pool.builder(() -> kind.make(bytes));
      PoolBuilder<B> told = each.apply(builder);
      return (told == null ? builder : told)
          .name(name + "/" + bytes)
          .cleaning(wipe ? kind::wipe : null)
          .sizeBytes(kind::bytes)
          .retainedBytesMax(Integer.MAX_VALUE)
          .idleMax(idleMax(bytes));
    }

    private int idleMax(int bytes) {
      return idleBytesMax == 0
          ? 0
          : (int) Math.clamp(idleBytesMax / bytes, 1L, (long) PoolBuilder.DEFAULT_IDLE_MAX);
    }
  }
}
