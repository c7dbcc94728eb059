package dev.cistern.pool.internal;

import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Lets idle objects go: after collections, and when the pool closes. */
final class Upkeep implements Ageing {
  private final Locals locals;
  private final Stripes stripes;
  private final Pressure pressure;
  private final Sampler sampler;
  private final @Nullable Guard guard;
  private final Events events;
  private final Retention<?> retention;
  private final Runnable arm;

  /** Those that sweeps did not take from threads' own parts. */
  private final LongAdder trimmed = new LongAdder();

  /** Guarded by this. */
  private long sweptTold;

  Upkeep(
      Locals locals,
      Stripes stripes,
      Pressure pressure,
      Sampler sampler,
      @Nullable Guard guard,
      Events events,
      Retention<?> retention,
      Runnable arm) {
    this.arm = arm;
    this.locals = locals;
    this.stripes = stripes;
    this.pressure = pressure;
    this.sampler = sampler;
    this.guard = guard;
    this.events = events;
    this.retention = retention;
  }

  @Override
  public void collected(long heapUsedBytes) {
    boolean all = pressure.after(heapUsedBytes);
    locals.age(all);
    letGo(all ? stripes.clear() : stripes.age());
    sampler.swept();
    arm.run();
    if (guard != null) {
      guard.lookForLost();
    }
  }

  void clear() {
    locals.age(true);
    letGo(stripes.clear());
  }

  private void letGo(int ofStripes) {
    trimmed.add(ofStripes);
    long objects = ofStripes + sweptSinceLast();
    if (objects > 0) {
      events.trimmed((int) objects, objects * retention.lastBytes());
    }
  }

  /** What sweeps took from threads' own parts and was not told yet. */
  private synchronized long sweptSinceLast() {
    long swept = swept();
    long since = swept - sweptTold;
    sweptTold = swept;
    return since;
  }

  private long swept() {
    return locals.swept() + stripes.sweptOnTheWay.sum();
  }

  /** Counts objects that somebody else let go. */
  void trimmed(int objects) {
    trimmed.add(objects);
  }

  long trimmed() {
    return trimmed.sum() + swept();
  }
}
