package dev.cistern.format.gotrace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.analysis.Diagnosis;
import dev.cistern.analysis.filter.Filter;
import dev.cistern.analysis.filter.FilterException;
import dev.cistern.catalogue.Catalogue;
import dev.cistern.format.Formats;
import dev.cistern.format.Input;
import dev.cistern.format.UnreadableException;
import dev.cistern.model.EventKind;
import dev.cistern.model.Snapshot;
import dev.cistern.model.Timeline;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A recorded trace of a build that tells of its pools and labels, beside the program's account. */
final class PoolTraceTest {
  private static final Path RECORDED = Path.of("src/test/resources/recorded/go/traces");
  private static final JsonNode TRUTH =
      JsonMapper.shared().readTree(RECORDED.resolve("pools.json").toFile());

  private static Everything left(Filter filter) throws Exception {
    try (Input input = Input.of(RECORDED.resolve("pools.trace"))) {
      Snapshot whole = Snapshot.of(List.of(Formats.read(input)));
      Timeline timeline =
          filter.apply(whole, (_, _) -> {}).members().getFirst().timeline().orElseThrow();
      Everything events = new Everything();
      timeline.scan(List.of(events));
      return events;
    }
  }

  private static Filter where(String label, String value) throws FilterException {
    return new Filter().where("label.%s == \"%s\"".formatted(label, value));
  }

  @Test
  void a_filter_by_label_leaves_exactly_the_operations_under_it() throws Exception {
    for (String service : List.of("auth", "order")) {
      Everything events = left(where("service", service));
      long pairs = Objects.requireNonNull(TRUTH.get("pooled").get(service)).asLong();
      assertThat(events.of(EventKind.POOL_ACQUIRE)).as(service).hasSize((int) pairs);
      assertThat(events.of(EventKind.POOL_RELEASE)).as(service).hasSize((int) pairs);
      assertThat(events.of(EventKind.TASK_CREATED)).as("inherits " + service).isNotEmpty();
      assertThat(events.of(EventKind.TASK_RUNNING)).as("is split at its labels").isNotEmpty();
    }
    assertThat(left(where("service", "none")).of(EventKind.POOL_ACQUIRE)).isEmpty();
  }

  @Test
  void what_tells_of_the_whole_runtime_is_left_whatever_the_label() throws Exception {
    int stops = left(new Filter()).of(EventKind.STOP).size();
    assertThat(stops).isPositive();
    assertThat(left(where("service", "auth")).of(EventKind.STOP)).hasSize(stops);
  }

  @Test
  void shorter_waits_and_other_kinds_are_left_out_when_asked() throws Exception {
    Everything all = left(new Filter());
    long halfMilli = 500_000;
    long longer =
        all.of(EventKind.TASK_WAITING).stream()
            .filter(wait ->
                wait.endNanos() - wait.timeNanos() >= halfMilli
                    || wait.endNanos() == wait.timeNanos())
            .count();
    Everything kept = left(new Filter().longerThan(halfMilli).event("block"));
    assertThat(longer).isPositive().isLessThan(all.of(EventKind.TASK_WAITING).size());
    assertThat(kept.of(EventKind.TASK_WAITING)).hasSize((int) longer);
    assertThat(kept.of(EventKind.POOL_ACQUIRE)).isEmpty();
    assertThat(left(new Filter().event("pool")).of(EventKind.POOL_CONTENT))
        .hasSameSizeAs(all.of(EventKind.POOL_CONTENT))
        .isNotEmpty();
  }

  @Test
  void a_damaged_trace_is_diagnosed_or_refused() throws Exception {
    byte[] whole = Files.readAllBytes(RECORDED.resolve("pools.trace"));
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 60; i++) {
      byte[] damaged = Arrays.copyOf(whole, whole.length - random.nextInt(whole.length / 2));
      for (int flips = random.nextInt(16); flips > 0; flips--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      try (Input input = Input.of("damaged", damaged)) {
        Snapshot snapshot = Snapshot.of(List.of(Formats.read(input)));
        new Diagnosis(Catalogue.shipped(), OptionalLong.empty()).run(snapshot, "test");
      } catch (UnreadableException e) {
        assertThat(e).as("seed %d", seed).hasMessageContaining("damaged");
      } catch (RuntimeException e) {
        throw new AssertionError("seed %d, trace %d".formatted(seed, i), e);
      }
    }
  }
}
