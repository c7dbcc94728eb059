package dev.cistern.format.jfr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.format.Input;
import dev.cistern.model.Event;
import dev.cistern.model.EventKind;
import dev.cistern.model.Evidence;
import dev.cistern.model.Facts;
import dev.cistern.model.Stacks;
import dev.cistern.model.Timeline;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedObject;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the reader says of a live recording, against what the JDK's own reader says. */
class OracleTest {
  @TempDir static Path dir;
  static Path one;
  static Path many;

  @BeforeAll
  static void record() throws Exception {
    Map<String, String> settings =
        Recordings.enabling(
            "jdk.ObjectAllocationSample",
            "jdk.ObjectAllocationInNewTLAB",
            "jdk.ObjectAllocationOutsideTLAB",
            "jdk.ThreadPark",
            "jdk.JavaMonitorEnter",
            "jdk.GarbageCollection",
            "jdk.GCHeapSummary",
            "jdk.GCPhasePause",
            "jdk.GCPhasePauseLevel1",
            "jdk.ThreadStart",
            "jdk.ThreadEnd",
            "jdk.VirtualThreadStart",
            "jdk.VirtualThreadEnd",
            "jdk.FileWrite",
            "jdk.SystemProcess",
            "jdk.BooleanFlag",
            "jdk.ActiveSetting");
    one = Recordings.record(dir.resolve("one.jfr"), settings, Recordings::busy);
    Path other =
        Recordings.record(
            dir.resolve("other.jfr"),
            Recordings.enabling("jdk.ThreadPark", Own.NAME),
            () -> {
              Own.commitAll();
              Recordings.busy();
            });
    many = dir.resolve("many.jfr");
    try (OutputStream out = Files.newOutputStream(many)) {
      Files.copy(one, out);
      Files.copy(other, out);
      Files.copy(one, out);
    }
  }

  /** What both readers are asked about an event. */
  private record Seen(
      String type,
      long startNanos,
      long endNanos,
      long thread,
      long value,
      String text,
      String stack) {
    Seen timeless() {
      return new Seen(type, 0, 0, thread, value, text, stack);
    }
  }

  @Test
  void every_event_of_one_chunk_has_the_oracles_fields() throws Exception {
    assertThat(ours(one, new JfrFormat())).containsExactlyInAnyOrderElementsOf(oracle(one));
  }

  @Test
  void every_event_of_chunks_with_different_types_has_the_oracles_fields() throws Exception {
    assertThat(Recordings.facts(Recordings.read(many)).chunks()).isEqualTo(3);
    // The oracle keeps the first chunk's clock for later chunks of equal metadata.
    assertThat(ours(many, new JfrFormat()).stream().map(Seen::timeless))
        .containsExactlyInAnyOrderElementsOf(oracle(many).stream().map(Seen::timeless).toList());
  }

  @Test
  void a_chunk_too_large_for_memory_gives_the_same_events_in_the_same_order() throws Exception {
    assertThat(ours(one, new JfrFormat(1 << 16))).isEqualTo(ours(one, new JfrFormat()));
  }

  @Test
  void a_gzipped_recording_gives_the_same_events() throws Exception {
    Path gzipped = dir.resolve("one.jfr.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gzipped))) {
      Files.copy(one, out);
    }
    assertThat(ours(gzipped, new JfrFormat())).isEqualTo(ours(one, new JfrFormat()));
    assertThat(Recordings.facts(Recordings.read(gzipped)))
        .isEqualTo(Recordings.facts(Recordings.read(one)));
  }

  @Test
  void a_second_scan_and_an_unordered_one_see_the_same() throws Exception {
    Timeline timeline = Recordings.read(many).timeline().orElseThrow();
    List<String> first = rows(timeline, true);
    int stacks = timeline.stacks().stackCount();
    assertThat(rows(timeline, true)).isEqualTo(first);
    assertThat(rows(timeline, false)).containsExactlyInAnyOrderElementsOf(first);
    assertThat(timeline.stacks().stackCount()).isEqualTo(stacks);
  }

  @Test
  void allocations_are_summed_by_type() throws Exception {
    Map<String, Facts.Allocation> wanted = new TreeMap<>();
    for (RecordedEvent event : RecordingFile.readAllEvents(one)) {
      String field =
          switch (event.getEventType().getName()) {
            case "jdk.ObjectAllocationSample" -> "weight";
            case "jdk.ObjectAllocationInNewTLAB" -> "tlabSize";
            case "jdk.ObjectAllocationOutsideTLAB" -> "allocationSize";
            default -> "";
          };
      if (!field.isEmpty()) {
        wanted.merge(
            event.getEventType().getName(),
            new Facts.Allocation(1, event.getLong(field)),
            (a, b) -> new Facts.Allocation(a.count() + b.count(), a.bytes() + b.bytes()));
      }
    }
    assertThat(wanted).isNotEmpty();
    assertThat(Recordings.facts(Recordings.read(one)).allocation()).isEqualTo(wanted);
  }

  @Test
  void the_window_is_the_oracles() throws Exception {
    Facts facts = Recordings.read(one).facts().read();
    try (RecordingFile file = new RecordingFile(one)) {
      RecordedEvent first = file.readEvent();
      assertThat(Duration.between(facts.startTime().orElseThrow(), first.getStartTime()).abs())
          .isLessThan(Duration.ofMinutes(1));
    }
    assertThat(facts.version()).isEqualTo("2.1");
    assertThat(facts.durationNanos()).isPositive();
  }

  private static List<String> rows(Timeline timeline, boolean ordered) throws Exception {
    List<String> rows = new ArrayList<>();
    timeline.scan(
        List.of(
            Recordings.visitor(
                EnumSet.allOf(EventKind.class),
                ordered,
                event ->
                    rows.add(
                        "%s %d %d %d %d %d"
                            .formatted(
                                event.kind(),
                                event.timeNanos(),
                                event.stack(),
                                event.value(),
                                event.text(),
                                event.labels())))));
    return rows;
  }

  private static final Map<String, String> VALUES =
      Map.of(
          "jdk.ObjectAllocationSample", "weight",
          "jdk.ObjectAllocationInNewTLAB", "tlabSize",
          "jdk.ObjectAllocationOutsideTLAB", "allocationSize",
          "jdk.GCPhasePause", "gcId",
          "jdk.GCPhasePauseLevel1", "gcId",
          "jdk.GarbageCollection", "gcId",
          "jdk.FileWrite", "bytesWritten");
  private static final Map<String, String> TEXTS =
      Map.of(
          "jdk.ObjectAllocationSample", "objectClass",
          "jdk.ObjectAllocationInNewTLAB", "objectClass",
          "jdk.ObjectAllocationOutsideTLAB", "objectClass",
          "jdk.JavaMonitorEnter", "monitorClass",
          "jdk.GCPhasePause", "name",
          "jdk.GCPhasePauseLevel1", "name",
          "jdk.FileWrite", "path");
  private static final List<String> TYPES =
      List.of(
          "jdk.ObjectAllocationSample",
          "jdk.ObjectAllocationInNewTLAB",
          "jdk.ObjectAllocationOutsideTLAB",
          "jdk.JavaMonitorEnter",
          "jdk.ThreadPark",
          "jdk.GCPhasePause",
          "jdk.GCPhasePauseLevel1",
          "jdk.GarbageCollection",
          "jdk.FileWrite");

  private static List<Seen> ours(Path file, JfrFormat format) throws Exception {
    List<Seen> seen = new ArrayList<>();
    try (Input input = Input.of(file)) {
      Evidence evidence = format.read(input);
      assertThat(evidence.damage()).isEmpty();
      Timeline timeline = evidence.timeline().orElseThrow();
      long zero = timeline.clock().wallNanosAtZero();
      Recordings.scan(
          timeline,
          event -> {
            String type = timeline.strings().get(event.type());
            if (TYPES.contains(type)) {
              seen.add(
                  new Seen(
                      type,
                      zero + event.timeNanos(),
                      zero + event.endNanos(),
                      event.task(),
                      VALUES.containsKey(type) ? event.value() : 0,
                      TEXTS.containsKey(type) ? timeline.strings().get(event.text()) : "",
                      stack(timeline.stacks(), event)));
            }
          });
    }
    return seen;
  }

  private static String stack(Stacks stacks, Event event) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < stacks.depth(event.stack()); i++) {
      int frame = stacks.frameAt(event.stack(), i);
      text.append(stacks.function(frame)).append(':').append(stacks.line(frame)).append('\n');
    }
    return text.toString();
  }

  private static List<Seen> oracle(Path file) throws Exception {
    List<Seen> seen = new ArrayList<>();
    for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
      String type = event.getEventType().getName();
      if (TYPES.contains(type)) {
        RecordedThread thread = event.getThread();
        seen.add(
            new Seen(
                type,
                nanos(event.getStartTime()),
                nanos(event.getEndTime()),
                thread == null
                    ? 0
                    : thread.getJavaThreadId() > 0
                        ? thread.getJavaThreadId()
                        : -thread.getOSThreadId(),
                VALUES.containsKey(type) ? event.getLong(VALUES.get(type)) : 0,
                TEXTS.containsKey(type) ? text(event, TEXTS.get(type)) : "",
                stack(event.getStackTrace())));
      }
    }
    return seen;
  }

  private static long nanos(Instant instant) {
    return instant.getEpochSecond() * 1_000_000_000 + instant.getNano();
  }

  private static String text(RecordedObject event, String field) {
    return event.getValue(field) instanceof RecordedClass type
        ? className(type.getName())
        : event.getString(field);
  }

  /** As {@link Names} writes it, by the JDK's own means. */
  private static String className(String name) {
    if (!name.startsWith("[")) {
      return hidden(name);
    }
    String element = name.substring(1);
    return (element.startsWith("L")
            ? hidden(element.substring(1, element.length() - 1))
            : element.startsWith("[")
                ? className(element)
                : Map.of(
                        "B", "byte", "C", "char", "D", "double", "F", "float", "I", "int", "J",
                        "long", "S", "short", "Z", "boolean")
                    .get(element))
        + "[]";
  }

  private static String hidden(String name) {
    return name.replaceFirst("[+/.]0x[0-9a-f]+$", "").replace('/', '.');
  }

  private static String stack(RecordedStackTrace trace) {
    StringBuilder text = new StringBuilder();
    if (trace != null) {
      for (RecordedFrame frame : trace.getFrames()) {
        text.append(hidden(frame.getMethod().getType().getName()))
            .append('.')
            .append(frame.getMethod().getName())
            .append(':')
            .append(Math.max(0, frame.getLineNumber()))
            .append('\n');
      }
    }
    return text.toString();
  }
}
