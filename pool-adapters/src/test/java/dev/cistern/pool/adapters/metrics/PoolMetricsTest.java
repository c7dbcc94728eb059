package dev.cistern.pool.adapters.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.pool.Pool;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Both binders tell what the pool's own statistics tell. */
final class PoolMetricsTest {
  private final Pool<StringBuilder> pool =
      Pool.builder(StringBuilder::new)
          .name("orders")
          .reset(b -> b.setLength(0))
          .sizeBytes(b -> 2L * b.capacity())
          .retainedBytesMax(1_000)
          .build();

  @BeforeEach
  void use() {
    for (int i = 0; i < 10; i++) {
      pool.release(pool.acquire());
    }
    StringBuilder grown = pool.acquire();
    StringBuilder other = pool.acquire();
    pool.release(grown.append("x".repeat(1_000)));
    pool.release(other);
  }

  @AfterEach
  void close() {
    pool.close();
  }

  @Test
  void micrometer_sees_the_pool() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    new PoolMeters(pool).bindTo(registry);
    assertThat(
            registry.get("cistern.pool.acquires").tag("pool", "orders").functionCounter().count())
        .isEqualTo(12);
    assertThat(registry.get("cistern.pool.misses").functionCounter().count()).isEqualTo(2);
    assertThat(
            registry.get("cistern.pool.drops").tag("reason", "oversized").functionCounter().count())
        .isEqualTo(1);
    assertThat(registry.get("cistern.pool.idle").gauge().value()).isEqualTo(1);
    assertThat(registry.get("cistern.pool.retained").gauge().value()).isPositive();
    assertThat(registry.get("cistern.pool.breaker.open").gauge().value()).isZero();
  }

  @Test
  void open_telemetry_sees_the_pool_until_unbound() {
    InMemoryMetricReader reader = InMemoryMetricReader.create();
    try (SdkMeterProvider meters =
        SdkMeterProvider.builder().registerMetricReader(reader).build()) {
      var bound = PoolTelemetry.bind(meters.get("test"), pool);
      Map<String, Long> told = told(reader.collectAllMetrics());
      assertThat(told)
          .containsEntry("cistern.pool.acquires orders factory", 2L)
          .containsEntry("cistern.pool.acquires orders slot", 10L)
          .containsEntry("cistern.pool.drops orders oversized", 1L)
          .containsEntry("cistern.pool.releases orders", 12L)
          .containsEntry("cistern.pool.idle orders", 1L);
      bound.close();
      assertThat(told(reader.collectAllMetrics())).isEmpty();
    }
  }

  private static Map<String, Long> told(Collection<MetricData> metrics) {
    Map<String, Long> told = new TreeMap<>();
    for (MetricData metric : metrics) {
      for (LongPointData point : metric.getLongSumData().getPoints()) {
        StringBuilder key = new StringBuilder(metric.getName());
        point.getAttributes().forEach((name, value) -> key.append(' ').append(value));
        told.put(key.toString(), point.getValue());
      }
    }
    return told;
  }
}
