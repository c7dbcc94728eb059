package dev.cistern.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.house.Tools.Output;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SourceOptionTest {
  private static final String DUMP =
      """
      goroutine 7 [chan receive]:
      shop.(*Desk).watch(0x1)
      \t/build/shop/desk.go:3 +0x1d

      """;

  @TempDir private Path folder;

  @Test
  void lines_are_shown_in_text_and_on_the_page_with_their_markup_as_text() throws Exception {
    Cistern cistern = new Cistern(folder);
    Path dump = Files.writeString(folder.resolve("dump.txt"), DUMP);
    Files.createDirectory(folder.resolve("shop"));
    Files.writeString(
        folder.resolve("shop/desk.go"),
        "package shop\n\nfunc (d *Desk) watch() { <-d.c } // </script><b>x\u001b[31m\n");

    Output top = cistern.run("top", dump.toString(), "--source", folder.toString());
    Output page = cistern.run("report", dump.toString(), "--source", folder.toString(), "-o", "-");

    assertThat(top.out())
        .contains(
            "Source by goroutine", "shop.(*Desk).watch", "  in shop/desk.go 1 flat, 1 cum (100%)")
        .contains("         1          1      3  func (d *Desk) watch() { <-d.c }")
        .doesNotContain("\u001b");
    assertThat(page.out())
        .contains("func (d *Desk) watch() { &lt;-d.c } // &lt;/script&gt;&lt;b&gt;x\\x1b[31m");
  }

  @Test
  void a_folder_is_wanted_and_a_format_that_shows_lines() throws Exception {
    Cistern cistern = new Cistern(folder);
    Path dump = Files.writeString(folder.resolve("dump.txt"), DUMP);
    assertThat(cistern.run("top", dump.toString(), "--source", dump.toString()).exit())
        .isEqualTo(ExitCode.USAGE);
    assertThat(
            cistern
                .run("top", dump.toString(), "--source", folder.toString(), "--format", "json")
                .err())
        .contains("--source: only text and html show source lines");
  }
}
