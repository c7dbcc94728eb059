package dev.cistern.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.model.Language;
import dev.cistern.model.Stacks;
import dev.cistern.model.Strings;
import org.junit.jupiter.api.Test;

final class KeptStacksTest {
  private static final long SECOND = 1_000_000_000L;
  private final Stacks stacks = new Stacks(new Strings());

  private int stack(String... functions) {
    int[] frames = new int[functions.length];
    for (int i = 0; i < functions.length; i++) {
      int name = stacks.strings().intern(functions[i]);
      frames[i] = stacks.frame(name, 0, i, 0, Language.GO, 0, false);
    }
    return stacks.stack(frames, frames.length);
  }

  @Test
  void stacks_with_half_of_their_functions_in_common_are_one_cluster() {
    KeptStacks kept = new KeptStacks(3);
    int[] all = {
      stack("new", "get", "take", "search", "serve"),
      stack("new", "get", "take", "search", "retry", "serve"),
      stack("new", "get", "import", "main"),
      stack("new", "get", "take", "order", "serve")
    };
    for (int moment = 0; moment < 3; moment++) {
      kept.add(moment, stacks, all[0], 10 * moment, 9 * moment, 900 * moment);
      kept.add(moment, stacks, all[1], 10 * moment, moment, 100 * moment);
      kept.add(moment, stacks, all[2], 10 * moment, 2 * moment, 300 * moment);
      kept.add(moment, stacks, all[3], 10 * moment, 3 - moment, 300 - moment); // given back
    }
    assertThat(kept.clusters()).hasSize(2);
    assertThat(kept.clusters().getFirst()).hasSize(2);
    assertThat(kept.told(new long[] {0, 5 * SECOND, 10 * SECOND}))
        .contains("3 stacks rise in 2 clusters", "allocated ++, in use ++, seen for 5");
  }

  @Test
  void each_step_has_its_sign() {
    assertThat(KeptStacks.signs(new long[] {1, 2, 2, 1})).isEqualTo("+0−");
  }
}
