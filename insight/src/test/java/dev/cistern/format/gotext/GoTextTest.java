package dev.cistern.format.gotext;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.format.Formats;
import dev.cistern.format.Input;
import dev.cistern.model.Evidence;
import dev.cistern.model.Profile;
import dev.cistern.model.RuntimeState;
import dev.cistern.model.RuntimeState.TaskGroup;
import dev.cistern.model.Stacks;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GoTextTest {
  private static Evidence recorded(String name) throws Exception {
    try (Input input = Input.of(Recorded.path(name))) {
      return Formats.read(input);
    }
  }

  private static Evidence read(String text) throws Exception {
    return Formats.read(Input.of("x.txt", text.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<String> stack(Stacks stacks, int stack) {
    return IntStream.range(0, stacks.depth(stack))
        .mapToObj(i -> stacks.function(stacks.frameAt(stack, i)))
        .toList();
  }

  @Test
  void a_sample_has_the_names_and_labels_of_its_comments() throws Exception {
    Profile profile = recorded("goroutine.debug1.txt").profile().orElseThrow();
    assertThat(stack(profile.stacks(), profile.stackOf(0)))
        .containsExactly(
            "main.waitReceive",
            "main.block.func1",
            "main.(*blocking).start.func1",
            "runtime/pprof.Do");
    assertThat(profile.labels().get(profile.labelsOf(0)))
        .extracting("key", "text")
        .containsExactly(org.assertj.core.api.Assertions.tuple("waits-in", "waitReceive"));
    assertThat(profile.value(0, 0)).isEqualTo(3);
    assertThat(profile.total(0)).isEqualTo(20);
  }

  @Test
  void a_sample_without_comments_has_its_addresses() throws Exception {
    Profile profile = read("goroutine profile: total 2\n2 @ 0x10 0x20\n").profile().orElseThrow();
    Stacks stacks = profile.stacks();
    int stack = profile.stackOf(0);
    assertThat(stacks.depth(stack)).isEqualTo(2);
    assertThat(stacks.address(stacks.frameAt(stack, 0))).isEqualTo(0xf);
    assertThat(stacks.function(stacks.frameAt(stack, 0))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"goroutine.debug1.txt", "goroutine.debug2.txt"})
  void dumps_appended_to_one_file_are_a_series(String name) throws Exception {
    String once = new String(Recorded.bytes(name), StandardCharsets.UTF_8);
    String cut = once.substring(0, once.length() / 2);
    Profile alone = recorded(name).profile().orElseThrow();
    List<Evidence> series =
        Formats.readSeries(
            Input.of("x.txt", (once + "\n" + once + "\n" + cut).getBytes(StandardCharsets.UTF_8)));
    assertThat(series)
        .extracting(Evidence::name)
        .containsExactly("x.txt dump 1", "x.txt dump 2", "x.txt dump 3");
    for (Evidence one : series.subList(0, 2)) {
      Profile profile = one.profile().orElseThrow();
      assertThat(profile.total(0)).isEqualTo(alone.total(0));
      assertThat(profile.sampleCount()).isEqualTo(alone.sampleCount());
      assertThat(one.damage()).isEmpty();
    }
    assertThat(series.getLast().profile().orElseThrow().total(0)).isBetween(1L, alone.total(0) - 1);
    assertThat(series.getLast().damage()).isNotEmpty();
  }

  @Test
  void memory_statistics_and_stops_are_read() throws Exception {
    Evidence evidence = recorded("heap.debug1.txt");
    assertThat(evidence.damage()).isEmpty();
    RuntimeState state = evidence.state().orElseThrow();
    RuntimeState.Memory memory = state.memory().orElseThrow();
    assertThat(memory.heapObjects()).isEqualTo(memory.mallocs() - memory.frees());
    assertThat(memory.collections()).isPositive();
    assertThat(state.stops()).hasSize((int) Math.min(256, memory.collections()));
    assertThat(state.stops())
        .isSortedAccordingTo((a, b) -> Long.compare(a.wallEndNanos(), b.wallEndNanos()));
    assertThat(state.stops()).allMatch(stop -> stop.durationNanos() > 0);
    assertThat(state.stops().getLast().wallEndNanos())
        .isEqualTo(Long.parseLong(state.properties().get("LastGC")));
  }

  @Test
  void goroutines_are_grouped_by_state_stack_and_creator() throws Exception {
    RuntimeState state = recorded("goroutine.debug2.txt").state().orElseThrow();
    TaskGroup receivers =
        state.tasks().stream()
            .filter(task -> stack(state.stacks(), task.stack()).contains("main.waitReceive"))
            .findFirst()
            .orElseThrow();
    assertThat(receivers.state()).isEqualTo("chan receive");
    assertThat(receivers.count()).isEqualTo(3);
    assertThat(receivers.createdBy()).isEqualTo("main.(*blocking).start");
    assertThat(state.tasks().stream().mapToLong(TaskGroup::count).sum()).isEqualTo(20);
    assertThat(state.tasks()).anyMatch(task -> task.state().equals("select (no cases)"));
  }

  @Test
  void a_stated_wait_and_inlined_calls_are_read() throws Exception {
    String text =
        """
        panic: oops

        goroutine 7 [IO wait, 3 minutes, locked to thread]:
        main.a(...)
        \t/src/a.go:5
        main.(*T).b(0x1, {0x2, (0x3)})
        \t/src/a.go:9 +0x12
        created by main.main in goroutine 1
        \t/src/a.go:20 +0x5
        """;
    Evidence evidence = read(text);
    RuntimeState state = evidence.state().orElseThrow();
    TaskGroup task = state.tasks().getFirst();
    assertThat(task.longestWaitNanos()).isEqualTo(Duration.ofMinutes(3).toNanos());
    assertThat(task.createdBy()).isEqualTo("main.main");
    assertThat(stack(state.stacks(), task.stack())).containsExactly("main.a", "main.(*T).b");
    assertThat(state.stacks().inlined(state.stacks().frameAt(task.stack(), 0))).isTrue();
    assertThat(state.stacks().line(state.stacks().frameAt(task.stack(), 1))).isEqualTo(9);
    assertThat(evidence.damage()).isEmpty();
  }

  @Test
  void a_cut_text_says_how_many_are_missing() throws Exception {
    String text = "goroutine profile: total 5\n2 @ 0x10 0x20\n\n1 @ 0x1";
    assertThat(read(text).damage())
        .extracting(Object::toString)
        .containsExactly(
            "x.txt@0x2a: wanted a line break behind a sample, found the end of the file",
            "x.txt@0x31: wanted 5 goroutines as the first line says, found 3");
  }
}
