package dev.cistern.pool.internal;

import dev.cistern.pool.GuardMode;
import dev.cistern.pool.Pool;
import dev.cistern.pool.PoolClosedException;
import dev.cistern.pool.PoolConfigException;
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

  private static final Local[] EMPTY = Locals.empty(1);

  // Read by every call.
  @SuppressWarnings("unused") // through TABLE
  private Local[] table = EMPTY;

  private final Intake<T> intake;
  private final Retention<T> retention;
  private final Sampler sampler;

  // Read by calls that leave the hit path.
  private final Settings<T> settings;
  private final int every;
  private final Locals locals;
  private final Permits permits;
  private final Stripes stripes;
  private final Outlet<T> outlet;
  private final Reports reports;
  private final @Nullable Guard guard;
  private final Events events;
  private final Drops drops = new Drops();
  private final Types types = new Types();
  private final Pressure pressure;
  private final Runnable lookAnew = this::refreshTable;
  private final Tally tally;
  private final Upkeep upkeep;
  private final @Nullable Group group;
  private final @Nullable GcWatch gcWatch;
  private volatile boolean closed;

  /** Whether somebody records events. */
  private volatile boolean telling;

  /** Whether the hit path is in use. */
  private volatile boolean plain;

  /** A pool with these settings, which the builder has checked; one of {@code group} if given. */
  public StripedPool(Settings<T> settings, @Nullable Group group) {
    this.settings = settings;
    this.group = group;
    this.reports = new Reports(settings);
    Digests digests = new Digests(settings.digest());
    this.sampler = new Sampler(settings, reports, digests);
    this.guard = settings.guard() == GuardMode.FULL ? new Guard(settings, reports, digests) : null;
    this.every = settings.guardEvery();
    this.permits = new Permits(settings.idleMax());
    this.stripes = new Stripes(Runtime.getRuntime().availableProcessors(), permits);
    this.locals = new Locals(permits, every, local -> stripes.adopt(local));
    this.retention = new Retention<>(settings, () -> Tally.releases(locals, stripes), reports);
    this.pressure = new Pressure(settings);
    this.events = group == null ? Events.of(settings, lookAnew) : Events.inGroup(settings);
    this.intake =
        new Intake<>(settings, retention, drops, guard, sampler, events, lookAnew, reports);
    Factory<T> factory = new Factory<>(settings.name(), settings.factory());
    this.outlet = new Outlet<>(factory, types, sampler, guard, events, retention);
    this.upkeep = new Upkeep(locals, stripes, pressure, sampler, guard, events, retention);
    this.tally = new Tally(locals, stripes, drops, sampler, retention, pressure, upkeep);
    this.gcWatch = group == null ? GcWatch.over(upkeep, events) : null;
    if (group != null) {
      group.add(upkeep, lookAnew);
    }
    refreshTable();
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public T acquire() {
    long id = Thread.currentThread().threadId();
    Local[] all = (Local[]) TABLE.getAcquire(this); // pairs with setRelease in refreshTable
    Local local = all[(int) id & (all.length - 1)];
    if (local.owner == id) {
      int steps = local.steps;
      Object object = local.slot;
      if ((steps & Local.LEAVE_OR_TAKEN) == 0 && object != null) {
        local.steps = steps - 1;
        return cast(object);
      }
    }
    return acquireElsewhere(id);
  }

  @Override
  public void release(T object) {
    long id = Thread.currentThread().threadId();
    Local[] all = (Local[]) TABLE.getAcquire(this); // pairs with setRelease in refreshTable
    Local local = all[(int) id & (all.length - 1)];
    // What the slot remembers as taken is one of ours, of its class, and not here yet.
    if (local.owner == id
        && local.slot == object
        && object != null
        && (local.steps & Local.TAKEN) != 0) {
      boolean keep = intake.cleans(object) && intake.fits(object);
      int steps = local.steps;
      if (keep && local.slot == object && (steps & Local.TAKEN) != 0) {
        local.steps = steps - 1;
      } else {
        slotChanged(local, id, object, keep);
      }
      return;
    }
    releaseElsewhere(object);
  }

  /** The object was dropped, or a reset that uses its own pool has filled the slot meanwhile. */
  private void slotChanged(Local local, long id, T object, boolean keep) {
    local.otherReleases++;
    if (!keep) {
      local.forget(object);
    } else if (local.slot != object) {
      keep(local, id, object);
    }
  }

  private T acquireElsewhere(long id) {
    if (closed) {
      throw new PoolClosedException(name());
    }
    Local local = local(id);
    boolean due = local != null ? local.leftHitPath(every) : stripes.countAcquire(id, every);
    boolean telling = this.telling;
    Trace trace = telling ? new Trace() : null;
    while (true) {
      Object object = take(local, id, trace);
      if (object == null) {
        object = outlet.make(id);
        countMiss(local);
        Trace.noted(trace, Stage.FACTORY, object);
      }
      if (due && telling != events.wanted()) {
        refreshTable(); // a running recording has changed its mind
      }
      if (outlet.mayBeHandedOut(object, due)) {
        if (local != null && !due) {
          local.remember(object);
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
    for (Object object = take(local, id, trace); object != null; object = take(local, id, trace)) {
      if (local != null) {
        local.otherAcquires++;
      } else {
        stripes.countAcquire(id, every);
      }
      if (outlet.mayBeHandedOut(object, false)) {
        return Optional.of(outlet.told(cast(object), trace));
      }
      upkeep.trimmed(1);
    }
    return Optional.empty();
  }

  /** Takes over idle objects that the factory did not make, or makes as many if they do not fit. */
  public void warm(List<? extends T> objects, @Nullable PoolException mismatch) {
    if (mismatch != null) {
      reports.problem(mismatch);
      prefill(Math.min(objects.size(), settings.idleMax()));
      return;
    }
    long id = Thread.currentThread().threadId();
    for (T object : objects) {
      outlet.made(object);
      if (!stripes.pushAnywhere(id, object)) {
        intake.drop(object, DropReason.FULL);
      }
    }
  }

  private @Nullable Local local(long id) {
    Local local = locals.of(Thread.currentThread(), id);
    if (local != null && plain && (Local[]) TABLE.getAcquire(this) != locals.table()) {
      refreshTable();
    }
    return local;
  }

  private void countMiss(@Nullable Local local) {
    if (local != null) {
      local.misses++;
      stripes.wanted = Stripes.WANTED;
    } else {
      stripes.misses.increment();
    }
  }

  /** Own slot, own queue, others, previous generation; null if all are empty. */
  private @Nullable Object take(@Nullable Local local, long id, @Nullable Trace trace) {
    if (local == null) {
      return stripes.take(id, trace);
    }
    Object object = local.takeSlot();
    if (object != null) {
      return object;
    }
    object = local.popQueued();
    if (object != null) {
      local.queueHits++;
      return Trace.noted(trace, Stage.QUEUE, object);
    }
    local.queued = stripes.takeBatch(id, local.queue);
    object = local.popQueued();
    if (object != null) {
      local.stolenHits++;
      return Trace.noted(trace, Stage.STOLEN, object);
    }
    return stripes.steal(id, 0, trace);
  }

  /** Objects of this class may be given back, also before the factory has made one. */
  public void learn(Class<?> type) {
    types.learn(type);
  }

  private void releaseElsewhere(@Nullable T object) {
    if (object == null) {
      throw reports.releasedNull();
    }
    types.check(object, reports);
    long id = Thread.currentThread().threadId();
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
    if (local != null) {
      local.otherReleases++;
    } else {
      stripes.countRelease(id);
    }
    if (intake.cleans(object) && intake.fits(object)) {
      if (guard != null) {
        guard.released(object);
      }
      if (watched) {
        sampler.released(object);
      }
      keep(local, id, object);
      if (watched && local != null) {
        local.interceptNext();
      }
    }
  }

  /** Keeps the object or drops it; tells which. */
  private void keep(@Nullable Local local, long id, T object) {
    DropReason reason = keptOrWhyNot(local, id, object);
    if (reason != null) {
      intake.drop(object, reason);
      return;
    }
    long bytes = retention.kept(object);
    if (telling) {
      events.released(object, bytes);
    }
  }

  private @Nullable DropReason keptOrWhyNot(@Nullable Local local, long id, T object) {
    if (closed) {
      return DropReason.CLOSED;
    }
    if (retention.open()) {
      if (retention.cooled()) {
        refreshTable();
      }
      return DropReason.PRESSURE;
    }
    if (local != null && local.fillSlot(object)) {
      return null;
    }
    if (pressure.on()) {
      return DropReason.PRESSURE;
    }
    boolean kept = local == null ? stripes.put(id, object) : local.keep(stripes, id, object);
    return kept ? null : DropReason.FULL;
  }

  @Override
  public void prefill(int count) {
    if (count < 0 || count > settings.idleMax()) {
      throw new PoolConfigException(
          name(),
          List.of("wanted prefill of 0 to idleMax (" + settings.idleMax() + "), found " + count));
    }
    long id = Thread.currentThread().threadId();
    for (int i = 0; i < count; i++) {
      if (closed) {
        throw new PoolClosedException(name());
      }
      if (!stripes.pushAnywhere(id, outlet.make(id))) {
        return; // others have filled it meanwhile
      }
    }
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
    // Pairs with getAcquire in acquire and release: the table's entries were written before.
    Local[] next = plain ? locals.table() : EMPTY;
    TABLE.setRelease(this, next);
  }

  @Override
  public PoolStats stats() {
    return tally.stats(name());
  }

  @SuppressWarnings("unchecked") // what is in the pool came from the factory or passed the check
  private static <T> T cast(Object object) {
    return (T) object;
  }
}
