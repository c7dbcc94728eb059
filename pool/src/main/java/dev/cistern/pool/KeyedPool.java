package dev.cistern.pool;

import dev.cistern.pool.internal.Group;
import dev.cistern.pool.internal.Keys;
import dev.cistern.pool.internal.StripedPool;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Pools by key, such as a connection or a message type: each with limits of its own, gone with its
 * key.
 *
 * <p>A key's pool is made when it is first asked for. It goes, and its idle objects with it, by
 * {@link #remove} (pools that {@link #explicit} started) or once nobody else holds the key (pools
 * that {@link #weak} started). Whoever still holds the pool of a key that is gone finds it closed:
 * taking throws {@link PoolClosedException}, giving back drops.
 *
 * <p>Where a key takes often, keep its pool beside it rather than asking {@link #get} each time.
 *
 * @param <K> the keys' type
 * @param <T> the pooled objects' type
 */
public final class KeyedPool<K, T> implements AutoCloseable {
  private static final int KEY_NAME_MAX = 64;

  private final String name;
  private final Function<? super K, PoolBuilder<T>> settings;
  private final Keys keys;
  private final ConcurrentMap<Object, StripedPool<T>> pools = new ConcurrentHashMap<>();
  private final Group group = new Group();
  private final LongAdder gone = new LongAdder();
  private final LongAdder goneAcquires = new LongAdder();
  private final LongAdder goneMisses = new LongAdder();
  private volatile boolean closed;

  private KeyedPool(String name, boolean weak, Function<? super K, PoolBuilder<T>> settings) {
    if (name == null || name.isBlank() || settings == null) {
      throw new PoolConfigException(
          String.valueOf(name), List.of("wanted a name and a function of settings"));
    }
    this.name = name;
    this.settings = settings;
    this.keys = new Keys(weak);
  }

  /**
   * Pools whose keys are equal by {@code equals} and stay until they are removed: for message types
   * and other keys of a bounded number.
   *
   * @param settings the builder of a key's pool; its name is set here
   */
  public static <K, T> KeyedPool<K, T> explicit(
      String name, Function<? super K, PoolBuilder<T>> settings) {
    return new KeyedPool<>(name, false, settings);
  }

  /**
   * Pools whose keys are told by identity and held weakly: for connections and sessions that end
   * somewhere else. A key's pool goes at the first call here after the collector has cleared the
   * key.
   *
   * @param settings the builder of a key's pool; its name is set here. What it captures lives as
   *     long as the pool: a factory that captures the key itself keeps both forever.
   */
  public static <K, T> KeyedPool<K, T> weak(
      String name, Function<? super K, PoolBuilder<T>> settings) {
    return new KeyedPool<>(name, true, settings);
  }

  /** The name that the pools' names begin with. */
  public String name() {
    return name;
  }

  /**
   * The pool of a key; made now if there is none.
   *
   * @throws PoolConfigException if the key is null, or as {@link PoolBuilder#build}
   * @throws PoolClosedException if this is closed
   */
  public Pool<T> get(K key) {
    if (key == null) {
      throw new PoolConfigException(name, List.of("wanted a key, found null"));
    }
    forgetGone();
    StripedPool<T> pool = pools.get(keys.probe(key));
    return pool == null ? made(key) : pool;
  }

  private Pool<T> made(K key) {
    if (closed) {
      throw new PoolClosedException(name);
    }
    String shown = String.valueOf(key);
    StripedPool<T> pool =
        settings
            .apply(key)
            .name(name + "/" + shown.substring(0, Math.min(shown.length(), KEY_NAME_MAX)))
            .build(group);
    StripedPool<T> before = pools.putIfAbsent(keys.kept(key), pool);
    if (before != null) {
      pool.close();
      return before;
    }
    if (closed) { // meanwhile: close() may have missed it
      pool.close();
    }
    return pool;
  }

  /** Closes the key's pool and forgets it; false if there was none. */
  public boolean remove(K key) {
    forgetGone();
    StripedPool<T> pool = pools.remove(keys.probe(key));
    letGo(pool);
    return pool != null;
  }

  private void forgetGone() {
    for (Object key = keys.pollGone(); key != null; key = keys.pollGone()) {
      letGo(pools.remove(key));
    }
  }

  private void letGo(@Nullable StripedPool<T> pool) {
    if (pool != null) {
      pool.close();
      PoolStats last = pool.stats();
      gone.increment();
      goneAcquires.add(last.acquires());
      goneMisses.add(last.misses());
    }
  }

  /** What all pools have done together. */
  public KeyedStats stats() {
    forgetGone();
    List<PoolStats> all = pools.values().stream().map(StripedPool::stats).toList();
    long timed = Math.max(1, all.stream().mapToLong(PoolStats::timed).sum());
    return new KeyedStats(
        name,
        all.size(),
        gone.sum(),
        goneAcquires.sum() + all.stream().mapToLong(PoolStats::acquires).sum(),
        goneMisses.sum() + all.stream().mapToLong(PoolStats::misses).sum(),
        all.stream().mapToInt(PoolStats::idle).sum(),
        all.stream().mapToLong(PoolStats::retainedBytes).sum(),
        all.stream().mapToLong(PoolStats::smallestBytes).filter(b -> b > 0).min().orElse(0),
        all.stream().mapToLong(PoolStats::largestBytes).max().orElse(0),
        all.stream().mapToLong(s -> s.holdNanos() * s.timed()).sum() / timed,
        all.stream().mapToLong(s -> s.idleNanos() * s.timed()).sum() / timed);
  }

  /** Closes all pools and makes no more. Closing twice is allowed. */
  @Override
  public void close() {
    closed = true;
    pools.values().forEach(StripedPool::close);
    group.close();
  }
}
