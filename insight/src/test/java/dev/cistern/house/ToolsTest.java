package dev.cistern.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ToolsTest {
  @Test
  void the_root_of_the_checkout_is_found_from_a_module() {
    assertThat(Files.isRegularFile(Tools.root().resolve("insight/pom.xml"))).isTrue();
  }

  @Test
  void a_finished_process_leaves_its_code_and_both_outputs() {
    var output = run(Duration.ofSeconds(20), "echo out; echo err >&2; exit 3");
    assertThat(output).isEqualTo(new Tools.Output(3, "out\n", "err\n"));
  }

  @Test
  void a_process_that_does_not_end_is_killed_and_told() {
    assertThatThrownBy(() -> run(Duration.ofMillis(200), "sleep 30"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("wanted an end within");
  }

  private static Tools.Output run(Duration limit, String script) {
    return Tools.run(Tools.root(), limit, List.of("sh", "-c", script));
  }
}
