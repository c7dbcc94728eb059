package dev.cistern.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a recording sees. */
final class EventsTest {
  @TempDir Path folder;

  private List<RecordedEvent> recorded(Runnable body, String... events) throws IOException {
    Path file = folder.resolve("pool.jfr");
    try (Recording recording = new Recording()) {
      for (String event : events) {
        recording.enable("dev.cistern.pool." + event);
      }
      recording.start();
      body.run();
      recording.stop();
      recording.dump(file);
    }
    return RecordingFile.readAllEvents(file);
  }

  private static List<RecordedEvent> only(List<RecordedEvent> events, String name) {
    return events.stream()
        .filter(e -> e.getEventType().getName().equals("dev.cistern.pool." + name))
        .toList();
  }

  @Test
  void a_recording_sees_each_taking_its_stage_and_each_giving_back() throws IOException {
    try (var pool =
        Pool.builder(StringBuilder::new)
            .name("orders")
            .reset(b -> b.setLength(0))
            .sizeBytes(b -> 2L * b.capacity())
            .retainedBytesMax(1_000)
            .build()) {
      for (int i = 0; i < 1_000; i++) {
        pool.release(pool.acquire());
      }
      List<RecordedEvent> events =
          recorded(
              () -> {
                for (int i = 0; i < 10; i++) {
                  pool.release(pool.acquire());
                }
                StringBuilder grown = pool.acquire();
                pool.acquire();
                pool.release(grown.append("x".repeat(1_000)));
              },
              "Acquire",
              "Release",
              "Miss",
              "Drop");
      assertThat(only(events, "Acquire"))
          .hasSize(12)
          .allMatch(e -> e.getString("pool").equals("orders"))
          .allMatch(e -> e.getLong("object") != 0)
          .extracting(e -> e.getString("stage"))
          .containsOnly("SLOT", "FACTORY");
      assertThat(only(events, "Release")).hasSize(10);
      assertThat(only(events, "Miss")).hasSize(1);
      assertThat(only(events, "Drop"))
          .singleElement()
          .satisfies(e -> assertThat(e.getString("reason")).isEqualTo("OVERSIZED"))
          .satisfies(e -> assertThat(e.getLong("bytes")).isGreaterThanOrEqualTo(2_000));
    }
  }

  @Test
  void letting_go_is_an_event() throws IOException {
    List<RecordedEvent> events =
        recorded(
            () -> {
              try (var pool = Pool.builder(StringBuilder::new).noReset("test").build()) {
                pool.prefill(5);
              }
            },
            "Trim");
    assertThat(only(events, "Trim"))
        .singleElement()
        .satisfies(e -> assertThat(e.getInt("objects")).isEqualTo(5));
  }

  @Test
  void nothing_is_recorded_unless_asked_for() throws IOException {
    try (var pool = Pool.builder(StringBuilder::new).noReset("test").build()) {
      List<RecordedEvent> events = recorded(() -> pool.release(pool.acquire()));
      assertThat(events).noneMatch(e -> e.getEventType().getName().startsWith("dev.cistern.pool"));
    }
  }

  @Test
  void the_hit_path_is_back_after_the_recording() throws IOException {
    try (var pool = Pool.builder(StringBuilder::new).noReset("test").build()) {
      recorded(() -> pool.release(pool.acquire()), "Acquire");
      for (int i = 0; i < 1_000; i++) {
        pool.release(pool.acquire());
      }
      assertThat(pool.stats().slotHits()).isEqualTo(1_000);
    }
  }

  @Test
  void a_throttled_pool_tells_all_of_some_objects_and_which_share() throws IOException {
    try (var pool =
        Pool.builder(StringBuilder::new).noReset("test").eventsPerSecondMax(100).build()) {
      List<RecordedEvent> events =
          recorded(
              () -> {
                for (int round = 0; round < 100; round++) {
                  List<StringBuilder> held = new java.util.ArrayList<>();
                  for (int i = 0; i < 20; i++) {
                    held.add(pool.acquire());
                  }
                  held.forEach(pool::release);
                }
              },
              "Acquire",
              "Release");
      assertThat(events).as("of 4,000").hasSizeBetween(100, 2_500);
      assertThat(events.getLast().getInt("oneIn")).isGreaterThan(1);
    }
  }

  @Test
  void events_carry_the_users_label() throws IOException {
    ThreadLocal<String> request = new ThreadLocal<>();
    try (var pool =
        Pool.builder(StringBuilder::new)
            .noReset("test")
            .label(() -> java.util.Objects.requireNonNull(request.get()))
            .build()) {
      List<RecordedEvent> events =
          recorded(
              () -> {
                pool.release(pool.acquire());
                request.set("checkout");
                pool.release(pool.acquire());
              },
              "Acquire");
      assertThat(only(events, "Acquire"))
          .extracting(e -> e.getString("label"))
          .containsExactly(null, "checkout");
    }
  }
}
