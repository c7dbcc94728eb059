package dev.cistern.pool.internal;

import org.jspecify.annotations.Nullable;

/**
 * The way of a caller that finds its part of the pool in the table but not its object in the slot:
 * it has several in use, or takes what another gives back. Nothing shared is written, and all that
 * is to be looked at or told is left to the long way.
 */
final class OwnQueue<T> {
  private final Types types;
  private final Sampler sampler;
  private final Intake<T> intake;
  private final Retention<T> retention;
  private final Pressure pressure;
  private final Stripes stripes;

  OwnQueue(
      Types types,
      Sampler sampler,
      Intake<T> intake,
      Retention<T> retention,
      Pressure pressure,
      Stripes stripes) {
    this.types = types;
    this.sampler = sampler;
    this.intake = intake;
    this.retention = retention;
    this.pressure = pressure;
    this.stripes = stripes;
  }

  /** The newest of the caller's queue; null if there is none, or the long way is due. */
  @Nullable Object take(Local own) {
    Object object = own.newest();
    if (object == null || sampler.watch().refersTo(object)) {
      return null;
    }
    own.takeNewest();
    return object;
  }

  /** Takes the object back; false if the long way is due. */
  boolean release(Local own, T object) {
    if (!own.hasRoom()
        || own.plainlyHolds(object)
        || stripes.wanted > 0
        || pressure.on()
        || !types.isLast(object)
        || sampler.watch().refersTo(object)) {
      return false;
    }
    own.otherReleases++;
    if (!intake.cleans(object) || !intake.fits(object)) {
      return true; // dropped, and counted so
    }
    if (own.fillSlot(object) || own.push(object)) {
      retention.kept(object);
    } else { // a reset that uses its own pool has taken the room
      intake.keep(own, own.owner, object, false);
    }
    return true;
  }
}
