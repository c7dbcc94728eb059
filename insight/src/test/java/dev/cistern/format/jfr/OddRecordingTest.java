package dev.cistern.format.jfr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cistern.format.Input;
import dev.cistern.model.Damage;
import dev.cistern.model.EventKind;
import dev.cistern.model.Evidence;
import dev.cistern.model.Facts;
import dev.cistern.model.Timeline;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Recordings of other writers, of stripped ones, and those that the JDK's own reader refuses. */
class OddRecordingTest {
  private static final int EVENTS = 300;
  private static final int PARKS = EVENTS / 3;
  private static final int UNKNOWN_TYPE = 999;

  @TempDir Path dir;

  /** What we read, as one line for each event that is delivered. */
  private record Read(List<String> events, Facts facts, List<Damage> damage) {
    long count(String type) {
      return ((Facts.OfRecording) facts.detail()).eventCounts().getOrDefault(type, 0L);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 0, com.oracle.jdk.", "2, 0, jdk.", "2, 1, jdk."})
  void every_version_is_read_alike(int major, int minor, String prefix) throws Exception {
    MiniRecording recording = new MiniRecording(true, 0).version(major, minor).events(EVENTS);
    Read read = read(recording.chunk(20, false));
    assertThat(read.damage()).isEmpty();
    assertThat(read.facts().version()).isEqualTo(major + "." + minor);
    assertThat(read.count(prefix + "ThreadPark")).isEqualTo(PARKS);
    assertThat(read.events()).isEqualTo(whole());
  }

  @Test
  void events_of_a_type_that_was_stripped_are_counted_by_its_number() throws Exception {
    byte[] bytes =
        new MiniRecording(true, 0).without(MiniRecording.PARK).events(EVENTS).chunk(20, false);
    Read read = read(bytes);
    assertThat(read.damage()).isEmpty();
    assertThat(read.count(MiniRecording.PARK + " (missing event metadata)")).isEqualTo(PARKS);
    assertThat(read.events()).isEqualTo(allocations());
  }

  @Test
  void events_without_any_constants_keep_their_times_and_values() throws Exception {
    byte[] bytes = new MiniRecording(true, 0).withoutConstants().events(EVENTS).chunk(20, false);
    Read read = read(bytes);
    assertThat(read.damage()).isEmpty();
    assertThat(read.events()).hasSize(EVENTS).allMatch(event -> event.endsWith(" []"));
    assertThat(values(read.events())).isEqualTo(values(whole()));
  }

  @Test
  void an_empty_pool_of_an_unknown_type_is_passed_over() throws Exception {
    byte[] bytes =
        new MiniRecording(true, 0).withStrangePool(UNKNOWN_TYPE, 0).events(EVENTS).chunk(20, false);
    Read read = read(bytes);
    assertThat(read.damage()).isEmpty();
    assertThat(read.events()).isEqualTo(whole());
  }

  @Test
  void what_the_jdk_refuses_for_a_pool_of_an_unknown_type_is_read_up_to_that_pool()
      throws Exception {
    byte[] bytes =
        new MiniRecording(true, 0).withStrangePool(UNKNOWN_TYPE, 5).events(EVENTS).chunk(20, false);
    assertThatTheJdkRefuses(bytes);
    Read read = read(bytes);
    assertThat(read.damage()).singleElement().asString().contains("a pool of the unknown type 999");
    assertThat(read.events()).isEqualTo(whole());
  }

  @Test
  void what_the_jdk_refuses_for_a_stripped_constant_type_keeps_the_other_facts() throws Exception {
    byte[] bytes =
        new MiniRecording(true, 0).without(MiniRecording.TRACE).events(EVENTS).chunk(20, false);
    assertThatTheJdkRefuses(bytes);
    Read read = read(bytes);
    assertThat(read.damage()).isNotEmpty();
    assertThat(values(read.events())).isEqualTo(values(whole()));
  }

  @Test
  void what_the_jdk_refuses_for_its_broken_end_is_read_to_the_break() throws Exception {
    byte[] chunk = new MiniRecording(true, 0).events(EVENTS).chunk(20, true);
    byte[] cut = Arrays.copyOf(chunk, chunk.length - 5);
    assertThatTheJdkRefuses(cut);
    Read read = read(cut);
    assertThat(read.damage()).isNotEmpty();
    assertThat(read.events()).hasSize(EVENTS - 1);
  }

  private void assertThatTheJdkRefuses(byte[] bytes) throws Exception {
    Path file = Files.write(dir.resolve("odd.jfr"), bytes);
    assertThatThrownBy(() -> RecordingFile.readAllEvents(file)).isInstanceOf(Exception.class);
  }

  private static byte[] wholeBytes() {
    return MiniRecording.sample(true, 0, EVENTS, false);
  }

  private static List<String> whole() throws Exception {
    return read(wholeBytes()).events();
  }

  private static List<String> allocations() throws Exception {
    return whole().stream().filter(event -> event.startsWith("ALLOCATION_SAMPLE")).toList();
  }

  /** Without class, stack and thread, which stand in constants. */
  private static List<String> values(List<String> events) {
    return events.stream().map(event -> event.substring(0, event.indexOf(" |"))).toList();
  }

  private static Read read(byte[] bytes) throws Exception {
    Evidence evidence = new JfrFormat().read(Input.of("odd", bytes));
    Facts facts = evidence.facts().read();
    List<String> events = new ArrayList<>();
    Timeline timeline = evidence.timeline().orElseThrow();
    Recordings.scan(
        timeline,
        event -> {
          List<String> frames = new ArrayList<>();
          for (int i = 0; i < timeline.stacks().depth(event.stack()); i++) {
            int frame = timeline.stacks().frameAt(event.stack(), i);
            frames.add(timeline.stacks().function(frame));
          }
          events.add(
              "%s %d %d | %d %s %s"
                  .formatted(
                      // What a thread parked on is told by a constant.
                      event.kind() == EventKind.TASK_WAITING ? EventKind.LOCK_WAIT : event.kind(),
                      event.timeNanos(),
                      event.value(),
                      event.task(),
                      timeline.strings().get(event.text()),
                      frames));
        });
    return new Read(events, facts, facts.damage());
  }
}
