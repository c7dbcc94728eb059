package dev.cistern.bench.pool;

import dev.cistern.pool.GuardMode;
import io.netty.buffer.AdaptiveByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.Recycler;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.LongAdder;
import org.apache.commons.pool2.BasePooledObjectFactory;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.impl.DefaultPooledObject;
import org.apache.commons.pool2.impl.GenericObjectPool;
import org.eclipse.jetty.util.ConcurrentPool;
import org.eclipse.jetty.util.Pool.Entry;
import org.jctools.queues.MpmcArrayQueue;
import stormpot.Allocator;
import stormpot.Poolable;
import stormpot.Slot;
import stormpot.Timeout;
import tools.jackson.core.util.RecyclerPool;

/** All that are compared, by name; each used as its own manual shows it. */
final class Rivals {
  private static final int MANY = 1_024;

  private Rivals() {}

  static Rival of(String name, int size) {
    return switch (name) {
      case "empty" -> new Empty(size);
      case "slot" -> new Slots(size);
      case "new" -> new Plain(size);
      case "cistern" -> new CisternRival(size, GuardMode.OFF);
      case "cistern-static" -> new CisternStatic();
      case "cistern-sampled" -> new CisternRival(size, GuardMode.SAMPLED);
      case "cistern-sampled-128" -> new CisternRival(size, 128);
      case "cistern-full" -> new CisternRival(size, GuardMode.FULL);
      case "netty-recycler" -> new NettyRecycler(size);
      case "netty-pooled" -> new NettyBuffers(new PooledByteBufAllocator(false), size);
      case "netty-adaptive" -> new NettyBuffers(new AdaptiveByteBufAllocator(false), size);
      case "jackson-threadlocal" -> new Jackson(size, ThreadLocalJackson::new);
      case "jackson-deque" -> new Jackson(size, DequeJackson::new);
      case "jackson-bounded" -> new Jackson(size, BoundedJackson::new);
      case "stormpot" -> new StormpotRival(size);
      case "jctools-mpmc" -> new Ring(size);
      case "jetty" -> new Jetty(size);
      case "commons-pool2" -> new Commons(size);
      default -> throw new NoSuchElementException(name);
    };
  }

  /** Counts what it makes. */
  private abstract static class Making implements Rival {
    private final LongAdder made = new LongAdder();
    private final int size;

    Making(int size) {
      this.size = size;
    }

    Holder make() {
      made.increment();
      return new Holder(size);
    }

    @Override
    public long misses() {
      return made.sum();
    }
  }

  /** Nothing but the touch; for one thread. */
  private static final class Empty extends Making {
    private final Holder only = make();

    Empty(int size) {
      super(size);
    }

    @Override
    public Holder take() {
      return only;
    }

    @Override
    public void give(Holder holder) {}
  }

  private static final class Plain extends Making {
    Plain(int size) {
      super(size);
    }

    @Override
    public Holder take() {
      return make();
    }

    @Override
    public void give(Holder holder) {}
  }

  /** One place for each thread: the least that a pool by thread can be. */
  private static final class Slots extends Making {
    private static final class Place {
      Holder holder;
    }

    private final ThreadLocal<Place> places = ThreadLocal.withInitial(Place::new);

    Slots(int size) {
      super(size);
    }

    @Override
    public Holder take() {
      Place place = places.get();
      Holder holder = place.holder;
      if (holder == null) {
        return make();
      }
      place.holder = null;
      return holder;
    }

    @Override
    public void give(Holder holder) {
      places.get().holder = holder;
    }
  }

  private static final class NettyRecycler extends Making {
    private final Recycler<Holder> recycler =
        new Recycler<>() {
          @Override
          protected Holder newObject(Handle<Holder> handle) {
            Holder holder = make();
            holder.handle = handle;
            return holder;
          }
        };

    NettyRecycler(int size) {
      super(size);
    }

    @Override
    public Holder take() {
      return recycler.get();
    }

    @Override
    @SuppressWarnings("unchecked")
    public void give(Holder holder) {
      ((Recycler.Handle<Holder>) holder.handle).recycle(holder);
    }
  }

  /** Jackson's pools hold what knows its pool. */
  private static final class Wrapped implements RecyclerPool.WithPool<Wrapped> {
    final Holder holder;

    Wrapped(Holder holder) {
      this.holder = holder;
      holder.handle = this;
    }

    @Override
    public Wrapped withPool(RecyclerPool<Wrapped> pool) {
      return this;
    }

    @Override
    public void releaseToPool() {}
  }

  private static final class ThreadLocalJackson extends RecyclerPool.ThreadLocalPoolBase<Wrapped> {
    private static final long serialVersionUID = 1;
    private final transient ThreadLocal<Wrapped> own;

    ThreadLocalJackson(java.util.function.Supplier<Wrapped> make) {
      this.own = ThreadLocal.withInitial(make);
    }

    @Override
    public Wrapped acquirePooled() {
      return own.get();
    }
  }

  private static final class DequeJackson extends RecyclerPool.ConcurrentDequePoolBase<Wrapped> {
    private static final long serialVersionUID = 1;
    private final transient java.util.function.Supplier<Wrapped> make;

    DequeJackson(java.util.function.Supplier<Wrapped> make) {
      super(-1);
      this.make = make;
    }

    @Override
    public Wrapped createPooled() {
      return make.get();
    }
  }

  private static final class BoundedJackson extends RecyclerPool.BoundedPoolBase<Wrapped> {
    private static final long serialVersionUID = 1;
    private final transient java.util.function.Supplier<Wrapped> make;

    BoundedJackson(java.util.function.Supplier<Wrapped> make) {
      super(MANY);
      this.make = make;
    }

    @Override
    public Wrapped createPooled() {
      return make.get();
    }
  }

  private static final class Jackson extends Making {
    private final RecyclerPool<Wrapped> pool;

    Jackson(
        int size,
        java.util.function.Function<java.util.function.Supplier<Wrapped>, RecyclerPool<Wrapped>>
            kind) {
      super(size);
      this.pool = kind.apply(() -> new Wrapped(make()));
    }

    @Override
    public Holder take() {
      return pool.acquirePooled().holder;
    }

    @Override
    public void give(Holder holder) {
      pool.releasePooled((Wrapped) holder.handle);
    }
  }

  private static final class StormpotRival extends Making {
    private record Claimed(Slot slot, Holder holder) implements Poolable {
      @Override
      public void release() {
        slot.release(this);
      }
    }

    private static final Timeout SOON = new Timeout(10, java.util.concurrent.TimeUnit.SECONDS);

    private final stormpot.Pool<Claimed> pool =
        stormpot.Pool.from(
                new Allocator<Claimed>() {
                  @Override
                  public Claimed allocate(Slot slot) {
                    Claimed claimed = new Claimed(slot, make());
                    claimed.holder.handle = claimed;
                    return claimed;
                  }

                  @Override
                  public void deallocate(Claimed claimed) {}
                })
            .setSize(MANY)
            .build();

    StormpotRival(int size) {
      super(size);
    }

    @Override
    public Holder take() {
      try {
        return pool.claim(SOON).holder;
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void give(Holder holder) {
      ((Claimed) holder.handle).release();
    }

    @Override
    public void close() {
      var unused = pool.shutdown();
    }
  }

  private static final class Ring extends Making {
    private final MpmcArrayQueue<Holder> queue = new MpmcArrayQueue<>(MANY);

    Ring(int size) {
      super(size);
    }

    @Override
    public Holder take() {
      Holder holder = queue.poll();
      return holder == null ? make() : holder;
    }

    @Override
    public void give(Holder holder) {
      queue.offer(holder);
    }
  }

  private static final class Jetty extends Making {
    private final ConcurrentPool<Holder> pool =
        new ConcurrentPool<>(ConcurrentPool.StrategyType.THREAD_ID, MANY);

    Jetty(int size) {
      super(size);
    }

    @Override
    public Holder take() {
      Entry<Holder> entry = pool.acquire();
      if (entry != null) {
        return entry.getPooled();
      }
      Holder holder = make();
      Entry<Holder> reserved = pool.reserve();
      if (reserved != null) {
        holder.handle = reserved;
        reserved.enable(holder, true);
      }
      return holder;
    }

    @Override
    @SuppressWarnings("unchecked")
    public void give(Holder holder) {
      if (holder.handle instanceof Entry<?> entry) {
        ((Entry<Holder>) entry).release();
      }
    }
  }

  private static final class Commons extends Making {
    private final GenericObjectPool<Holder> pool;

    Commons(int size) {
      super(size);
      pool =
          new GenericObjectPool<>(
              new BasePooledObjectFactory<>() {
                @Override
                public Holder create() {
                  return make();
                }

                @Override
                public PooledObject<Holder> wrap(Holder holder) {
                  return new DefaultPooledObject<>(holder);
                }
              });
      pool.setMaxTotal(MANY);
      pool.setMaxIdle(MANY);
    }

    @Override
    public Holder take() {
      try {
        return pool.borrowObject();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void give(Holder holder) {
      pool.returnObject(holder);
    }
  }
}
