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
  private final LongAdder trimmed = new LongAdder();

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
    letGo(locals.age(all) + (all ? stripes.clear() : stripes.age()));
    sampler.swept();
    arm.run();
    if (guard != null) {
      guard.lookForLost();
    }
  }

  void clear() {
    letGo(locals.age(true) + stripes.clear());
  }

  private void letGo(int objects) {
    if (objects > 0) {
      trimmed.add(objects);
      events.trimmed(objects, objects * retention.lastBytes());
    }
  }

  /** Counts objects that somebody else let go. */
  void trimmed(int objects) {
    trimmed.add(objects);
  }

  long trimmed() {
    return trimmed.sum();
  }
}
