package dev.cistern.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.analysis.Top;
import dev.cistern.format.Formats;
import dev.cistern.format.Input;
import dev.cistern.house.Tools;
import dev.cistern.model.Profile;
import dev.cistern.model.TopTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our list beside the one that {@code go tool pprof -top} prints of the same file, row by row. */
class TopAsReferenceTest {
  private static final Path PROFILES =
      Tools.root().resolve("insight/src/test/resources/recorded/go/profiles");

  static List<Path> profiles() throws Exception {
    try (Stream<Path> files = Files.list(PROFILES)) {
      return files.filter(file -> file.toString().endsWith(".pb.gz")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("profiles")
  void prints_the_rows_that_the_reference_tool_prints(Path file) throws Exception {
    try (Input input = Input.of(file)) {
      Profile profile = Formats.read(input).profile().orElseThrow();
      for (TopTable.TypeTop type : Top.of(profile, Optional.empty(), Integer.MAX_VALUE).types()) {
        String name = type.type().type();
        String reference = Tools.pprofTop(PROFILES, file, "-sample_index=" + name);
        StringBuilder ours = new StringBuilder();
        TopTable one = Top.of(profile, Optional.of(name), Integer.MAX_VALUE);
        new TextReport(TextStyle.PLAIN).write(file.toString(), one, ours);
        assertThat(rows(ours.toString())).as(name).isEqualTo(rows(reference));
      }
    }
  }

  /** What follows the columns' names, in any order among equals, without marks of inlining. */
  private static List<String> rows(String text) {
    return text.lines()
        .dropWhile(line -> !line.contains("flat  flat%"))
        .map(line -> line.replaceFirst(" \\((partial-)?inline\\)$", ""))
        .toList();
  }
}
