package dev.cistern.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.house.Tools.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user does wrong is told in one sentence, with the exit code that scripts rely on. */
final class MistakesTest {
  private static final Path HEAP = Cistern.recorded("profiles/heap.pb.gz");

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "diagnos, diagnose",
    "tpo, top",
    "top --fromat json, --format",
    "info --no-colour x, --no-color",
    "diagnose --failon low x, --fail-on",
  })
  void a_mistyped_word_exits_2_with_the_nearest_spelling(String line, String meant) {
    Output output = cistern().run((Object[]) line.split(" "));
    assertThat(output.exit()).isEqualTo(2);
    assertThat(output.err()).contains("did you mean '" + meant + "'?").hasLineCount(1);
    assertThat(output.out()).isEmpty();
  }

  @Test
  void a_value_that_a_flag_does_not_take_exits_2_and_names_those_it_takes() {
    assertUsage("wanted", cistern().run("top", HEAP, "--limit", "0"));
    assertUsage("alloc_space", cistern().run("top", HEAP, "--sample", "nonsense"));
    assertUsage("writes json, text", cistern().run("top", HEAP, "--format", "html"));
    assertUsage("medium", cistern().run("diagnose", HEAP, "--fail-on", "sometimes"));
    assertUsage("never-released", cistern().run("demo", "--fault", "nonsense"));
  }

  @Test
  void what_cannot_be_read_exits_3_with_one_sentence() throws IOException {
    Path empty = Files.createFile(folder.resolve("empty"));
    Path text = Files.writeString(folder.resolve("text"), "nothing that anybody collects\n");
    Path nothing = Files.createDirectory(folder.resolve("nothing"));
    for (Path input : new Path[] {folder.resolve("missing"), empty, text, nothing}) {
      for (String verb : new String[] {"info", "top", "diagnose"}) {
        Output output = cistern().run(verb, input);
        assertThat(output.exit()).as("%s %s: %s", verb, input, output.err()).isEqualTo(3);
        assertThat(output.err()).contains(input.toString()).hasLineCount(1);
        assertThat(output.out()).isEmpty();
      }
    }
  }

  @Test
  void an_output_that_cannot_be_written_is_told_before_the_work_starts() throws IOException {
    Path place = folder.resolve("no/such/folder/x.json");
    Output output = cistern().run("info", folder.resolve("missing"), "-o", place);
    assertUsage(place + ": cannot be written", output);
    assertUsage("it is a directory", cistern().run("report", HEAP, "-o", folder));
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void damage_is_a_warning_with_its_place_and_with_strict_an_error() throws IOException {
    byte[] whole = Files.readAllBytes(HEAP);
    Path cut =
        Files.write(folder.resolve("cut.pb.gz"), Arrays.copyOf(whole, whole.length * 9 / 10));
    Output lenient = cistern().run("info", cut, "--format", "json");
    assertThat(lenient.exit()).isZero();
    assertThat(lenient.err()).contains("warning", cut.toString(), "wanted", "found");
    assertThat(lenient.out()).containsPattern("\"damage\": *\\[\\s*\\{\\s*\"file\":");
    assertThat(cistern().run("info", cut, "--strict").exit()).isEqualTo(3);
    Output quiet = cistern().run("info", cut, "--quiet");
    assertThat(quiet.err()).isEmpty();
  }

  @Test
  void every_verb_tells_of_evidence_in_a_folder_that_could_not_be_read() throws IOException {
    Path mixed = Files.createDirectory(folder.resolve("mixed"));
    Files.copy(HEAP, mixed.resolve("heap.pb.gz"));
    Files.writeString(mixed.resolve("old.trace"), "go 1.19 trace\0\0\0and more");
    for (String verb : new String[] {"info", "top", "diagnose"}) {
      Output output = cistern().run(verb, mixed, "--format", "json");
      assertThat(output.exit()).as(output.err()).isZero();
      assertThat(output.err()).as(verb).contains("warning", "old.trace");
      assertThat(cistern().run(verb, mixed, "--strict").exit()).as(verb).isEqualTo(3);
    }
  }

  @Test
  void profiles_that_do_not_go_together_are_told_apart() {
    Output output = cistern().run("top", HEAP, "--base", Cistern.recorded("profiles/cpu.pb.gz"));
    assertThat(output.exit()).isEqualTo(3);
    assertThat(output.err()).hasLineCount(1);
  }

  private Cistern cistern() {
    return new Cistern(folder);
  }

  private static void assertUsage(String told, Output output) {
    assertThat(output.exit()).as(output.err()).isEqualTo(2);
    assertThat(output.err()).contains(told).hasLineCount(1);
    assertThat(output.out()).isEmpty();
  }
}
