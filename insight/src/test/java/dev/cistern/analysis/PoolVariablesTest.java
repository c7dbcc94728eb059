package dev.cistern.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.catalogue.Catalogue;
import dev.cistern.model.Language;
import dev.cistern.model.Place;
import dev.cistern.model.SourceFiles;
import dev.cistern.model.SourceText;
import dev.cistern.model.Stacks;
import dev.cistern.model.Strings;
import dev.cistern.model.Variables;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PoolVariablesTest {
  private static final Variables PROGRAM =
      address ->
          switch ((int) address) {
            case 1 -> Optional.of(new Variables.Variable("main.buffers", 0));
            case 2 -> Optional.of(new Variables.Variable("main.shop", 8));
            case 3 -> Optional.of(new Variables.Variable("main.shop", 0));
            default -> Optional.empty();
          };

  private static final List<String> LINES =
      List.of(
          "b := buffers.Get().(*bytes.Buffer)",
          "return s.pool.Get().(*T)",
          "return pick(small.Get(), large.Get())");

  private final Stacks stacks = new Stacks(new Strings());

  private Optional<String> name(long pool, int line, boolean source) {
    SourceFiles files = (_, _, _) -> Optional.of(new SourceText("shop.go", LINES));
    int stack =
        ScriptedProfile.stackOf(
            stacks, Language.GO, "sync.(*Pool).Get ; main.(*shop).take@shop.go:" + line);
    Place user = new Place("shop.go", line, "main.serve", "");
    return new PoolVariables(
            new Frames(stacks, Catalogue.shipped()),
            PROGRAM,
            source ? Optional.of(files) : Optional.empty())
        .of(pool, stack, user);
  }

  @Test
  void a_packages_variable_names_its_pool() {
    assertThat(name(1, 1, false)).contains("main.buffers");
    assertThat(name(1, 1, true)).contains("main.buffers");
  }

  @Test
  void a_field_of_a_packages_variable_is_named_by_the_source() {
    assertThat(name(2, 2, true)).contains("main.shop.pool");
    assertThat(name(3, 2, true)).as("the first field").contains("main.shop.pool");
    assertThat(name(2, 2, false)).contains("main.shop+8");
  }

  @Test
  void what_lies_on_the_heap_is_named_as_its_user_writes_it() {
    assertThat(name(9, 2, true)).contains("s.pool of main.serve");
    assertThat(name(9, 2, false)).isEmpty();
    assertThat(name(9, 3, true)).as("two on a line").isEmpty();
  }
}
