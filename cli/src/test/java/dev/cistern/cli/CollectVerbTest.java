package dev.cistern.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.collect.GoService;
import dev.cistern.format.EvidenceLoader;
import dev.cistern.house.Tools.Output;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Collecting by the command, from the lab's real service. */
final class CollectVerbTest {
  @TempDir private Path folder;

  private Output run(Object... arguments) {
    return new Cistern(folder).run(arguments);
  }

  @Test
  void a_snapshot_is_taken_everywhere_a_file_is() {
    try (GoService service = GoService.start("-rate", "100")) {
      Output collected = run("collect", service.address(), "--window", "2s", "-o", "x.cistern");
      assertThat(collected.exit()).as(collected.err()).isZero();
      assertThat(collected.err()).contains("x.cistern: ").doesNotContain("failed");
      for (List<String> verb :
          List.of(
              List.of("info", "x.cistern"),
              List.of("top", "x.cistern", "--sample", "cpu"),
              List.of("diff", "x.cistern", "x.cistern"),
              List.of("report", "x.cistern", "-o", "x.html"),
              List.of("diagnose", "x.cistern"))) {
        Output output = run(verb.toArray());
        assertThat(output.exit()).as("%s: %s", verb, output.err()).isZero();
      }
      Output live = run("diagnose", service.address(), "--window", "1s");
      assertThat(live.exit()).as(live.err()).isZero();
      assertThat(live.out()).contains(service.address() + "!cpu.pb.gz");
    }
  }

  @Test
  void an_interrupt_leaves_a_whole_snapshot_and_a_kill_none() throws Exception {
    try (GoService service = GoService.start("-rate", "100")) {
      Path file = folder.resolve("x.cistern");
      Process stopped = collector(service, file);
      Thread.sleep(4_000);
      stopped.destroy(); // TERM is taken as Ctrl-C is, and a build in the background ignores INT
      assertThat(stopped.waitFor()).isEqualTo(130);
      try (EvidenceLoader loader =
          EvidenceLoader.load(file.toString(), InputStream.nullInputStream())) {
        assertThat(loader.snapshot().members()).isNotEmpty();
      }
      Path none = folder.resolve("y.cistern");
      Process killed = collector(service, none);
      Thread.sleep(3_000);
      killed.destroyForcibly().waitFor();
      assertThat(none).doesNotExist();
    }
  }

  private Process collector(GoService service, Path file) throws IOException {
    List<String> command = Cistern.command();
    command.addAll(List.of("collect", service.address(), "--window", "30s", "-o", file.toString()));
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  @Test
  void mistakes_are_told_before_anything_is_asked_of_the_target() throws IOException {
    assertMistake("CISTERN_PASSWORD", "collect", "http://me:secret@localhost:6060");
    assertMistake("whole seconds", "collect", "http://localhost:1", "--window", "500ms");
    assertMistake("-o FOLDER", "collect", "http://localhost:1", "http://localhost:2");
    assertMistake("goroutineleak", "collect", "http://localhost:1", "--members", "nonsense");
    assertMistake("process id", "collect", "nonsense");
    assertMistake("at 7", "collect", "http://localhost:1", "--where", "label.=1");
    Output refused = run("collect", "http://127.0.0.1:1", "--window", "1s");
    assertThat(refused.exit()).isEqualTo(3);
    assertThat(refused.err()).hasLineCount(1).contains("connection refused");
    try (var left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  private void assertMistake(String told, Object... arguments) {
    Output output = run(arguments);
    assertThat(output.exit()).as(output.err()).isEqualTo(2);
    assertThat(output.err()).contains(told).doesNotContain("secret");
  }
}
