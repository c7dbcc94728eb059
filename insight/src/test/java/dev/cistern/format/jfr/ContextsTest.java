package dev.cistern.format.jfr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.model.Labels;
import dev.cistern.model.Strings;
import dev.cistern.model.Timeline;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContextsTest {
  private static final String OWN = "contexts-test";

  @TempDir Path dir;

  @Test
  void events_inherit_the_marked_fields_of_the_events_around_them() throws Exception {
    List<String> labels =
        sleeps(() -> {
          sleep(21);
          Request.in(
              "shop",
              1,
              () -> {
                sleep(22);
                Request.in("stock", 2, () -> sleep(23));
                sleep(24);
              });
          sleep(25);
        });
    assertThat(labels)
        .containsExactly(
            "",
            "service=shop order=1 paid=false",
            "service=stock order=2 paid=true service=shop order=1 paid=false",
            "service=shop order=1 paid=false",
            "");
  }

  @Test
  void a_context_that_ends_in_a_later_chunk_labels_what_came_before() throws Exception {
    List<String> labels =
        sleeps(() ->
            Request.in(
                "shop",
                7,
                () -> {
                  sleep(21);
                  nextChunk();
                  sleep(22);
                }));
    assertThat(labels).hasSize(2).containsOnly("service=shop order=7 paid=false");
  }

  @Test
  void another_threads_context_labels_nothing_here() throws Exception {
    List<String> labels =
        sleeps(() -> {
          Thread other =
              Thread.ofVirtual()
                  .name(OWN + "-other")
                  .start(() -> Request.in("a", 1, () -> sleep(60)));
          sleep(21);
          join(other);
        });
    assertThat(labels).containsExactlyInAnyOrder("", "service=a order=1 paid=false");
  }

  @Test
  void contexts_of_any_shape_are_those_that_a_search_finds() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int round = 0; round < 3_000; round++) {
      Labels labels = new Labels(new Strings());
      Contexts contexts = new Contexts(labels, 1_000);
      List<long[]> spans = new ArrayList<>(); // task, start, end, set
      for (int i = random.nextInt(12); i > 0; i--) {
        long start = random.nextInt(40);
        labels.add(1, 0, spans.size(), 0);
        long[] span = {random.nextInt(2), start, start + 1 + random.nextInt(20), labels.end()};
        spans.add(span);
        assertThat(contexts.add(span[0], span[1], span[2], (int) span[3])).isTrue();
      }
      contexts.sorted();
      long start = random.nextInt(50);
      long end = start + random.nextInt(3);
      List<Long> wanted =
          spans.stream()
              .filter(span -> span[0] == 1 && span[1] <= start && span[2] >= end)
              .map(span -> labels.get((int) span[3]).getFirst().number())
              .sorted()
              .toList();
      List<Long> found =
          labels.get(contexts.labels(1, start, end, 0)).stream()
              .map(Labels.Label::number)
              .sorted()
              .toList();
      if (wanted.size() <= 4) {
        assertThat(found).as("seed %d, round %d", seed, round).isEqualTo(wanted);
      }
    }
  }

  @Test
  void contexts_without_end_stay_within_bounds() {
    Labels labels = new Labels(new Strings());
    Contexts contexts = new Contexts(labels, 1_000);
    for (int i = 0; i < 1_000; i++) {
      labels.add(1, 0, i, 0);
      assertThat(contexts.add(1, i, 10_000 - i, labels.end())).isTrue();
    }
    assertThat(contexts.add(1, 1, 2, 0)).isFalse();
    contexts.sorted();
    for (int i = 0; i < 10_000; i++) {
      contexts.labels(1, i % 5_000, i % 5_000, 0);
    }
    assertThat(contexts.isFull()).isTrue();
    assertThat(labels.size()).isLessThan(12_000);
  }

  /** The labels of each sleep in the order of their ends, without the thread's name. */
  private List<String> sleeps(Runnable work) throws Exception {
    var settings = Recordings.enabling("jdk.ThreadSleep", Request.NAME);
    Path file = dir.resolve("contexts.jfr");
    Recordings.record(file, settings, () -> join(Thread.ofPlatform().name(OWN).start(work)));
    Timeline timeline = Recordings.read(file).timeline().orElseThrow();
    int sleep = timeline.strings().intern("jdk.ThreadSleep");
    List<String> all = new ArrayList<>();
    Recordings.scan(
        timeline,
        event -> {
          if (event.type() == sleep && isOwn(timeline.labels(), event.labels())) {
            all.add(text(timeline.labels(), event.labels()));
          }
        });
    return all;
  }

  /** Whether it happened on a thread of this test: others may sleep meanwhile. */
  private static boolean isOwn(Labels labels, int set) {
    return labels.get(set).stream()
        .anyMatch(label -> label.key().equals("thread") && label.text().startsWith(OWN));
  }

  private static String text(Labels labels, int set) {
    return labels.get(set).stream()
        .filter(label -> !label.key().equals("thread"))
        .map(label ->
            label.key() + "=" + (label.isNumber() ? label.number() + label.unit() : label.text()))
        .collect(Collectors.joining(" "));
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A recording that begins makes the recorder begin a chunk. */
  private static void nextChunk() {
    try (Recording other = new Recording()) {
      other.start();
    }
  }
}
