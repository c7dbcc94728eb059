package dev.cistern.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.house.Tools;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo's Go service, built with pool events and collected from, as the user runs it. */
final class GoDemoTest {
  @TempDir private Path folder;

  @Test
  void the_planted_fault_is_named_and_the_twin_has_none() {
    Tools.go();
    List<String> command = Cistern.command();
    command.add(1, "-Dcistern.root=" + Tools.root());
    command.addAll(List.of("demo", "--go", "--seconds", "3", "--fault", "never-put"));
    Tools.Output demo = Tools.run(folder, Duration.ofMinutes(5), command);

    assertThat(demo.exit()).as(demo.err()).isZero();
    assertThat(demo.out())
        .contains("objects taken in main.(*shop).take are never put back")
        .contains("The healthy twin under the same load: no fault");
    assertThat(folder.resolve("report.html")).isNotEmptyFile();
  }
}
