package dev.cistern.pool.internal;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What becomes of an object that comes back: it is reset and measured, and kept or dropped. */
final class Intake<T> {
  private final @Nullable Consumer<? super T> reset;
  private final Retention<T> retention;
  private final Drops drops;
  private final @Nullable Guard guard;
  private final Sampler sampler;
  private final Events events;
  private final Pressure pressure;
  private final Supply supply;
  private final Runnable breakerTurned;
  private final Reports reports;

  Intake(
      Settings<T> settings,
      Retention<T> retention,
      Drops drops,
      @Nullable Guard guard,
      Sampler sampler,
      Events events,
      Pressure pressure,
      Supply supply,
      Runnable breakerTurned,
      Reports reports) {
    this.reset = settings.reset();
    this.retention = retention;
    this.drops = drops;
    this.guard = guard;
    this.sampler = sampler;
    this.events = events;
    this.pressure = pressure;
    this.supply = supply;
    this.breakerTurned = breakerTurned;
    this.reports = reports;
  }

  /** Resets the object; false if that failed and the object is dropped. */
  boolean cleans(T object) {
    Consumer<? super T> clean = reset;
    if (clean == null) {
      return true;
    }
    try {
      clean.accept(object);
      return true;
    } catch (VirtualMachineError e) {
      throw e;
    } catch (Throwable e) {
      drop(object, DropReason.RESET_FAILED);
      reports.resetFailed(e);
      return false;
    }
  }

  /** Whether the object is of a size to be kept; it is dropped otherwise. */
  boolean fits(T object) {
    if (retention.fits(object)) {
      return true;
    }
    drop(object, DropReason.OVERSIZED);
    if (retention.refused(object)) {
      breakerTurned.run();
    }
    return false;
  }

  /** Keeps the object or drops it; tells which. */
  void keep(@Nullable Local local, long id, T object, boolean closed) {
    DropReason reason = closed ? DropReason.CLOSED : keptOrWhyNot(local, id, object);
    if (reason != null) {
      drop(object, reason);
      return;
    }
    long bytes = retention.kept(object);
    if (events.wanted()) {
      events.released(object, bytes);
    }
  }

  private @Nullable DropReason keptOrWhyNot(@Nullable Local local, long id, T object) {
    if (retention.open()) {
      if (retention.cooled()) {
        breakerTurned.run();
      }
      return DropReason.PRESSURE;
    }
    if (local != null && local.fillSlot(object)) {
      return null;
    }
    if (pressure.on()) {
      return DropReason.PRESSURE;
    }
    return supply.keep(local, id, object) ? null : DropReason.FULL;
  }

  void drop(T object, DropReason reason) {
    drops.count(reason);
    if (guard != null) {
      guard.dropped(object);
    }
    if (sampler.watch().refersTo(object)) {
      sampler.dropped(object);
    }
    if (events.wanted()) { // else nobody needs the size
      events.dropped(object, retention.bytesOrZero(object), reason);
    }
  }
}
