package dev.cistern.pool.internal;

import dev.cistern.pool.PoolStats;

/** Adds up what the parts of a pool have counted. */
final class Tally {
  private final Locals locals;
  private final Stripes stripes;
  private final Drops drops;
  private final Sampler sampler;
  private final Retention<?> retention;
  private final Pressure pressure;
  private final Upkeep upkeep;

  Tally(
      Locals locals,
      Stripes stripes,
      Drops drops,
      Sampler sampler,
      Retention<?> retention,
      Pressure pressure,
      Upkeep upkeep) {
    this.locals = locals;
    this.stripes = stripes;
    this.drops = drops;
    this.sampler = sampler;
    this.retention = retention;
    this.pressure = pressure;
    this.upkeep = upkeep;
  }

  static long releases(Locals locals, Stripes stripes) {
    return locals.sum(Local::released, t -> t.releases) + stripes.releases();
  }

  PoolStats stats(String name) {
    long acquires = locals.sum(Local::acquires, t -> t.acquires) + stripes.acquires();
    long queue = locals.sum(l -> l.queueHits, t -> t.queueHits) + stripes.queueHits.sum();
    long stolen = locals.sum(l -> l.stolenHits, t -> t.stolenHits) + stripes.stolenHits.sum();
    long victim = stripes.victimHits.sum();
    long misses = locals.sum(l -> l.misses, t -> t.misses) + stripes.misses.sum();
    int idle = locals.idle() + stripes.idle();
    return new PoolStats(
        name,
        acquires,
        Math.max(0, acquires - queue - stolen - victim - misses),
        queue,
        stolen,
        victim,
        misses,
        releases(locals, stripes),
        drops.stats(retention),
        upkeep.trimmed(),
        idle,
        idle * retention.lastBytes(),
        retention.open(),
        pressure.on(),
        sampler.timed.sum(),
        Sampler.mean(sampler.holdNanos, sampler.timed),
        Sampler.mean(sampler.idleNanos, sampler.idled),
        sampler.usersEnded(),
        sampler.userNanos(),
        retention.smallestBytes(),
        retention.largestBytes());
  }
}
