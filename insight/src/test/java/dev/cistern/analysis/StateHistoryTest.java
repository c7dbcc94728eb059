package dev.cistern.analysis;

import static dev.cistern.analysis.Script.MILLI;
import static dev.cistern.analysis.Script.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cistern.model.EventKind;
import dev.cistern.model.Language;
import dev.cistern.model.TaskStates;
import dev.cistern.model.TaskStates.Row;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class StateHistoryTest {
  private static TaskStates states(Script script) throws IOException {
    return script.diagnose().states().getFirst();
  }

  @Test
  void goroutines_are_counted_by_state_and_waits_by_reason() throws IOException {
    Script script = new Script(Language.GO);
    script.event(EventKind.TASK_RUNNING, 0, 4 * SECOND, "");
    script.event(EventKind.TASK_RUNNING, SECOND, SECOND, "");
    script.event(EventKind.TASK_RUNNABLE, 2 * SECOND, MILLI, "");
    script.event(EventKind.TASK_IN_SYSCALL, 3 * SECOND, SECOND, "");
    for (int i = 0; i < 10; i++) {
      script.event(EventKind.TASK_WAITING, 2 * SECOND, 2 * SECOND, "chan receive");
    }

    TaskStates states = states(script);
    List<Row> rows = states.rows();
    double perSecond = rows.get(0).counts().size() / (states.windowNanos() / (double) SECOND);

    assertThat(rows)
        .extracting(Row::state)
        .containsExactly("running", "runnable", "in a system call", "waiting: chan receive");
    assertThat(rows.get(0).mean() * states.windowNanos()).isEqualTo(5.0 * SECOND, within(1e6));
    assertThat(rows.get(0).max()).isEqualTo(2, within(0.01));
    List<Double> waiting = rows.get(3).counts();
    for (int i = 0; i < waiting.size(); i++) {
      boolean held = i >= 2 * perSecond && i + 1 <= 4 * perSecond;
      assertThat(waiting.get(i)).as("stretch %d", i).isEqualTo(held ? 10 : 0, within(0.01));
    }
  }

  @Test
  void the_rarer_reasons_are_counted_together() throws IOException {
    Script script = new Script(Language.GO);
    for (int reason = 1; reason <= 100; reason++) {
      script.event(EventKind.TASK_WAITING, 0, reason * 10 * MILLI, "reason " + reason);
    }

    TaskStates states = states(script);
    List<Row> rows = states.rows();

    assertThat(rows).hasSize(7);
    assertThat(rows.getLast().state()).isEqualTo("waiting: other reasons");
    assertThat(rows.stream().mapToDouble(Row::mean).sum() * states.windowNanos() / SECOND)
        .isEqualTo(50.5, within(0.5));
  }

  @Test
  void means_hold_the_time_of_all_intervals_whatever_the_window() {
    Random random = new Random(7);
    for (int round = 0; round < 50; round++) {
      long end = 1 + random.nextLong(100 * SECOND);
      Load load = new Load();
      double sum = 0;
      for (int i = 0; i < 200; i++) {
        long from = random.nextLong(end);
        long to = from + random.nextLong(end - from + 1);
        load.add(from, to);
        sum += to - from;
      }
      double told =
          load.means(end, 120).stream().mapToDouble(Double::doubleValue).sum() * end / 120;
      assertThat(told / sum).as("window of %d ns", end).isEqualTo(1, within(1e-6));
    }
  }

  @Test
  void a_recording_of_a_jvm_tells_no_states() throws IOException {
    Script script = new Script(Language.JVM);
    script.event(EventKind.TASK_WAITING, 0, SECOND, "java.lang.Object");
    assertThat(script.diagnose().states()).isEmpty();
  }
}
