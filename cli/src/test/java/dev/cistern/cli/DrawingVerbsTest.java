package dev.cistern.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.house.Tools;
import dev.cistern.house.Tools.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DrawingVerbsTest {
  private static final Path CPU = Cistern.recorded("profiles/cpu.pb.gz");

  @TempDir private Path folder;

  @Test
  void tree_shows_who_calls_what() {
    Output output = run("tree", CPU, "--sample", "cpu");
    assertThat(output.exit()).as(output.err()).isZero();
    assertThat(output.out()).contains("Type: cpu", "└─main.serve");
    assertThat(run("tree", CPU, "--sample", "none").exit()).isEqualTo(2);
    assertThat(run("tree", CPU, "--min", "101").exit()).isEqualTo(2);
    assertThat(run("tree", CPU, "--limit", "0").exit()).isEqualTo(2);
  }

  @Test
  void flame_draws_on_the_terminal_or_into_a_picture() throws IOException {
    Output output = run("flame", CPU);
    assertThat(output.exit()).as(output.err()).isZero();
    assertThat(output.out()).contains("▏main.serve");
    assertThat(run("flame", CPU, "-o", "cpu.svg").exit()).isZero();
    assertThat(Files.readString(folder.resolve("cpu.svg")))
        .startsWith("<svg ")
        .contains("main.serve")
        .endsWith("</svg>\n");
    assertThat(run("flame", CPU, "--depth", "0").exit()).isEqualTo(2);
  }

  @Test
  void the_completion_is_a_script_that_bash_takes_and_that_knows_every_verb() {
    Output output = run("generate-completion", "-o", "cistern.sh");
    assertThat(output.exit()).as(output.err()).isZero();
    Output completed =
        Tools.run(
            folder,
            Duration.ofSeconds(20),
            List.of(
                "bash",
                "-c",
                "source ./cistern.sh && COMP_WORDS=(cistern dia) COMP_CWORD=1"
                    + " && _complete_cistern && echo \"${COMPREPLY[@]}\""));
    assertThat(completed.exit()).as(completed.err()).isZero();
    assertThat(completed.out().strip()).isEqualTo("diagnose");
  }

  private Output run(Object... arguments) {
    return new Cistern(folder).run(arguments);
  }
}
