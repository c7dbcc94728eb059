package dev.cistern.pool;

import dev.cistern.pool.internal.Group;
import dev.cistern.pool.internal.Settings;
import dev.cistern.pool.internal.StripedPool;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a pool to be. {@link #reset} or {@link #noReset} must be called; all else has a
 * default. Mistakes are told together by {@link #build}.
 *
 * @param <T> the pooled objects' type
 */
public final class PoolBuilder<T> {
  /** Of {@link #idleMax}: a burst of some thousand requests is met, a leak of idle ones is not. */
  public static final int DEFAULT_IDLE_MAX = 4_096;

  /** Of {@link #retainedBytesMax}: beyond it making anew is cheap beside filling, and idle dear. */
  public static final long DEFAULT_RETAINED_BYTES_MAX = 1 << 20;

  /** Of {@link #guardEvery}: two stacks and two digests in 8,192 takings stay below 5 %. */
  public static final int DEFAULT_GUARD_EVERY = 8_192;

  /** Of {@link #memoryLimitNear}: above it collectors begin to work without gain. */
  public static final double DEFAULT_MEMORY_LIMIT_NEAR = 0.9;

  /**
   * Of {@link #breakerShare}: when every second return is oversized, the pool works for nothing.
   */
  public static final double DEFAULT_BREAKER_SHARE = 0.5;

  private static final String GUARD_PROPERTY = "dev.cistern.pool.guard";

  private final @Nullable Supplier<? extends T> factory;
  private final List<String> mistakes = new ArrayList<>();
  private @Nullable String name;
  private @Nullable Consumer<? super T> reset;
  private @Nullable String noResetWhy;
  private @Nullable ToLongFunction<? super T> sizeBytes;
  private @Nullable ToLongFunction<? super T> digest;
  private @Nullable Consumer<? super Misuse> onMisuse;
  private @Nullable Consumer<? super PoolException> onProblem;
  private @Nullable Long retainedBytesMax;
  private int idleMax = DEFAULT_IDLE_MAX;
  private GuardMode guard = GuardMode.OFF;
  private int guardEvery = DEFAULT_GUARD_EVERY;
  private double memoryLimitShare = 1.0;
  private long memoryLimitBytes = Long.MAX_VALUE;
  private double memoryLimitNear = DEFAULT_MEMORY_LIMIT_NEAR;
  private double breakerShare = DEFAULT_BREAKER_SHARE;
  private int eventsPerSecondMax;
  private @Nullable Supplier<String> label;
  private @Nullable WarmState<T> warm;

  // The compiler says that a factory is never null; a caller without its help may still pass one.
  PoolBuilder(@Nullable Supplier<? extends T> factory) {
    this.factory = factory;
  }

  /** Names the pool in exceptions, statistics and events; by default after the factory's class. */
  public PoolBuilder<T> name(String name) {
    this.name = name;
    return this;
  }

  /**
   * What makes a used object like a new one. It runs when the object comes back, in the thread that
   * brings it, so that nothing waits in the pool with one request's data. If it throws, the object
   * is dropped, counted and reported; the caller is not hurt.
   */
  public PoolBuilder<T> reset(Consumer<? super T> reset) {
    this.reset = reset;
    return this;
  }

  /** States that objects need no reset, and why: the next reader of the code will ask. */
  public PoolBuilder<T> noReset(String why) {
    this.noResetWhy = why == null ? "" : why;
    return this;
  }

  /**
   * How many bytes an object holds on to, asked after its reset. Objects past {@link
   * #retainedBytesMax} are dropped, not kept. Without it every object is kept.
   */
  public PoolBuilder<T> sizeBytes(ToLongFunction<? super T> sizeBytes) {
    this.sizeBytes = sizeBytes;
    return this;
  }

  /**
   * The size past which an object is not kept; {@value #DEFAULT_RETAINED_BYTES_MAX} by default.
   * Needs {@link #sizeBytes}.
   */
  public PoolBuilder<T> retainedBytesMax(long bytes) {
    this.retainedBytesMax = bytes;
    return this;
  }

  /**
   * The bound on idle objects, those in threads' own slots included; {@value #DEFAULT_IDLE_MAX} by
   * default. 0 keeps nothing.
   */
  public PoolBuilder<T> idleMax(int objects) {
    this.idleMax = objects;
    return this;
  }

  /**
   * The share of the maximum heap that all live objects together should stay below; 1 by default.
   * See {@link #memoryLimitNear}. The lower of share and {@link #memoryLimitBytes bytes} holds.
   */
  public PoolBuilder<T> memoryLimitShare(double share) {
    this.memoryLimitShare = share;
    return this;
  }

  /**
   * The heap that all live objects together should stay below, in bytes; the maximum by default.
   */
  public PoolBuilder<T> memoryLimitBytes(long bytes) {
    this.memoryLimitBytes = bytes;
    return this;
  }

  /**
   * How near to the limit the heap after an old collection may come before the pool lets its idle
   * objects go; {@value #DEFAULT_MEMORY_LIMIT_NEAR} of it by default. The pool grows again once the
   * heap after an old collection is a tenth of the limit lower than that.
   */
  public PoolBuilder<T> memoryLimitNear(double share) {
    this.memoryLimitNear = share;
    return this;
  }

  /**
   * The share of oversized objects among those that come back from which on the pool keeps nothing
   * for a while and says so; {@value #DEFAULT_BREAKER_SHARE} by default, above 1 never.
   */
  public PoolBuilder<T> breakerShare(double share) {
    this.breakerShare = share;
    return this;
  }

  /**
   * How closely misuse is watched for; off by default. The system property {@code
   * dev.cistern.pool.guard} ({@code off}, {@code sampled}, {@code sampled:1024}, {@code full})
   * overrules it, so that a running service's pools can be guarded without a rebuild.
   */
  public PoolBuilder<T> guard(GuardMode mode) {
    this.guard = mode;
    return this;
  }

  /**
   * One taking in so many is watched in {@link GuardMode#SAMPLED}; {@value #DEFAULT_GUARD_EVERY}.
   * With the guard off and this untouched, platform threads' times are sampled for those who look:
   * each {@link Pool#stats}, and each old collection, has one of the next takings followed. Set to
   * another number, takings are counted to a sample then too.
   */
  public PoolBuilder<T> guardEvery(int takings) {
    this.guardEvery = takings;
    return this;
  }

  /**
   * A number that changes when an object's content does, for the guard. By default it is computed
   * from the content of arrays, buffers, text builders and collections, and from the fields of
   * other objects where their module is open to this one.
   */
  public PoolBuilder<T> digest(ToLongFunction<? super T> digest) {
    this.digest = digest;
    return this;
  }

  /** Is told what the guard found, in the thread that met it; logged as a warning by default. */
  public PoolBuilder<T> onMisuse(Consumer<? super Misuse> handler) {
    this.onMisuse = handler;
    return this;
  }

  /**
   * Is told what went wrong in a reset or size function, and that the breaker opened, in the thread
   * that met it; logged as a warning by default, at the 1st, 2nd, 4th, 8th … time.
   */
  public PoolBuilder<T> onProblem(Consumer<? super PoolException> handler) {
    this.onProblem = handler;
    return this;
  }

  /**
   * About how many of this pool's events a recording takes in a second; 0, the default, for all.
   * Past it a share of the objects is told, each with all its events, and the event's field {@code
   * oneIn} says which share.
   */
  public PoolBuilder<T> eventsPerSecondMax(int events) {
    this.eventsPerSecondMax = events;
    return this;
  }

  /**
   * What the events say they belong to, such as the request's kind out of a scoped value; asked for
   * each event that is recorded, in the thread that uses the pool. If it throws there is none.
   * (From Java 25 on an enclosing event with {@code @Contextual} fields labels them too.)
   */
  public PoolBuilder<T> label(Supplier<String> label) {
    this.label = label;
    return this;
  }

  /**
   * Objects to begin with, of an earlier pool. If they do not fit the running machine, {@link
   * #build} refuses with both fingerprints, or makes as many anew and tells {@link #onProblem}, as
   * the state says.
   */
  public PoolBuilder<T> warm(WarmState<T> state) {
    this.warm = state;
    return this;
  }

  /**
   * Makes the pool.
   *
   * @throws PoolConfigException with all mistakes, if there are any
   * @throws PoolVersionException if a warm state does not fit and is not to be rebuilt
   */
  public Pool<T> build() {
    return warmed(settings(), null);
  }

  private StripedPool<T> warmed(Settings<T> settings, @Nullable Group group) {
    WarmState<T> state = warm;
    if (state == null) {
      return new StripedPool<>(settings, group);
    }
    Fingerprint running = Fingerprint.of(state.type());
    List<String> objections = state.objections(running);
    PoolVersionException mismatch =
        objections.isEmpty()
            ? null
            : new PoolVersionException(settings.name(), running, state.fingerprint(), objections);
    if (mismatch != null && !state.rebuild()) {
      throw mismatch;
    }
    StripedPool<T> pool = new StripedPool<>(settings, group);
    pool.warm(state.objects(), mismatch);
    return pool;
  }

  /** Makes the pool one of several that listen together. */
  StripedPool<T> build(Group group) {
    return warmed(settings(), group);
  }

  /** A reset chosen by the library, or none: its users state nothing. */
  PoolBuilder<T> cleaning(@Nullable Consumer<? super T> clean) {
    this.reset = clean;
    this.noResetWhy = clean == null ? "the pool says what its buffers hold" : null;
    return this;
  }

  /** The checked settings; each call reads the system property anew. */
  private Settings<T> settings() {
    String shown = name == null ? nameOf(factory) : name;
    readGuardProperty();
    check();
    List<String> told = List.copyOf(mistakes);
    mistakes.clear();
    if (factory == null || !told.isEmpty()) {
      throw new PoolConfigException(shown, told);
    }
    return new Settings<>(
        shown,
        factory,
        reset,
        sizeBytes,
        retainedBytesMax == null ? DEFAULT_RETAINED_BYTES_MAX : retainedBytesMax,
        idleMax,
        memoryLimitShare,
        memoryLimitBytes,
        memoryLimitNear,
        breakerShare,
        guard,
        guardEvery,
        digest,
        onMisuse,
        onProblem,
        eventsPerSecondMax,
        label);
  }

  private void check() {
    wanted(factory != null, "wanted a factory, found null");
    wanted(
        reset != null || noResetWhy != null,
        "wanted reset(…) or noReset(\"why none is needed\"), found neither");
    wanted(reset == null || noResetWhy == null, "wanted reset(…) or noReset(…), found both");
    wanted(
        noResetWhy == null || !noResetWhy.isBlank(), "wanted a reason in noReset(…), found none");
    wanted(name == null || !name.isBlank(), "wanted a name of one character or more, found none");
    wanted(idleMax >= 0, "wanted idleMax of 0 or more, found " + idleMax);
    wanted(
        retainedBytesMax == null || retainedBytesMax >= 0,
        "wanted retainedBytesMax of 0 or more, found " + retainedBytesMax);
    wanted(
        retainedBytesMax == null || sizeBytes != null,
        "wanted sizeBytes(…) beside retainedBytesMax, found none");
    wanted(
        memoryLimitShare > 0 && memoryLimitShare <= 1,
        "wanted memoryLimitShare above 0 and up to 1, found " + memoryLimitShare);
    wanted(memoryLimitBytes > 0, "wanted memoryLimitBytes above 0, found " + memoryLimitBytes);
    wanted(
        memoryLimitNear > 0.1 && memoryLimitNear <= 1,
        "wanted memoryLimitNear above 0.1 and up to 1, found " + memoryLimitNear);
    wanted(breakerShare > 0, "wanted breakerShare above 0, found " + breakerShare);
    wanted(
        eventsPerSecondMax >= 0,
        "wanted eventsPerSecondMax of 0 or more, found " + eventsPerSecondMax);
    wanted(guardEvery >= 1, "wanted guardEvery of 1 or more, found " + guardEvery);
  }

  private void wanted(boolean right, String otherwise) {
    if (!right) {
      mistakes.add(otherwise);
    }
  }

  private void readGuardProperty() {
    String value = System.getProperty(GUARD_PROPERTY);
    if (value == null) {
      return;
    }
    String[] parts = value.trim().toLowerCase(Locale.ROOT).split(":", 2);
    try {
      guard = GuardMode.valueOf(parts[0].toUpperCase(Locale.ROOT));
      if (parts.length == 2) {
        guardEvery = Integer.parseInt(parts[1]);
      }
    } catch (IllegalArgumentException unknown) {
      mistakes.add(
          "wanted off, sampled, sampled:N or full in the system property "
              + GUARD_PROPERTY
              + ", found '"
              + value
              + "'");
    }
  }

  /** A factory is mostly a lambda: the class that wrote it tells whose pool it is. */
  private static String nameOf(@Nullable Object factory) {
    if (factory == null) {
      return "unnamed";
    }
    String type = factory.getClass().getName();
    int lambda = type.indexOf("$$Lambda");
    return lambda < 0 ? type : type.substring(0, lambda);
  }
}
