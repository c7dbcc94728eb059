package dev.cistern.format.jfr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cistern.format.Input;
import dev.cistern.format.UnreadableException;
import dev.cistern.model.Event;
import dev.cistern.model.Evidence;
import dev.cistern.model.Facts;
import dev.cistern.model.Stacks;
import dev.cistern.model.Timeline;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Forms that the JDK at hand does not write. */
class MiniRecordingTest {
  private static final int EVENTS = 300;

  @Test
  void integers_of_fixed_length_read_like_those_of_variable_length() throws Exception {
    assertThat(rows(MiniRecording.sample(false, 0, EVENTS, false)))
        .hasSize(EVENTS)
        .isEqualTo(rows(MiniRecording.sample(true, 0, EVENTS, false)));
  }

  @Test
  void tables_may_stand_before_the_events() throws Exception {
    assertThat(rows(MiniRecording.sample(true, 0, EVENTS, true)))
        .isEqualTo(rows(MiniRecording.sample(true, 0, EVENTS, false)));
  }

  @Test
  void type_ids_may_change_from_chunk_to_chunk_and_be_large() throws Exception {
    List<String> one = rows(MiniRecording.sample(true, 0, EVENTS, false));
    List<String> both =
        rows(
            join(
                MiniRecording.sample(true, 0, EVENTS, false),
                MiniRecording.sample(true, 1 << 20, EVENTS, true)));
    List<String> twice = new ArrayList<>(one);
    twice.addAll(one);
    assertThat(both).isEqualTo(twice);
  }

  @Test
  void a_chunk_is_read_by_its_own_metadata_even_if_one_letter_tells_them_apart() throws Exception {
    byte[] chunk = MiniRecording.sample(true, 0, EVENTS, false);
    byte[] renamed =
        new String(chunk, StandardCharsets.ISO_8859_1)
            .replace("weight", "height")
            .getBytes(StandardCharsets.ISO_8859_1);
    List<String> own = rows(chunk);
    List<String> changed = rows(renamed);
    assertThat(changed).hasSameSizeAs(own).isNotEqualTo(own);
    List<String> wanted = new ArrayList<>();
    List.of(own, changed, own, own, changed).forEach(wanted::addAll);
    assertThat(rows(join(join(join(join(chunk, renamed), chunk), chunk), renamed)))
        .isEqualTo(wanted);
  }

  @Test
  void a_chunk_read_in_parts_gives_the_same_order() throws Exception {
    byte[] sample = MiniRecording.sample(true, 0, 5_000, false);
    assertThat(rows(sample, new JfrFormat(1 << 14))).isEqualTo(rows(sample));
  }

  @Test
  void constants_become_names_as_people_write_them() throws Exception {
    assertThat(rows(MiniRecording.sample(true, 0, 6, false)))
        .contains(
            "LOCK_WAIT 0 500 1 java.util.concurrent.locks.ReentrantLock$NonfairSync 0"
                + " [org.example.Grüße.work:11,"
                + " java.util.concurrent.locks.ReentrantLock$NonfairSync.f:7]"
                + " thread=main",
            "ALLOCATION_SAMPLE 7919 0 -200 byte[] 1"
                + " [org.example.Grüße.work:12,"
                + " java.util.concurrent.locks.ReentrantLock$NonfairSync.f:7] ");
  }

  @Test
  void a_chunk_that_was_being_written_is_read_to_its_last_event() throws Exception {
    byte[] sample = MiniRecording.sample(true, 0, EVENTS, true);
    Arrays.fill(sample, 8, 16, (byte) 0); // no size yet
    Evidence evidence = read(sample, new JfrFormat());
    assertThat(evidence.damage()).singleElement().asString().contains("still being written");
    assertThat(events(evidence)).isEqualTo(EVENTS);
  }

  @Test
  void events_of_a_chunk_that_lost_its_metadata_are_read_by_those_of_the_next() throws Exception {
    byte[] whole = MiniRecording.sample(true, 0, EVENTS, false);
    byte[] cut = Arrays.copyOf(whole, whole.length - 500);
    Evidence evidence = read(join(cut, whole), new JfrFormat());
    assertThat(evidence.damage()).isNotEmpty();
    Facts.OfRecording facts = Recordings.facts(evidence);
    assertThat(facts.chunks()).isEqualTo(2);
    assertThat(facts.eventCounts()).containsEntry("jdk.ThreadPark", 2L * EVENTS / 3);
  }

  @Test
  void later_checkpoints_and_chunks_survive_a_broken_event() throws Exception {
    byte[] whole = MiniRecording.sample(true, 0, EVENTS, false);
    byte[] broken = whole.clone();
    Arrays.fill(broken, 1_000, 1_100, (byte) 0);
    Evidence evidence = read(join(broken, whole), new JfrFormat());
    assertThat(Recordings.facts(evidence).eventCounts())
        .containsEntry("jdk.Metadata", 2L)
        .containsEntry("jdk.Checkpoint", 2L);
    assertThat(events(evidence)).isGreaterThan(EVENTS);
    assertThat(evidence.facts().read().damage()).isNotEmpty();
  }

  @Test
  void a_recording_of_jdk_8_is_refused_in_one_sentence() {
    byte[] old = {'F', 'L', 'R', 0, 0, 0, 0, 9, 0, 0, 0, 0};
    assertThatThrownBy(() -> read(old, new JfrFormat()))
        .isInstanceOf(UnreadableException.class)
        .hasMessage(
            "mini@0x4: wanted a flight recording of version 1.0 to 2.1,"
                + " found version 0.9, as JDK 7 and 8 write it");
  }

  private static long events(Evidence evidence) throws Exception {
    return Recordings.facts(evidence).eventCounts().entrySet().stream()
        .filter(entry -> !entry.getKey().equals("jdk.Metadata"))
        .filter(entry -> !entry.getKey().equals("jdk.Checkpoint"))
        .mapToLong(entry -> entry.getValue())
        .sum();
  }

  private static Evidence read(byte[] bytes, JfrFormat format) throws Exception {
    return format.read(Input.of("mini", bytes));
  }

  private static List<String> rows(byte[] bytes) throws Exception {
    return rows(bytes, new JfrFormat());
  }

  private static List<String> rows(byte[] bytes, JfrFormat format) throws Exception {
    Evidence evidence = read(bytes, format);
    assertThat(evidence.damage()).isEmpty();
    Timeline timeline = evidence.timeline().orElseThrow();
    List<String> rows = new ArrayList<>();
    Recordings.scan(timeline, event -> rows.add(row(timeline, event)));
    return rows;
  }

  private static String row(Timeline timeline, Event event) {
    Stacks stacks = timeline.stacks();
    List<String> frames = new ArrayList<>();
    for (int i = 0; i < stacks.depth(event.stack()); i++) {
      int frame = stacks.frameAt(event.stack(), i);
      frames.add(stacks.function(frame) + ":" + stacks.line(frame));
    }
    StringBuilder labels = new StringBuilder();
    timeline
        .labels()
        .get(event.labels())
        .forEach(label -> labels.append(label.key()).append('=').append(label.text()));
    return "%s %d %d %d %s %d %s %s"
        .formatted(
            event.kind(),
            event.timeNanos(),
            event.durationNanos(),
            event.task(),
            timeline.strings().get(event.text()),
            event.value(),
            frames,
            labels);
  }

  private static byte[] join(byte[] first, byte[] second) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(first);
    out.writeBytes(second);
    return out.toByteArray();
  }
}
