package dev.cistern.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.catalogue.Catalogue;
import dev.cistern.model.Finding;
import dev.cistern.model.LintResult;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class RuleExamplesTest {
  private static final Pattern WANT = Pattern.compile("(?://|#) want ((?:POOL|ALLOC)-[0-9]{2})");

  @TempDir private Path temp;

  static Stream<Path> examples() throws Exception {
    URI place = Objects.requireNonNull(RuleExamplesTest.class.getResource("rules")).toURI();
    try (Stream<Path> files = Files.walk(Path.of(place))) {
      return files
          .filter(file -> file.toString().matches(".*[.](go|java|mk|sh|yaml|Dockerfile)"))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void exactly_what_an_example_expects_is_found(Path example) throws IOException {
    String name = example.toString();
    Path file = temp.resolve("example" + name.substring(name.lastIndexOf('.')));
    Files.copy(example, file);

    LintResult result = lint(temp);

    assertThat(result.unparsed()).isEmpty();
    assertThat(result.findings().stream().map(f -> f.place().line() + " " + f.rule()))
        .as(example.toString())
        .containsExactlyInAnyOrderElementsOf(wanted(file));
  }

  @Test
  void a_comment_with_a_reason_silences_a_finding_and_one_that_silences_nothing_is_told()
      throws IOException {
    Files.writeString(
        temp.resolve("a.go"),
        """
        package a

        import "sync"

        var pool = sync.Pool{New: func() any { return new(int) }}

        func once() *int {
        	p := pool.Get().(*int)
        	defer pool.Put(p)
        	return p //cistern:ignore POOL-04 shown to nobody
        }

        func fine() {} //cistern:ignore POOL-06 nothing here
        """);

    LintResult result = lint(temp);

    assertThat(result.suppressed()).isEqualTo(1);
    assertThat(result.findings())
        .singleElement()
        .satisfies(f -> assertThat(f.title()).contains("POOL-06").contains("nothing is found"));
  }

  @Test
  void fingerprints_survive_moved_lines_and_a_baseline_takes_findings_out() throws IOException {
    String function =
        """
        func get() *int {
        	p := pool.Get().(*int)
        	defer pool.Put(p)
        	return p
        }
        """;
    String head =
        "package a\n\nimport \"sync\"\n\n"
            + "var pool = sync.Pool{New: func() any { return new(int) }}\n\n";
    Files.writeString(temp.resolve("a.go"), head + function);
    Finding before = lint(temp).findings().getFirst();
    Files.writeString(temp.resolve("a.go"), head + "// moved\n\n\n" + function);
    Finding after = lint(temp).findings().getFirst();

    assertThat(after.fingerprint()).isEqualTo(before.fingerprint());
    assertThat(after.place().line()).isGreaterThan(before.place().line());
    LintOptions known =
        new LintOptions(
            false, java.util.Set.of(), java.util.Map.of(), java.util.Set.of(before.fingerprint()));
    assertThat(new Linter(Catalogue.shipped(), known).lint(List.of(temp)).findings()).isEmpty();
  }

  @Test
  void a_file_that_is_not_go_does_not_hide_what_is_found_in_another() throws IOException {
    Files.writeString(temp.resolve("bad.go"), "package a\n\n<<<<<<< HEAD\nfunc (\n");
    Files.writeString(
        temp.resolve("good.go"),
        """
        package a

        import "sync"

        var pool = sync.Pool{New: func() any { return new(int) }}

        func get() *int {
        	p := pool.Get().(*int)
        	defer pool.Put(p)
        	return p
        }
        """);

    LintResult result = lint(temp);

    assertThat(result.unparsed()).isNotEmpty();
    assertThat(result.findings()).extracting(f -> f.rule().id()).containsExactly("POOL-04");
  }

  private static LintResult lint(Path folder) throws IOException {
    return new Linter(Catalogue.shipped(), LintOptions.STANDARD).lint(List.of(folder));
  }

  private static List<String> wanted(Path file) throws IOException {
    List<String> wanted = new ArrayList<>();
    List<String> lines = Files.readAllLines(file);
    for (int i = 0; i < lines.size(); i++) {
      Matcher matcher = WANT.matcher(lines.get(i));
      while (matcher.find()) {
        wanted.add(i + 1 + " " + matcher.group(1));
      }
    }
    return wanted;
  }
}
