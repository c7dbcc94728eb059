package dev.cistern.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.house.Tools.Output;
import dev.cistern.pool.Pool;
import java.io.IOException;
import java.nio.file.Path;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** What our own pool records, our own tool reads. */
final class PoolRecordingTest {
  @TempDir private Path folder;

  @Test
  void a_recording_of_our_pool_shows_its_hits_and_misses_exactly() throws IOException {
    Path file = folder.resolve("orders.jfr");
    try (Recording recording = new Recording();
        Pool<StringBuilder> pool =
            Pool.builder(StringBuilder::new)
                .name("orders")
                .reset(b -> b.setLength(0))
                .sizeBytes(b -> 2L * b.capacity())
                .retainedBytesMax(1_000)
                .build()) {
      for (String event : new String[] {"Acquire", "Release", "Miss", "Drop", "Trim"}) {
        recording.enable("dev.cistern.pool." + event);
      }
      recording.start();
      for (int i = 0; i < 2_000; i++) {
        StringBuilder text = pool.acquire();
        text.append(i % 4 == 0 ? "x".repeat(2_000) : "x");
        pool.release(text);
      }
      recording.stop();
      recording.dump(file);
      Output output = new Cistern(folder).run("diagnose", file, "--format", "json");
      JsonNode row = new ObjectMapper().readTree(output.out()).path("pools").path(0);
      assertThat(row.path("name").asString()).as(output.err()).isEqualTo("orders");
      assertThat(row.path("acquires").asLong()).isEqualTo(pool.stats().acquires());
      assertThat(row.path("misses").asLong()).isEqualTo(pool.stats().misses());
      assertThat(row.path("hits").asLong()).isEqualTo(pool.stats().hits());
      assertThat(row.path("basis").asString()).startsWith("exact");
      assertThat(row.path("place").path("function").asString()).startsWith("dev.cistern.cli.");
    }
  }
}
