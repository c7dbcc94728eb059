package dev.cistern.analysis;

import static dev.cistern.analysis.Script.MILLI;
import static dev.cistern.analysis.Script.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.model.DiagnosisResult;
import dev.cistern.model.Finding;
import dev.cistern.model.Language;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ConvoyTest {
  private static final String LOCKED =
      "internal/sync.(*Mutex).lockSlow ; internal/sync.(*Mutex).Lock ; sync.(*Mutex).Lock"
          + " ; main.takeOrder@stock.go:12 ; main.serve@serve.go:3";

  /** Goroutines that each wait for so long, one beginning each millisecond for two seconds. */
  private static Script waiting(String stack, long eachNanos) {
    Script script = new Script(Language.GO);
    int at = script.stack(stack);
    for (int i = 0; i < 2000; i++) {
      script.waited(SECOND + i * MILLI, eachNanos, i, at);
    }
    return script;
  }

  private static List<Finding> convoys(Script script) throws IOException {
    DiagnosisResult result = script.diagnose();
    return result.findings().stream()
        .filter(finding -> finding.rule().equals(Rules.LOCK_CONVOY))
        .toList();
  }

  @Test
  void a_line_before_a_lock_is_named_by_function_and_lock_and_what_is_waited_for()
      throws Exception {
    Script script = waiting(LOCKED, 8 * MILLI);
    int asleep = script.stack("time.Sleep ; main.audit ; main.takeOrder@stock.go:15 ; main.serve");
    for (int i = 0; i < 100; i++) {
      script.waited(SECOND + i * MILLI, MILLI, 5000 + i, asleep);
    }

    List<Finding> convoys = convoys(script);

    assertThat(convoys).hasSize(1);
    assertThat(convoys.getFirst().title()).contains("sync.Mutex that main.takeOrder locks: ");
    assertThat(convoys.getFirst().place().line()).isEqualTo(12);
    assertThat(convoys.getFirst().why()).contains("100 ms in all in main.audit");
  }

  @Test
  void a_lock_that_one_or_two_wait_for_has_no_line() throws Exception {
    assertThat(convoys(waiting(LOCKED, 3 * MILLI / 2))).isEmpty();
  }

  @Test
  void a_burst_is_no_line() throws Exception {
    Script script = new Script(Language.GO);
    int at = script.stack(LOCKED);
    for (int i = 0; i < 500; i++) {
      script.waited(SECOND, 100 * MILLI, i, at);
    }

    assertThat(convoys(script)).isEmpty();
  }

  @Test
  void who_waits_for_others_to_end_or_for_a_first_value_stands_in_no_line() throws Exception {
    assertThat(convoys(waiting("sync.(*WaitGroup).Wait ; main.all", 8 * MILLI))).isEmpty();
    assertThat(
            convoys(
                waiting(
                    "sync.(*Mutex).Lock ; sync.(*Once).doSlow ; sync.(*Once).Do ; main.first",
                    8 * MILLI)))
        .isEmpty();
  }
}
