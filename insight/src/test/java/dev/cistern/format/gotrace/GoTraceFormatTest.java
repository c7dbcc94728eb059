package dev.cistern.format.gotrace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cistern.format.Formats;
import dev.cistern.format.Input;
import dev.cistern.format.UnreadableException;
import dev.cistern.house.Tools;
import dev.cistern.model.Damage;
import dev.cistern.model.EventKind;
import dev.cistern.model.Evidence;
import dev.cistern.model.Facts;
import dev.cistern.model.Timeline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class GoTraceFormatTest {
  private static final Path RECORDED = Path.of("src/test/resources/recorded/go/traces");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  static List<Path> recorded() throws IOException {
    try (Stream<Path> files = Files.list(RECORDED)) {
      return files.filter(file -> file.toString().endsWith(".trace")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void counts_are_those_of_the_reference_reader(Path file) throws Exception {
    JsonNode wanted = JSON.readTree(Path.of(file + ".expected.json").toFile());
    try (Input input = Input.of(file)) {
      Facts facts = Formats.read(input).facts().read();
      Facts.OfTrace found = (Facts.OfTrace) facts.detail();

      assertThat(facts.damage()).isEmpty();
      assertThat(facts.version()).isEqualTo(wanted.get("version").asString());
      assertThat(found.events()).contains(wanted.get("events").asLong());
      assertThat(found.wireEvents()).isEqualTo(wanted.get("wireEvents").asLong());
      assertThat(found.eventCounts()).isEqualTo(counts(wanted.get("wireEventCounts")));
      assertThat(found.goroutines()).isEqualTo(wanted.get("goroutines").asLong());
      assertThat(found.generations()).isEqualTo(wanted.get("generations").asLong());
      assertThat(found.gcCycles()).isEqualTo(wanted.get("gcCycles").asLong());
      assertThat(found.stwCount()).isEqualTo(wanted.get("stwCount").asLong());
      assertThat(found.stwNanos()).isEqualTo(wanted.get("stwNanos").asLong());
      assertThat(facts.durationNanos())
          .isEqualTo(wanted.get("lastNanos").asLong() - wanted.get("firstNanos").asLong());
    }
  }

  @Test
  void the_timeline_tells_what_the_program_counted() throws Exception {
    JsonNode truth = JSON.readTree(RECORDED.resolve("full.json").toFile());
    try (Input input = Input.of(RECORDED.resolve("full.trace"))) {
      Timeline timeline = Formats.read(input).timeline().orElseThrow();
      Everything events = new Everything();
      assertThat(timeline.scan(List.of(events))).isEmpty();

      Map<String, Long> waits =
          events.of(EventKind.TASK_WAITING).stream()
              .collect(
                  Collectors.groupingBy(
                      event -> timeline.strings().get(event.text()), Collectors.counting()));
      counts(truth.get("waitsAtLeast"))
          .forEach((reason, count) -> assertThat(waits.get(reason)).isGreaterThanOrEqualTo(count));
      Map<String, Long> named =
          events.of(EventKind.REGION).stream()
              .collect(
                  Collectors.groupingBy(
                      event -> timeline.strings().get(event.type()), Collectors.counting()));
      assertThat(named)
          .containsEntry("UserRegionBegin", truth.get("regions").asLong())
          .containsEntry("UserTaskBegin", truth.get("tasks").asLong());
      assertThat(events.of(EventKind.LOG)).hasSize(truth.get("logs").asInt());
      assertThat(events.of(EventKind.GC_CYCLE)).hasSize(truth.get("gcCycles").asInt());
      assertThat(
              events.of(EventKind.STOP).stream()
                  .filter(stop -> timeline.strings().get(stop.text()).startsWith("GC")))
          .hasSize(truth.get("gcStops").asInt());
      assertThat(events.of(EventKind.TASK_IN_SYSCALL))
          .hasSizeGreaterThanOrEqualTo(truth.get("syscallsAtLeast").asInt());
      assertThat(timeline.clock().wall(0)).isPresent();
      assertThat(timeline.clock().errorNanos()).isLessThan(1_000_000);
    }
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void events_come_in_the_order_of_their_ends_and_the_same_again(Path file) throws Exception {
    try (Input input = Input.of(file)) {
      Timeline timeline = Formats.read(input).timeline().orElseThrow();
      Everything first = new Everything();
      Everything second = new Everything();
      timeline.scan(List.of(first));
      timeline.scan(List.of(second));

      assertThat(first.told()).isNotEmpty().isEqualTo(second.told());
      long before = Long.MIN_VALUE;
      for (Everything.Told event : first.told()) {
        assertThat(event.endNanos()).isGreaterThanOrEqualTo(before);
        assertThat(event.timeNanos()).isBetween(0L, event.endNanos());
        assertThat(event.endNanos()).isLessThanOrEqualTo(timeline.durationNanos());
        before = event.endNanos();
      }
    }
  }

  @Test
  void the_states_of_a_goroutine_follow_each_other_without_gap() throws Exception {
    try (Input input = Input.of(RECORDED.resolve("full.trace"))) {
      Timeline timeline = Formats.read(input).timeline().orElseThrow();
      Map<Long, Long> ends = new TreeMap<>();
      Everything events = new Everything();
      timeline.scan(List.of(events));
      for (Everything.Told event : events.told()) {
        switch (event.kind()) {
          case TASK_RUNNING, TASK_RUNNABLE, TASK_WAITING, TASK_IN_SYSCALL -> {
            Long before = ends.put(event.task(), event.endNanos());
            if (before != null) {
              assertThat(event.timeNanos()).isEqualTo(before);
            }
          }
          default -> {}
        }
      }
      assertThat(ends).hasSizeGreaterThan(10);
    }
  }

  @Test
  void stacks_name_functions_files_and_lines() throws Exception {
    try (Input input = Input.of(RECORDED.resolve("full.trace"))) {
      Timeline timeline = Formats.read(input).timeline().orElseThrow();
      Everything events = new Everything();
      timeline.scan(List.of(events));
      int stack =
          events.of(EventKind.STOP).stream()
              .mapToInt(Everything.Told::stack)
              .filter(id -> id != 0)
              .findFirst()
              .orElseThrow();
      var frame = timeline.stacks().resolve(timeline.stacks().frameAt(stack, 0));
      assertThat(frame.function()).contains(".");
      assertThat(frame.file()).endsWith(".go");
      assertThat(frame.line()).isPositive();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 7, 8, 9, 10, 11, 19, 21, 24, 27})
  void another_version_is_refused_in_one_sentence(int version) {
    byte[] header = Arrays.copyOf(ascii("go 1.%d trace".formatted(version)), 16);
    assertThatThrownBy(() -> Formats.read(Input.of("old.trace", header)))
        .isInstanceOf(UnreadableException.class)
        .hasMessageContaining("old.trace@0x0")
        .hasMessageContaining("1." + version)
        .hasMessageNotContaining("\n");
  }

  @Test
  void a_region_over_two_generations_ends_once_with_its_start() throws Exception {
    byte[] trace =
        TextTrace.encode(
            """
            Trace Go1.22
            EventBatch gen=1 m=0 time=1 size=17
            ProcStatus dt=1 p=0 pstatus=1
            GoStatus dt=1 g=1 m=0 gstatus=2
            UserRegionBegin dt=1 task=2 name_string=1 stack=0
            EventBatch gen=1 m=18446744073709551615 time=1 size=5
            Frequency freq=15625000
            EventBatch gen=1 m=18446744073709551615 time=1 size=7
            Strings
            String id=1
            	data="work"
            EventBatch gen=2 m=0 time=101 size=17
            ProcStatus dt=1 p=0 pstatus=1
            GoStatus dt=1 g=1 m=0 gstatus=2
            UserRegionEnd dt=1 task=2 name_string=9 stack=0
            EventBatch gen=2 m=18446744073709551615 time=101 size=5
            Frequency freq=15625000
            EventBatch gen=2 m=18446744073709551615 time=101 size=8
            Strings
            String id=9
            	data="work\\n"
            """
                .replace("size=17", "size=14")
                .replace("size=7", "size=8")
                .replace("work\\n", "work"));
    Timeline timeline = Formats.read(Input.of("two", trace)).timeline().orElseThrow();
    Everything events = new Everything();
    List<Damage> damage = timeline.scan(List.of(events));

    assertThat(damage).isEmpty();
    assertThat(events.of(EventKind.REGION)).hasSize(1);
    Everything.Told region = events.of(EventKind.REGION).getFirst();
    assertThat(timeline.strings().get(region.text())).isEqualTo("work");
    assertThat(region.endNanos() - region.timeNanos()).isEqualTo(100 * 64);
    assertThat(events.of(EventKind.TASK_RUNNING)).hasSize(1);
    assertThat(timeline.clock().wall(0)).isEmpty();
  }

  @Test
  void the_part_before_a_break_is_told_with_the_place_of_the_break() throws Exception {
    byte[] whole = Files.readAllBytes(RECORDED.resolve("full.trace"));
    byte[] half = Arrays.copyOf(whole, whole.length / 2);
    Evidence evidence = Formats.read(Input.of("half.trace", half));
    Facts facts = evidence.facts().read();

    assertThat(((Facts.OfTrace) facts.detail()).wireEvents()).isPositive();
    assertThat(((Facts.OfTrace) facts.detail()).events()).isEmpty();
    assertThat(evidence.damage()).isNotEmpty();
    assertThat(facts.damage())
        .anySatisfy(damage -> {
          assertThat(damage.file()).isEqualTo("half.trace");
          assertThat(damage.found()).contains("end of the file");
        });
  }

  @Test
  void a_trace_of_which_nothing_is_left_is_unreadable() {
    byte[] trace = ascii("go 1.26 trace\0\0\0\1\1\1");
    assertThatThrownBy(() -> Formats.read(Input.of("cut", trace)))
        .isInstanceOf(UnreadableException.class)
        .hasMessageContaining("cut@0x10");
  }

  @Test
  void the_golden_tests_of_the_go_distribution_are_read_or_refused_as_they_say() throws Exception {
    Path go = Tools.go();
    String root =
        Tools.run(RECORDED, Duration.ofMinutes(1), List.of(go.toString(), "env", "GOROOT"))
            .out()
            .strip();
    List<String> wrong = new ArrayList<>();
    int refused = 0;
    try (Stream<Path> tests = Files.list(Path.of(root, "src/internal/trace/testdata/tests"))) {
      for (Path test : tests.filter(file -> file.toString().endsWith(".test")).toList()) {
        TextTrace.Golden golden = TextTrace.golden(Files.readString(test));
        boolean fails = fails(golden.trace());
        refused += fails ? 1 : 0;
        if (fails != golden.failure().isPresent()) {
          wrong.add(test.getFileName() + (fails ? ": refused" : ": not refused"));
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(refused).isGreaterThanOrEqualTo(2);
  }

  private static boolean fails(byte[] trace) throws IOException {
    try {
      return !Formats.read(Input.of("golden", trace)).facts().read().damage().isEmpty();
    } catch (UnreadableException e) {
      return true;
    }
  }

  private static Map<String, Long> counts(JsonNode node) {
    Map<String, Long> counts = new TreeMap<>();
    node.propertyStream().forEach(one -> counts.put(one.getKey(), one.getValue().asLong()));
    return counts;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
