package dev.cistern.analysis;

import static dev.cistern.analysis.Script.MILLI;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.model.DiagnosisResult;
import dev.cistern.model.EventKind;
import dev.cistern.model.Language;
import dev.cistern.model.PoolEventName;
import dev.cistern.model.PoolStage;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class PoolLifeQuestionTest {
  /** One object that is given back twice, over and over. */
  private static DiagnosisResult twice(PoolEventName name) throws IOException {
    Script script = new Script(Language.GO);
    for (int i = 1; i <= 100; i++) {
      String stage = (i == 1 ? PoolStage.MADE : PoolStage.OWN_SLOT).text();
      script.operation(EventKind.POOL_ACQUIRE, i * MILLI, 0xbeef, name, stage);
      script.operation(EventKind.POOL_RELEASE, i * MILLI + 1, 0xbeef, name, "put");
      script.operation(EventKind.POOL_RELEASE, i * MILLI + 2, 0xbeef, name, "put");
    }
    return script.diagnose();
  }

  @Test
  void a_race_detectors_build_is_refused_with_the_reason() throws Exception {
    assertThat(Script.rules(twice(PoolEventName.PLAIN))).contains("A4-put-twice");
    DiagnosisResult race = twice(new PoolEventName(true, false, 0));
    assertThat(Script.rules(race)).isEmpty();
    assertThat(race.funnel().rows()).isEmpty();
    assertThat(race.unanswered())
        .anySatisfy(question -> {
          assertThat(question.missing()).contains("race detector, which drops one Put in four");
          assertThat(question.collectWith()).contains("without -race");
        });
  }
}
