package dev.cistern.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.catalogue.Catalogue;
import dev.cistern.lint.fix.Fixer;
import dev.cistern.model.Finding;
import dev.cistern.model.LintResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mends of Java are safe: what is mended compiles, and nothing new is found in it. */
final class JavaFixTest {
  private static final List<String> MENDED = List.of("POOL-02", "POOL-03", "POOL-04", "POOL-16");
  @TempDir private Path temp;

  private LintResult lint() throws IOException {
    return linter().lint(List.of(temp), temp);
  }

  private static Linter linter() {
    return new Linter(Catalogue.shipped(), LintOptions.STANDARD);
  }

  private List<Fixer.Change> changes() throws IOException {
    return new Fixer(linter(), List.of(temp), temp).changes(lint());
  }

  private static Map<String, Long> byRule(LintResult result) {
    return result.findings().stream()
        .collect(
            Collectors.groupingBy(
                (Finding finding) -> finding.rule().id(), TreeMap::new, Collectors.counting()));
  }

  @Test
  void mended_examples_compile_and_have_fewer_findings_and_no_other() throws Exception {
    for (String rule : MENDED) {
      String pkg = rule.toLowerCase(Locale.ROOT).replace("-", "");
      String text =
          Files.readString(JavaStubs.resource("rules").resolve(rule).resolve("sick.java"));
      Path folder = Files.createDirectory(temp.resolve(pkg));
      Files.writeString(
          folder.resolve("Sick.java"), text.replace("package example;", "package " + pkg + ";"));
    }
    JavaStubs.compile(temp, temp);
    Map<String, Long> before = byRule(lint());
    for (Fixer.Change change : changes()) {
      assertThat(change.write()).as(change.path()).isTrue();
    }
    LintResult result = lint();
    Map<String, Long> after = byRule(result);

    JavaStubs.compile(temp, temp);
    assertThat(result.unparsed()).isEmpty();
    after.forEach(
        (rule, count) -> assertThat(count).as(rule).isLessThanOrEqualTo(before.get(rule)));
    assertThat(after).doesNotContainKeys("POOL-02", "POOL-16");
    // A buffer that goes down a pipeline, and one that a switch gives back, are not the fixer's.
    assertThat(after).containsEntry("POOL-03", 2L).containsEntry("POOL-04", 3L);
    assertThat(changes()).as("nothing is left to mend").isEmpty();
  }

  @Test
  void what_another_may_still_hold_is_not_mended() throws IOException {
    Files.writeString(
        temp.resolve("A.java"),
        """
        package a;

        import java.sql.Connection;
        import java.sql.ResultSet;
        import java.sql.SQLException;
        import javax.sql.DataSource;
        import org.apache.commons.pool2.ObjectPool;

        class A {
          private Runnable last;

          ResultSet rows(DataSource source, boolean dry) throws SQLException {
            Connection connection = source.getConnection();
            if (dry) {
              return null;
            }
            return connection.createStatement().executeQuery("select 1");
          }

          int unchecked(Source source) {
            Connection connection = source.getConnection();
            int hash = connection.hashCode();
            return hash;
          }

          void kept(ObjectPool<StringBuilder> pool, boolean dry) throws Exception {
            StringBuilder text = pool.borrowObject();
            if (dry) {
              return;
            }
            last = () -> text.append("a");
            pool.returnObject(text);
          }

          char[] part(ObjectPool<Part> pool, boolean dry) throws Exception {
            Part part = pool.borrowObject();
            if (dry) {
              return null;
            }
            char[] all = part.all();
            pool.returnObject(part);
            return all;
          }

          interface Part {
            char[] all();
          }

          interface Source extends DataSource {
            Connection getConnection();
          }
        }
        """);

    assertThat(lint().findings()).hasSizeGreaterThan(2);
    assertThat(changes()).isEmpty();
  }
}
