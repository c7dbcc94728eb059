package dev.cistern.format.gctrace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.damage.DamageHarness;
import dev.cistern.format.Formats;
import dev.cistern.format.Input;
import dev.cistern.format.Seen;
import dev.cistern.model.EventKind;
import dev.cistern.model.Evidence;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class GcTraceTest {
  private static final String FIRST =
      "gc 1 @0.500s 2%: 0.020+1.5+0.010 ms clock, 0.04+0.2/1.1/0.5+0.02 ms cpu, 4->5->2 MB, 6 MB"
          + " goal, 0 MB stacks, 0 MB globals, 2 P\n";
  private static final String OLD =
      "gc 2 @1.000s 2%: 0.5+2+0.5 ms clock, 0.04+0.2/1.1/0.5+0.02 ms cpu, 8->9->3 MB, 10 MB goal, 4"
          + " P (forced)\n";

  private static Evidence read(String text) throws Exception {
    return Formats.read(Input.of("gc.txt", text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void a_line_gives_the_cycle_its_stops_and_the_heap() throws Exception {
    Evidence evidence = read(FIRST);
    assertThat(evidence.damage()).isEmpty();
    assertThat(
            Seen.of(
                evidence,
                EventKind.GC_CYCLE,
                EventKind.STOP,
                EventKind.HEAP_LIVE,
                EventKind.HEAP_GOAL))
        .containsExactlyInAnyOrder(
            new Seen(EventKind.HEAP_LIVE, 500_000_000, 0, 4 << 20, "before"),
            new Seen(EventKind.HEAP_GOAL, 500_000_000, 0, 6 << 20, ""),
            new Seen(EventKind.STOP, 500_000_000, 20_000, 1, "GC sweep termination"),
            new Seen(EventKind.STOP, 501_520_000, 10_000, 1, "GC mark termination"),
            new Seen(EventKind.GC_CYCLE, 500_000_000, 1_530_000, 1, ""),
            new Seen(EventKind.HEAP_LIVE, 501_530_000, 0, 2 << 20, "after"));
  }

  @Test
  void older_and_forced_lines_between_others_are_read() throws Exception {
    Evidence evidence = read("started\n[web-1] " + FIRST + "GET / 200\nweb-1 | " + OLD);
    assertThat(Seen.of(evidence, EventKind.GC_CYCLE))
        .extracting(Seen::what)
        .containsExactly("", "forced");
  }

  @Test
  void a_process_that_starts_anew_goes_on_behind_the_one_before_and_is_told() throws Exception {
    Evidence evidence = read(FIRST + OLD + FIRST);
    assertThat(Seen.of(evidence, EventKind.GC_CYCLE))
        .extracting(Seen::startNanos)
        .containsExactly(500_000_000L, 1_000_000_000L, 1_503_000_000L);
    assertThat(evidence.damage()).hasSize(1);
  }

  @Test
  void a_line_cut_in_its_middle_is_told() throws Exception {
    Evidence evidence = read(FIRST + OLD.substring(0, 80));
    assertThat(Seen.of(evidence, EventKind.GC_CYCLE)).hasSize(1);
    assertThat(evidence.damage()).hasSize(1);
  }

  @Test
  void damage_is_survived() {
    DamageHarness.survives(GcTraceCase.class);
  }
}
