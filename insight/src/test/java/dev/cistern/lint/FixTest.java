package dev.cistern.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.catalogue.Catalogue;
import dev.cistern.house.Tools;
import dev.cistern.house.Tools.Output;
import dev.cistern.lint.fix.Fixer;
import dev.cistern.lint.fix.Recipes;
import dev.cistern.model.Finding;
import dev.cistern.model.LintResult;
import dev.cistern.model.RuleId;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mends are safe: what is mended compiles, and nothing new is found in it. */
final class FixTest {
  @TempDir private Path temp;

  private static LintResult lint(Path folder) throws IOException {
    return linter().lint(List.of(folder), folder);
  }

  private static Linter linter() {
    return new Linter(Catalogue.shipped(), LintOptions.STANDARD);
  }

  private static Fixer fixer(Path folder) {
    return new Fixer(linter(), List.of(folder), folder);
  }

  private void module() throws IOException {
    Files.writeString(temp.resolve("go.mod"), "module example.com/mended\n\ngo 1.22\n");
  }

  /** All sick examples, each in a package of its own. */
  private void sick() throws Exception {
    module();
    URI place = Objects.requireNonNull(FixTest.class.getResource("rules")).toURI();
    try (Stream<Path> rules = Files.list(Path.of(place))) {
      for (Path rule :
          rules.filter(one -> Files.exists(one.resolve("sick.go"))).sorted().toList()) {
        String name = rule.getFileName().toString().toLowerCase(java.util.Locale.ROOT);
        Path folder = Files.createDirectory(temp.resolve(name.replace("-", "")));
        Files.copy(rule.resolve("sick.go"), folder.resolve("sick.go"));
      }
    }
  }

  private static Map<RuleId, Long> byRule(LintResult result) {
    return result.findings().stream()
        .collect(Collectors.groupingBy(Finding::rule, TreeMap::new, Collectors.counting()));
  }

  @Test
  void mended_examples_compile_and_have_fewer_findings_and_no_other() throws Exception {
    sick();
    LintResult before = lint(temp);
    List<Fixer.Change> changes = fixer(temp).changes(before);
    for (Fixer.Change change : changes) {
      assertThat(change.write()).as(change.path()).isTrue();
    }
    LintResult after = lint(temp);

    assertThat(after.unparsed()).isEmpty();
    Map<RuleId, Long> was = byRule(before);
    Map<RuleId, Long> is = byRule(after);
    is.forEach((rule, count) ->
        assertThat(count).as("%s", rule).isLessThanOrEqualTo(was.getOrDefault(rule, 0L)));
    for (RuleId rule : Recipes.rules()) {
      assertThat(is.getOrDefault(rule, 0L)).as("%s", rule).isLessThan(was.get(rule));
    }
    assertThat(fixer(temp).changes(after)).as("nothing is left to mend").isEmpty();
    compiles();
  }

  @Test
  void the_table_of_rules_names_those_that_have_fixes() throws IOException {
    List<RuleId> told =
        Files.readAllLines(Tools.root().resolve("docs/rules/README.md")).stream()
            .filter(line -> line.startsWith("| [POOL-") || line.startsWith("| [ALLOC-"))
            .filter(line -> !line.endsWith("| |"))
            .map(line -> new RuleId(line.substring(3, line.indexOf(']'))))
            .toList();
    assertThat(told).containsExactlyInAnyOrderElementsOf(Recipes.rules());
  }

  @Test
  void what_another_may_still_hold_is_not_mended() throws IOException {
    module();
    Files.writeString(
        temp.resolve("a.go"),
        """
        package a

        import (
        	"database/sql"
        	"errors"
        	"io"
        	"sync"
        )

        type frame struct {
        	data []byte
        	next *frame
        }

        var frames = sync.Pool{New: func() any { return new(frame) }}

        func send(f *frame) error { return nil }

        func written(data []byte) error {
        	f := frames.Get().(*frame)
        	f.data = data
        	err := send(f)
        	done := err == nil
        	if done {
        		frames.Put(f)
        	}
        	return err
        }

        type names struct{ rows *sql.Rows }

        func (n *names) Close() error { return n.rows.Close() }

        func open(db *sql.DB, dry bool) (io.Closer, error) {
        	rows, err := db.Query("select 1")
        	if err != nil {
        		return nil, err
        	}
        	if dry {
        		return nil, errors.New("dry")
        	}
        	return &names{rows: rows}, nil
        }
        """);

    assertThat(fixer(temp).changes(lint(temp))).isEmpty();
  }

  @Test
  void what_changed_meanwhile_is_left_alone() throws IOException {
    module();
    Path file =
        Files.writeString(
            temp.resolve("a.go"),
            """
            package a

            import "sync"

            var pool = sync.Pool{New: func() any { return new(int) }}

            func get() int {
            	p := pool.Get().(*int)
            	pool.Put(p)
            	return *p
            }
            """);
    Fixer.Change change = fixer(temp).changes(lint(temp)).getFirst();
    Files.writeString(file, "package a\n");

    assertThat(change.write()).isFalse();
    assertThat(Files.readString(file)).isEqualTo("package a\n");
  }

  private void compiles() {
    Path go = Tools.go();
    for (String verb : List.of("build", "vet")) {
      Output output =
          Tools.run(
              temp,
              Duration.ofSeconds(120),
              List.of(go.toString(), verb, verb.equals("vet") ? "-unreachable" : "-v", "./..."));
      assertThat(output.exit()).as(output.err()).isZero();
    }
  }
}
