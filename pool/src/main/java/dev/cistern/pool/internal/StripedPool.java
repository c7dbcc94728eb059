package dev.cistern.pool.internal;

import dev.cistern.pool.GuardMode;
import dev.cistern.pool.Pool;
import dev.cistern.pool.PoolBuilder;
import dev.cistern.pool.PoolClosedException;
import dev.cistern.pool.PoolException;
import dev.cistern.pool.PoolStats;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The pool: a slot of its own for each platform thread, stripes for virtual ones.
 *
 * <p><b>The hit path</b> of a platform thread reads its id, finds its {@link Local} in a table, and
 * takes from or puts into the slot there: no write that another processor could want, no atomic, no
 * order. What is not the plain case leaves through one of few branches. What is rare (closed, every
 * call watched) swaps the table for an empty one, so that the hit path need not ask.
 *
 * <p><b>Beyond it</b>: the own queue of {@value Locals#PLACES} − 1, filled and emptied in batches
 * from the {@link Stripes}; they, in this order: the stripe of the caller's id, others, the
 * previous generation; then the factory.
 */
public final class StripedPool<T> extends Pool<T> {
  private static final VarHandle TABLE;

  static {
    try {
      TABLE =
          MethodHandles.lookup()
              .findVarHandle(StripedPool.class, "table", Local[].class)
              .withInvokeExactBehavior();
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /**
   * Takings by the hit path after which it is left in any case. With the guard off nothing else
   * makes it leave: a call in a loop costs registers even where it is hardly ever made.
   */
  private static final int SELDOM = 1 << 27;

  /**
   * Read by every call, plainly: a caller's compiled code then looks its part up once. An entry
   * read without order is null, nobody, or one whose final owner is seen rightly. A thread that
   * synchronizes with nobody sees a change after {@link #SELDOM} takings at the latest.
   */
  private Local[] table;

  /**
   * The table's length less one, apart from it, so that a place is known before the table is.
   * Written after it: a place that lies beyond a table is one of a table just grown.
   */
  private int mask;

  private final Intake<T> intake;
  private final Retention<T> retention;
  private final Sampler sampler;

  // Read by calls that leave the hit path.
  private final Settings<T> settings;
  private final int every;
  private final int hitEvery;
  private final Locals locals;
  private final Stripes stripes;
  private final Supply supply;
  private final Stock<T> stock;
  private final Outlet<T> outlet;
  private final Reports reports;
  private final @Nullable Guard guard;
  private final Events events;
  private final Drops drops = new Drops();
  private final Types types = new Types();
  private final Pressure pressure;
  private final Tally tally;
  private final Upkeep upkeep;
  private final OwnQueue<T> ownQueue;
  private final @Nullable Group group;
  private final @Nullable GcWatch gcWatch;
  private volatile boolean closed;

  /** Whether somebody records events. */
  private volatile boolean telling;

  /** Whether the hit path is in use. */
  private volatile boolean plain;

  /** Whether the next taking is to be sampled, whoever makes it. */
  private volatile boolean armed;

  /** A pool with these settings, which the builder has checked; one of {@code group} if given. */
  public StripedPool(Settings<T> settings, @Nullable Group group) {
    this.settings = settings;
    this.group = group;
    this.reports = new Reports(settings);
    Digests digests = new Digests(settings.digest());
    this.sampler = new Sampler(settings, reports, digests);
    this.guard = settings.guard() == GuardMode.FULL ? new Guard(settings, reports, digests) : null;
    this.every = settings.guardEvery();
    boolean looked = settings.guard() == GuardMode.OFF && every == PoolBuilder.DEFAULT_GUARD_EVERY;
    this.hitEvery = looked ? SELDOM : every;
    Permits permits = new Permits(settings.idleMax());
    this.stripes = new Stripes(Runtime.getRuntime().availableProcessors(), permits);
    this.supply = new Supply(stripes);
    boolean judged = settings.reset() != null || settings.sizeBytes() != null;
    this.locals = new Locals(permits, hitEvery, judged, local -> stripes.adopt(local));
    this.table = locals.nobody();
    this.retention = new Retention<>(settings, () -> Tally.releases(locals, stripes), reports);
    this.pressure = new Pressure(settings);
    this.events =
        group == null ? Events.of(settings, this::refreshTable) : Events.inGroup(settings);
    this.intake =
        new Intake<>(
            settings,
            retention,
            drops,
            guard,
            sampler,
            events,
            pressure,
            supply,
            this::refreshTable,
            reports);
    Factory<T> factory = new Factory<>(settings.name(), settings.factory());
    this.outlet = new Outlet<>(factory, types, sampler, guard, events, retention);
    this.ownQueue = new OwnQueue<>(types, sampler, intake, retention, pressure, stripes);
    this.stock = new Stock<>(settings, outlet, supply, intake, reports);
    this.upkeep =
        new Upkeep(locals, stripes, pressure, sampler, guard, events, retention, this::arm);
    this.tally = new Tally(locals, stripes, drops, sampler, retention, pressure, upkeep);
    this.gcWatch = group == null ? GcWatch.over(upkeep, events) : null;
    if (group != null) {
      group.add(upkeep, this::refreshTable);
    }
    arm();
    refreshTable();
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public T acquire() {
    while (true) {
      long id = Thread.currentThread().threadId();
      Local local = entry(id);
      if (local != null && local.owner == id) {
        int steps = local.steps;
        Object object = local.slot;
        if ((steps & (Local.LEAVE | Local.TAKEN)) == 0 && object != null) {
          local.steps = steps - 1;
          return cast(object);
        }
      }
      // Null: back to the hit path, so that the caller's compiled code has one way out mostly.
      T object = acquireElsewhere(id);
      if (object != null) {
        return object;
      }
    }
  }

  @Override
  public void release(T object) {
    long id = Thread.currentThread().threadId();
    Local local = entry(id);
    // What the slot remembers as taken is one of ours, of its class, and not here yet.
    if (local != null && local.owner == id && local.slot == object && object != null) {
      int steps = local.steps;
      int kind = steps & (Local.LEAVE | Local.JUDGED | Local.TAKEN);
      if (kind == Local.TAKEN) {
        local.steps = steps - 1;
        return;
      }
      if (kind == (Local.JUDGED | Local.TAKEN)) {
        judge(local, id, object);
        return;
      }
    }
    releaseElsewhere(object);
  }

  /** The caller's entry, or another's; null where the table is not seen whole yet. */
  private @Nullable Local entry(long id) {
    int place = (int) id & mask;
    try {
      return table[place];
    } catch (ArrayIndexOutOfBoundsException e) { // the mask of a longer one
      return null;
    }
  }

  private void judge(Local local, long id, T object) {
    boolean keep = intake.cleans(object) && intake.fits(object);
    int steps = local.steps;
    if (keep && local.slot == object && (steps & Local.TAKEN) != 0) {
      local.steps = steps - 1;
      return;
    }
    // It was dropped, or a reset that uses its own pool has filled the slot meanwhile.
    local.otherReleases++;
    if (!keep) {
      local.forget(object);
    } else if (local.slot != object) {
      intake.keep(local, id, object, closed);
    }
  }

  /** An object; null if the hit path has one now. */
  private @Nullable T acquireElsewhere(long id) {
    Local own = inTable(id);
    Object queued = own == null ? null : ownQueue.take(own);
    if (queued != null) {
      return cast(queued);
    }
    if (closed) {
      throw new PoolClosedException(name());
    }
    boolean due = armed;
    if (due) {
      disarm();
    }
    Local local = local(id);
    due |= local != null ? local.leftHitPath(every, hitEvery) : stripes.countAcquire(id, every);
    if (local != null && local.sampleLost()) {
      sampler.unsampled();
    }
    boolean telling = this.telling;
    Trace trace = telling ? new Trace() : null;
    while (true) {
      Object object = supply.take(local, id, trace);
      if (object == null) {
        object = outlet.make(id);
        supply.missed(local);
        Trace.noted(trace, Stage.FACTORY, object);
      }
      if (due && telling != events.wanted()) {
        refreshTable(); // a running recording has changed its mind
      }
      if (outlet.mayBeHandedOut(object, due)) {
        if (local != null && inTable(id) == local && local.serve(object, due)) {
          return null;
        }
        return outlet.told(cast(object), trace);
      }
      upkeep.trimmed(1);
    }
  }

  @Override
  public Optional<T> acquireIdle() {
    if (closed) {
      throw new PoolClosedException(name());
    }
    long id = Thread.currentThread().threadId();
    Local local = local(id);
    Trace trace = telling ? new Trace() : null;
    for (Object object = supply.take(local, id, trace);
        object != null;
        object = supply.take(local, id, trace)) {
      supply.countAcquire(local, id);
      if (outlet.mayBeHandedOut(object, false)) {
        return Optional.of(outlet.told(cast(object), trace));
      }
      upkeep.trimmed(1);
    }
    return Optional.empty();
  }

  /** Takes over idle objects that the factory did not make, or makes as many if they do not fit. */
  public void warm(List<? extends T> objects, @Nullable PoolException mismatch) {
    stock.warm(objects, mismatch);
  }

  private @Nullable Local local(long id) {
    Local local = locals.of(Thread.currentThread(), id);
    if (local != null && plain && (Local[]) TABLE.getAcquire(this) != locals.table()) {
      refreshTable();
    }
    return local;
  }

  /** The caller's part where the hit path would find it: nothing is to be told, all is open. */
  private @Nullable Local inTable(long id) {
    Local[] all = (Local[]) TABLE.getAcquire(this);
    Local local = all[(int) id & (all.length - 1)];
    return local.owner == id ? local : null;
  }

  /** Objects of this class may be given back, also before the factory has made one. */
  public void learn(Class<?> type) {
    types.learn(type);
  }

  private void releaseElsewhere(@Nullable T object) {
    if (object == null) {
      throw reports.releasedNull();
    }
    long id = Thread.currentThread().threadId();
    Local own = inTable(id);
    if (own != null && ownQueue.release(own, object)) {
      return;
    }
    types.check(object, reports);
    Local local = local(id);
    if (guard != null) {
      guard.releasing(object);
    }
    boolean watched = sampler.watch().refersTo(object);
    if (watched) {
      sampler.releasing(object);
    }
    if (local != null && local.plainlyHolds(object) && guard == null) {
      throw reports.plainlyTwice(object);
    }
    supply.countRelease(local, id);
    if (intake.cleans(object) && intake.fits(object)) {
      if (guard != null) {
        guard.released(object);
      }
      if (watched) {
        sampler.released(object);
      }
      intake.keep(local, id, object, closed);
    }
    if (local != null) {
      local.afterRelease(watched, hitEvery);
    }
  }

  @Override
  public void prefill(int count) {
    stock.prefill(count, () -> closed);
  }

  @Override
  public void clear() {
    upkeep.clear();
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public void close() {
    closed = true;
    refreshTable();
    events.close();
    if (gcWatch != null) {
      gcWatch.close();
    }
    if (group != null) {
      group.remove(upkeep);
    }
    upkeep.clear();
  }

  /** Gives the hit path its table, or an empty one while every call is to be looked at. */
  private synchronized void refreshTable() {
    telling = !closed && events.wanted();
    plain = !closed && guard == null && !telling && !retention.open();
    // Pairs with getAcquire in local and onHitPath: the table's entries were written before.
    Local[] next = plain && !armed ? locals.table() : locals.nobody();
    TABLE.setRelease(this, next);
    VarHandle.storeStoreFence(); // who sees the mask in order sees the table it is of
    mask = next.length - 1;
  }

  /** Lets the next taking leave the hit path for a sample, if takings are not counted to one. */
  private synchronized void arm() {
    if (hitEvery == SELDOM && !closed) {
      armed = true;
      refreshTable();
    }
  }

  private synchronized void disarm() {
    armed = false;
    refreshTable();
  }

  @Override
  public PoolStats stats() {
    arm(); // times are measured for those who look
    return tally.stats(name());
  }

  @SuppressWarnings("unchecked") // what is in the pool came from the factory or passed the check
  private static <T> T cast(Object object) {
    return (T) object;
  }
}
