package dev.cistern.pool.adapters.metrics;

import dev.cistern.pool.Pool;
import dev.cistern.pool.PoolStats;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.BatchCallback;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;

/**
 * A pool's statistics as OpenTelemetry instruments, with its name as the attribute {@code pool}.
 */
public final class PoolTelemetry {
  private static final AttributeKey<String> POOL = AttributeKey.stringKey("pool");
  private static final AttributeKey<String> STAGE = AttributeKey.stringKey("stage");
  private static final AttributeKey<String> REASON = AttributeKey.stringKey("reason");

  private PoolTelemetry() {}

  /**
   * Reports {@code pool} at each collection of metrics, all figures of one snapshot, until the
   * returned callback is closed.
   */
  public static BatchCallback bind(Meter meter, Pool<?> pool) {
    ObservableLongMeasurement acquires =
        meter
            .counterBuilder("cistern.pool.acquires")
            .setDescription("Objects taken, by where they came from")
            .buildObserver();
    ObservableLongMeasurement releases =
        meter
            .counterBuilder("cistern.pool.releases")
            .setDescription("Objects given back")
            .buildObserver();
    ObservableLongMeasurement drops =
        meter
            .counterBuilder("cistern.pool.drops")
            .setDescription("Objects not kept, by reason")
            .buildObserver();
    ObservableLongMeasurement idle =
        meter
            .upDownCounterBuilder("cistern.pool.idle")
            .setDescription("Idle objects")
            .buildObserver();
    ObservableLongMeasurement retained =
        meter
            .upDownCounterBuilder("cistern.pool.retained")
            .setDescription("What idle objects hold, estimated")
            .setUnit("By")
            .buildObserver();
    Attributes name = Attributes.of(POOL, pool.name());
    return meter.batchCallback(
        () -> {
          PoolStats stats = pool.stats();
          stages(acquires, name, stats);
          releases.record(stats.releases(), name);
          reasons(drops, name, stats.drops());
          idle.record(stats.idle(), name);
          retained.record(stats.retainedBytes(), name);
        },
        acquires,
        releases,
        drops,
        idle,
        retained);
  }

  private static void stages(ObservableLongMeasurement to, Attributes name, PoolStats stats) {
    to.record(stats.slotHits(), with(name, STAGE, "slot"));
    to.record(stats.queueHits(), with(name, STAGE, "queue"));
    to.record(stats.stolenHits(), with(name, STAGE, "stolen"));
    to.record(stats.victimHits(), with(name, STAGE, "victim"));
    to.record(stats.misses(), with(name, STAGE, "factory"));
  }

  private static void reasons(
      ObservableLongMeasurement to, Attributes name, PoolStats.Drops drops) {
    to.record(drops.oversized(), with(name, REASON, "oversized"));
    to.record(drops.full(), with(name, REASON, "full"));
    to.record(drops.resetFailed(), with(name, REASON, "reset_failed"));
    to.record(drops.closed(), with(name, REASON, "closed"));
    to.record(drops.pressure(), with(name, REASON, "pressure"));
  }

  private static Attributes with(Attributes name, AttributeKey<String> key, String value) {
    return name.toBuilder().put(key, value).build();
  }
}
