package dev.cistern.pool.adapters.metrics;

import dev.cistern.pool.Pool;
import dev.cistern.pool.PoolStats;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.ToDoubleFunction;

/**
 * A pool's statistics as Micrometer meters, tagged with its name. The pool is held weakly: meters
 * of one that is gone stay at their last value or at NaN.
 */
public final class PoolMeters implements MeterBinder {
  private final Pool<?> pool;

  /** The meters of {@code pool}. */
  public PoolMeters(Pool<?> pool) {
    this.pool = pool;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Tags tags = Tags.of("pool", pool.name());
    counter(registry, "acquires", tags, "Objects taken", PoolStats::acquires);
    counter(registry, "releases", tags, "Objects given back", PoolStats::releases);
    counter(registry, "misses", tags, "Objects made, as none was idle", PoolStats::misses);
    counter(registry, "trimmed", tags, "Idle objects let go", PoolStats::trimmed);
    drops(registry, tags, "oversized", s -> s.drops().oversized());
    drops(registry, tags, "full", s -> s.drops().full());
    drops(registry, tags, "reset_failed", s -> s.drops().resetFailed());
    drops(registry, tags, "closed", s -> s.drops().closed());
    drops(registry, tags, "pressure", s -> s.drops().pressure());
    gauge(registry, "idle", tags, "Idle objects", null, PoolStats::idle);
    gauge(
        registry,
        "retained",
        tags,
        "What idle objects hold, estimated",
        BaseUnits.BYTES,
        PoolStats::retainedBytes);
    gauge(registry, "in.use.share", tags, "R = Tc / (Tc + Tp)", null, PoolStats::inUseShare);
    gauge(
        registry,
        "breaker.open",
        tags,
        "1 while nothing is kept, as most is oversized",
        null,
        s -> s.breakerOpen() ? 1 : 0);
  }

  private void counter(
      MeterRegistry registry,
      String name,
      Tags tags,
      String what,
      ToDoubleFunction<PoolStats> value) {
    FunctionCounter.builder("cistern.pool." + name, pool, p -> value.applyAsDouble(p.stats()))
        .tags(tags)
        .description(what)
        .register(registry);
  }

  private void drops(
      MeterRegistry registry, Tags tags, String reason, ToDoubleFunction<PoolStats> value) {
    counter(registry, "drops", tags.and("reason", reason), "Objects not kept", value);
  }

  private void gauge(
      MeterRegistry registry,
      String name,
      Tags tags,
      String what,
      @org.jspecify.annotations.Nullable String unit,
      ToDoubleFunction<PoolStats> value) {
    Gauge.builder("cistern.pool." + name, pool, p -> value.applyAsDouble(p.stats()))
        .tags(tags)
        .description(what)
        .baseUnit(unit)
        .register(registry);
  }
}
