package dev.cistern.pool;

import dev.cistern.pool.internal.BufferKinds;
import dev.cistern.pool.internal.Group;
import dev.cistern.pool.internal.SizeClasses;
import dev.cistern.pool.internal.StripedPool;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A pool of buffers, taken by the size that is expected: one {@link Pool} for each size class.
 *
 * <p>Size classes are the powers of two from {@value #SMALLEST_BYTES} bytes on, with quarter steps
 * between them: 64, 80, 96, 112, 128, 160 … So at most a fifth of a buffer is given away. A class's
 * pool is made when it is first asked for.
 *
 * <p>What is asked for past {@link BufferPoolBuilder#retainedBytesMax} is allocated plainly, of
 * exactly the size asked for, and never kept: one large request does not pin its buffer.
 *
 * <p>By default content is left as it is: a taker finds what the one before it wrote, and must not
 * hand out more than it has written itself. {@link BufferPoolBuilder#wipe} clears each buffer as it
 * comes back, at the cost of writing all of it.
 *
 * @param <B> the buffers' type
 */
public final class BufferPool<B> implements AutoCloseable {
  /** The smallest size class: below, a buffer is cheaper to make than to look for. */
  public static final int SMALLEST_BYTES = SizeClasses.SMALLEST_BYTES;

  private final String name;
  private final BufferKind<B> kind;
  private final Function<Integer, PoolBuilder<B>> settings;
  private final Group group;
  private final int last;
  private final AtomicReferenceArray<@Nullable StripedPool<B>> pools;
  private final LongAdder plain = new LongAdder();
  private final LongAdder plainBytes = new LongAdder();
  private final LongAdder plainDropped = new LongAdder();
  private volatile boolean closed;

  BufferPool(
      String name,
      BufferKind<B> kind,
      int retainedBytesMax,
      Function<Integer, PoolBuilder<B>> settings) {
    this.name = name;
    this.kind = kind;
    this.settings = settings;
    this.last = SizeClasses.floor(retainedBytesMax);
    this.pools = new AtomicReferenceArray<>(last + 1);
    this.group = new Group();
    try {
      pool(0); // tells mistakes in the settings now, not at the first taking
    } catch (RuntimeException mistaken) {
      group.close();
      throw mistaken;
    }
  }

  /** Starts a pool of {@code byte[]}. */
  public static BufferPoolBuilder<byte[]> bytes() {
    return new BufferPoolBuilder<>(BufferKinds.BYTES);
  }

  /** Starts a pool of {@link ByteBuffer}s on the heap. */
  public static BufferPoolBuilder<ByteBuffer> heap() {
    return new BufferPoolBuilder<>(BufferKinds.HEAP);
  }

  /**
   * Starts a pool of direct {@link ByteBuffer}s. The memory limit of a pool is about the heap and
   * does not see them; {@link BufferPoolBuilder#idleBytesMax} and collections bound them.
   */
  public static BufferPoolBuilder<ByteBuffer> direct() {
    return new BufferPoolBuilder<>(BufferKinds.DIRECT);
  }

  /** Starts a pool of another kind of buffer. */
  public static <B> BufferPoolBuilder<B> of(BufferKind<B> kind) {
    return new BufferPoolBuilder<>(kind);
  }

  /** The name by which exceptions, statistics and events speak of this pool. */
  public String name() {
    return name;
  }

  /**
   * Takes a buffer of at least {@code bytesMin}. Never waits, never returns null.
   *
   * @throws PoolConfigException if {@code bytesMin} is negative
   * @throws PoolClosedException if the pool is closed
   */
  public B acquire(int bytesMin) {
    if (bytesMin < 0) {
      throw new PoolConfigException(
          name, List.of("wanted a size of 0 bytes or more, found " + bytesMin));
    }
    int index = SizeClasses.of(bytesMin);
    if (index > last) {
      return plain(bytesMin);
    }
    B buffer = pool(index).acquire();
    kind.ready(buffer);
    return buffer;
  }

  private B plain(int bytes) {
    if (closed) {
      throw new PoolClosedException(name);
    }
    B buffer = kind.make(bytes);
    plain.increment();
    plainBytes.add(bytes);
    return buffer;
  }

  /**
   * Gives a buffer back; the caller must not touch it afterwards, nor any slice of it. It goes to
   * the largest class that it fills, so one that its user has grown comes to its new class; past
   * the limit, or below the smallest class, it is dropped.
   *
   * <p>A buffer that this pool never made is welcome with the guard off, and told as foreign with
   * {@link GuardMode#FULL}: let {@link #grow} do the growing.
   *
   * @throws PoolMisuseException if the buffer is null, a slice or read-only (as far as that can be
   *     told), of another kind, or as {@link Pool#release}
   */
  public void release(B buffer) {
    if (buffer == null) {
      throw new PoolMisuseException(name, "release(null); give back what acquire() returned");
    }
    if (kind.type().isInstance(buffer) && kind.bytes(buffer) > bytesOf(last)) {
      plainDropped.increment();
      return;
    }
    if (!kind.type().isInstance(buffer) || !kind.whole(buffer)) {
      throw new PoolMisuseException(
          name,
          "wanted a whole "
              + kind.type().getTypeName()
              + ", was given a slice, a read-only view or another kind of buffer ("
              + buffer.getClass().getTypeName()
              + "); release what was taken");
    }
    int index = SizeClasses.floor(kind.bytes(buffer));
    if (index < 0) {
      plainDropped.increment();
    } else {
      pool(index).release(buffer);
    }
  }

  /**
   * Takes a buffer of at least {@code bytesMin}, copies into it what was written to {@code buffer}
   * (a byte buffer's content up to its position, all of an array) and gives {@code buffer} back to
   * its own class. A buffer that is large enough is returned itself.
   *
   * @throws PoolClosedException as {@link #acquire}; {@code buffer} then stays the caller's
   */
  public B grow(B buffer, int bytesMin) {
    if (kind.bytes(buffer) >= bytesMin) {
      return buffer;
    }
    B grown = acquire(bytesMin);
    kind.copy(buffer, grown);
    release(buffer);
    return grown;
  }

  /**
   * Takes a buffer of at least {@code bytesMin} for a {@code try} statement.
   *
   * @throws PoolClosedException as {@link #acquire}
   */
  public BufferLease<B> lease(int bytesMin) {
    return new BufferLease<>(this, acquire(bytesMin));
  }

  /**
   * Takes a buffer of at least {@code bytesMin}, calls {@code use} with it and gives it back.
   *
   * @return what {@code use} returned
   * @throws PoolMisuseException if that is the buffer itself
   */
  public <R> R with(int bytesMin, Function<? super B, ? extends R> use) {
    B buffer = acquire(bytesMin);
    R result;
    try {
      result = use.apply(buffer);
    } finally {
      release(buffer);
    }
    if (result == buffer) {
      throw new PoolMisuseException(
          name, "the function given to with() returned the buffer, which is given back by now");
    }
    return result;
  }

  /**
   * Makes {@code count} buffers of the class of {@code bytesMin} and keeps them.
   *
   * @throws PoolConfigException if {@code bytesMin} is past the limit, or {@code count} negative or
   *     more than the class may keep
   */
  public void prefill(int bytesMin, int count) {
    int index = bytesMin < 0 ? Integer.MAX_VALUE : SizeClasses.of(bytesMin);
    if (index > last) {
      throw new PoolConfigException(
          name, List.of("wanted a size of 0 to " + bytesOf(last) + " bytes, found " + bytesMin));
    }
    pool(index).prefill(count);
  }

  /** What the pool has done so far, by size class, and what it holds now. */
  public BufferStats stats() {
    List<BufferStats.SizeClass> classes = new ArrayList<>();
    for (int i = 0; i <= last; i++) {
      StripedPool<B> pool = pools.get(i);
      if (pool != null) {
        classes.add(new BufferStats.SizeClass(bytesOf(i), pool.stats()));
      }
    }
    return new BufferStats(name, classes, plain.sum(), plainBytes.sum(), plainDropped.sum());
  }

  /** Drops all idle buffers and refuses further takings; what is out may still come back. */
  @Override
  public void close() {
    synchronized (pools) {
      closed = true;
      for (int i = 0; i <= last; i++) {
        StripedPool<B> pool = pools.get(i);
        if (pool != null) {
          pool.close();
        }
      }
    }
    group.close();
  }

  /** The capacity of the largest buffers that are kept. */
  public int retainedBytesMax() {
    return bytesOf(last);
  }

  private static int bytesOf(int index) {
    return SizeClasses.bytes(index);
  }

  private StripedPool<B> pool(int index) {
    StripedPool<B> pool = pools.getAcquire(index); // pairs with setRelease in made
    return pool != null ? pool : made(index);
  }

  private StripedPool<B> made(int index) {
    synchronized (pools) {
      StripedPool<B> pool = pools.getPlain(index); // written under this lock only
      if (pool == null) {
        pool = settings.apply(bytesOf(index)).build(group);
        pool.learn(kind.type());
        if (closed) {
          pool.close();
        }
        pools.setRelease(index, pool); // pairs with getAcquire in pool
      }
      return pool;
    }
  }
}
