package dev.cistern.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.model.FlameGraph;
import dev.cistern.model.Language;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class FlameBuilderTest {
  @Test
  void stacks_are_merged_from_the_root() {
    FlameGraph graph =
        FlameBuilder.of(
            ScriptedProfile.of(Language.GO, "cpu", "nanoseconds")
                .sample("c ; b ; a", 3)
                .sample("b ; a", 2)
                .sample("d ; a", 4)
                .sample("c ; b ; a", 1)
                .build(),
            0,
            100);

    assertThat(graph.nodeCount()).isEqualTo(5);
    assertThat(graph.total()[0]).isEqualTo(10);
    assertThat(graph.foldedNodes()).isZero();
    int b = node(graph, "b");
    assertThat(graph.total()[b]).isEqualTo(6);
    assertThat(graph.self()[b]).isEqualTo(2);
    assertThat(graph.names().get(graph.name()[graph.parent()[b]])).isEqualTo("a");
  }

  @Test
  void what_has_no_room_stays_in_its_parents_own_value_and_the_largest_is_kept() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    ScriptedProfile script = ScriptedProfile.of(Language.GO, "cpu", "nanoseconds");
    for (int i = 0; i < 2000; i++) {
      StringBuilder stack = new StringBuilder("leaf" + random.nextInt(50));
      for (int depth = random.nextInt(12); depth >= 0; depth--) {
        stack.append(" ; f").append(random.nextInt(6));
      }
      script.sample(stack.toString(), 1 + random.nextInt(100));
    }
    FlameGraph whole = FlameBuilder.of(script.build(), 0, 1_000_000);
    FlameGraph pruned = FlameBuilder.of(script.build(), 0, 300);

    assertThat(pruned.nodeCount()).isEqualTo(300);
    assertThat(whole.foldedNodes()).isZero();
    assertThat(pruned.foldedNodes()).isEqualTo(whole.nodeCount() - 300);
    assertThat(pruned.total()[0]).isEqualTo(whole.total()[0]);
    long self = 0;
    for (int i = 0; i < pruned.nodeCount(); i++) {
      assertThat(pruned.self()[i]).isNotNegative();
      assertThat(pruned.parent()[i]).isLessThan(i);
      self += pruned.self()[i];
    }
    assertThat(self).isEqualTo(pruned.total()[0]);
  }

  private static int node(FlameGraph graph, String name) {
    for (int i = 0; i < graph.nodeCount(); i++) {
      if (graph.names().get(graph.name()[i]).equals(name)) {
        return i;
      }
    }
    throw new AssertionError("no node " + name);
  }
}
