package dev.cistern.bench.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.house.Tools;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MutantsTest {
  private static final long SEED = 1;
  private static final int ROUNDS = 4;

  @TempDir private Path temp;

  @Test
  void nine_in_ten_faults_put_into_healthy_examples_are_found() throws Exception {
    Outcome outcome = outcome(true);
    assertThat(outcome.percent())
        .as("seed %d: %s", SEED, String.join("\n", outcome.wrong()))
        .isGreaterThanOrEqualTo(90);
  }

  @Test
  void healthy_examples_written_otherwise_are_left_in_peace() throws Exception {
    assertThat(outcome(false).wrong()).as("seed %d", SEED).isEmpty();
  }

  private Outcome outcome(boolean faults) throws Exception {
    Path folder = temp.toRealPath();
    MutantsMain.examples(Tools.root(), folder.resolve("examples"));
    return MutantsMain.run(folder, faults, SEED, ROUNDS);
  }
}
