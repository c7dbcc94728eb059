package dev.cistern.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.catalogue.Catalogue;
import dev.cistern.house.Tools;
import dev.cistern.house.Tools.Output;
import dev.cistern.model.Expected;
import dev.cistern.model.LintResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The cases of {@code lab/cases}: each sick one is found as it says, each healthy one is silent.
 */
final class CasesTest {
  @Test
  void the_cases_compile_and_the_corrections_hold() {
    String go = Tools.go().toString();
    run("lab/cases", go, "vet", "./...");
    run("lab/go", go, "test", "./corrections");
  }

  @Test
  void the_cases_in_java_compile(@TempDir Path to) throws Exception {
    JavaStubs.compile(Tools.root().resolve("lab/cases/java"), to);
  }

  private static void run(String folder, String... command) {
    Output output =
        Tools.run(Tools.root().resolve(folder), Duration.ofSeconds(180), List.of(command));
    assertThat(output.exit()).as(output.out() + output.err()).isZero();
  }

  @Test
  void each_case_is_decided_as_it_says() throws IOException {
    Path cases = Tools.root().resolve("lab/cases");
    LintResult result =
        new Linter(Catalogue.shipped(), LintOptions.STANDARD).lint(List.of(cases), cases);
    List<Expected> all = Expectations.of(result, List.of(cases));

    assertThat(result.unparsed()).isEmpty();
    assertThat(all).hasSizeGreaterThan(50);
    assertThat(all).allMatch(Expected::met);
  }
}
