package dev.cistern.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.model.EventKind;
import dev.cistern.model.EventRow;
import dev.cistern.model.Language;
import dev.cistern.model.Profile;
import dev.cistern.model.SampleType;
import java.util.List;
import org.junit.jupiter.api.Test;

class RollupTest {
  private final ScriptedTimeline jvm = new ScriptedTimeline(Language.JVM);
  private final ScriptedTimeline go = new ScriptedTimeline(Language.GO);

  @Test
  void allocations_are_summed_by_stack() {
    int a = jvm.stack("a", "main");
    int b = jvm.stack("b", "main");
    jvm.add(allocation(EventKind.ALLOCATION_SAMPLE, a, 100));
    jvm.add(allocation(EventKind.ALLOCATION_SAMPLE, b, 7));
    jvm.add(allocation(EventKind.ALLOCATION_SAMPLE, a, 20));
    Profile profile = rollUp(jvm);
    assertThat(types(profile)).containsExactly("alloc_objects count", "alloc_space bytes");
    assertThat(profile.sampleCount()).isEqualTo(2);
    assertThat(profile.stackOf(0)).isEqualTo(a);
    assertThat(profile.value(0, 0)).isEqualTo(2);
    assertThat(profile.value(0, 1)).isEqualTo(120);
    assertThat(profile.value(1, 1)).isEqualTo(7);
  }

  @Test
  void processor_time_is_to_be_shown_first_else_allocated_bytes() {
    int a = jvm.stack("a");
    jvm.add(allocation(EventKind.ALLOCATION_SAMPLE, a, 300));
    assertThat(rollUp(jvm).header().defaultSampleType()).isEqualTo("alloc_space");
    jvm.add(new EventRow().start(EventKind.CPU_SAMPLE, 0, 1).stack(a).value(20));
    assertThat(rollUp(jvm).header().defaultSampleType()).isEqualTo("cpu");
  }

  @Test
  void sampled_allocations_and_those_of_buffers_are_never_added_up() {
    int a = jvm.stack("a");
    jvm.add(allocation(EventKind.ALLOCATION_TLAB, a, 5_000));
    assertThat(rollUp(jvm).total(1)).isEqualTo(5_000);
    jvm.add(allocation(EventKind.ALLOCATION_SAMPLE, a, 300));
    assertThat(rollUp(jvm).total(1)).isEqualTo(300);
  }

  @Test
  void what_threads_allocated_before_the_recording_is_left_out() {
    int a = jvm.stack("a");
    jvm.add(new EventRow().start(EventKind.TASK_CREATED, 0, 1).object(3));
    for (int i = 1; i <= 20; i++) { // the first comes last, as in a chunk's own order
      for (long task = 1; task <= 3; task++) {
        jvm.add(allocation(EventKind.ALLOCATION_SAMPLE, a, 1_000, 100 - i, task));
      }
    }
    jvm.add(allocation(EventKind.ALLOCATION_SAMPLE, a, 5_000_000, 1, 1)); // lives for long
    jvm.add(allocation(EventKind.ALLOCATION_SAMPLE, a, 2_000, 1, 2)); // has done little
    jvm.add(allocation(EventKind.ALLOCATION_SAMPLE, a, 7_000_000, 1, 3)); // began in it
    Rollup rollup = new Rollup(jvm);
    jvm.scan(List.of(rollup));
    Profile profile = rollup.profile();
    assertThat(profile.total(0)).isEqualTo(63);
    assertThat(profile.total(1)).isEqualTo(60_000 + 1_000 + 2_000 + 7_000_000);
    assertThat(rollup.leftOutBytes()).isEqualTo(4_999_000);
  }

  @Test
  void processor_time_is_taken_from_the_better_samples() {
    int a = jvm.stack("a");
    jvm.add(sample(EventKind.CPU_SAMPLE, a, "jdk.ExecutionSample", 20_000_000));
    Profile byClock = rollUp(jvm);
    assertThat(types(byClock)).containsExactly("cpu nanoseconds");
    assertThat(byClock.header().period()).isEqualTo(20_000_000);
    jvm.add(sample(EventKind.CPU_SAMPLE, a, "jdk.CPUTimeSample", 10_000_000));
    assertThat(rollUp(jvm).total(0)).isEqualTo(10_000_000);
  }

  @Test
  void threads_sampled_in_native_methods_are_not_wall_time() {
    int a = jvm.stack("a");
    jvm.add(sample(EventKind.WALL_SAMPLE, a, "jdk.NativeMethodSample", 20_000_000));
    assertThat(rollUp(jvm).sampleTypes()).isEmpty();
    jvm.add(sample(EventKind.WALL_SAMPLE, a, "profiler.WallClockSample", 50_000_000));
    assertThat(types(rollUp(jvm))).containsExactly("wall nanoseconds");
  }

  @Test
  void waits_for_locks_are_counted_and_their_time_summed() {
    int a = jvm.stack("a");
    jvm.add(new EventRow().start(EventKind.LOCK_WAIT, 0, 5).durationNanos(30).stack(a));
    jvm.add(new EventRow().start(EventKind.LOCK_WAIT, 0, 50).durationNanos(12).stack(a));
    Profile profile = rollUp(jvm);
    assertThat(types(profile)).containsExactly("contentions count", "delay nanoseconds");
    assertThat(profile.total(0)).isEqualTo(2);
    assertThat(profile.total(1)).isEqualTo(42);
  }

  @Test
  void of_go_only_the_waits_of_its_block_profile_count() {
    int a = go.stack("main.work");
    for (String reason : List.of("chan receive", "sleep", "network", "sync")) {
      go.add(
          new EventRow()
              .start(EventKind.TASK_WAITING, 0, 0)
              .durationNanos(10)
              .stack(a)
              .text(go.text(reason)));
    }
    assertThat(rollUp(go).total(1)).isEqualTo(20);
  }

  @Test
  void an_event_without_a_stack_still_counts() {
    jvm.add(allocation(EventKind.ALLOCATION_SAMPLE, 0, 100));
    assertThat(rollUp(jvm).total(1)).isEqualTo(100);
  }

  @Test
  void the_window_is_stated() {
    jvm.add(allocation(EventKind.ALLOCATION_SAMPLE, 0, 1));
    Profile.Header header = rollUp(jvm).header();
    assertThat(header.timeNanos()).isEqualTo(1_000_000_000_000L);
    assertThat(header.durationNanos()).isEqualTo(10_000_000_000L);
    assertThat(header.defaultSampleType()).isEqualTo("alloc_space");
  }

  private static Profile rollUp(ScriptedTimeline timeline) {
    Rollup rollup = new Rollup(timeline);
    timeline.scan(List.of(rollup));
    return rollup.profile();
  }

  private static EventRow allocation(
      EventKind kind, int stack, long bytes, long timeNanos, long task) {
    return new EventRow().start(kind, 0, timeNanos).stack(stack).value(bytes).task(task);
  }

  private static EventRow allocation(EventKind kind, int stack, long bytes) {
    return new EventRow().start(kind, 0, 0).stack(stack).value(bytes);
  }

  private EventRow sample(EventKind kind, int stack, String type, long nanos) {
    return new EventRow().start(kind, jvm.text(type), 0).stack(stack).value(nanos);
  }

  private static List<String> types(Profile profile) {
    return profile.sampleTypes().stream().map(RollupTest::text).toList();
  }

  private static String text(SampleType type) {
    return type.type() + " " + type.unit();
  }
}
