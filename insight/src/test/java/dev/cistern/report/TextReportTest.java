package dev.cistern.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.report.Table.Column;
import dev.cistern.report.Table.Kind;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextReportTest {
  /** What our own colours look like. */
  private static final Pattern OURS = Pattern.compile("\u001b\\[[0-9;]*m");

  @Test
  void findings_come_first_and_in_their_order() throws IOException {
    String text = service(100, false);
    assertThat(text)
        .containsSubsequence(
            "checkout.jfr",
            "Findings",
            " 1  HIGH    Every get from the pool ResponseEncoder.BUFFERS",
            "41.2 MiB/s · 1,219 objects/s – exact: Netty allocation events",
            "ResponseEncoder.java:88",
            "+    try {",
            " 2  HIGH ",
            " 3  MEDIUM ",
            " 4  LOW ",
            "cost    not measured",
            "Pools",
            "ResponseEncoder.BUFFERS",
            "Allocations",
            "Not answered",
            "Damage",
            "checkout.jfr@0x100000: wanted");
  }

  @ParameterizedTest
  @ValueSource(ints = {80, 100, 140})
  void every_line_but_a_patch_or_command_fits_the_width(int columns) throws IOException {
    assertThat(service(columns, false).lines())
        .filteredOn(line -> !line.contains("collect ") && !line.startsWith("            +"))
        .filteredOn(line -> !line.startsWith("            -"))
        .allSatisfy(
            line -> assertThat(Visible.columns(line)).as(line).isLessThanOrEqualTo(columns));
  }

  @Test
  void a_command_stays_on_one_line_to_be_copied() throws IOException {
    assertThat(service(60, false))
        .contains("cistern collect --pid 4711 --pool-events --window 30s -o checkout.snapshot\n");
  }

  @Test
  void without_colour_there_is_no_escape() throws IOException {
    assertThat(service(80, false)).doesNotContain("\u001b");
    String coloured = service(80, true);
    assertThat(coloured).contains("\u001b[1;31mHIGH");
    assertThat(OURS.matcher(coloured).replaceAll("").lines().map(String::stripTrailing))
        .isEqualTo(service(80, false).lines().toList());
  }

  @Test
  void what_a_file_holds_cannot_steer_the_terminal() throws IOException {
    StringBuilder out = new StringBuilder();
    new TextReport(new TextStyle(80, true, true)).write(Results.hostile(), out);
    String text = OURS.matcher(out).replaceAll("");
    assertThat(text)
        .doesNotContain("\u001b", "\u202e", "\u2028")
        .contains("\\u202egnp.exe\\x1b[31m");
    StringBuilder plain = new StringBuilder();
    new TextReport(TextStyle.PLAIN).write(Results.hostile(), plain);
    assertThat(plain).doesNotContain("\u001b");
  }

  @Test
  void a_terminal_of_ascii_gets_ascii() throws IOException {
    StringBuilder out = new StringBuilder();
    new TextReport(new TextStyle(80, false, false)).write(Results.service(), out);
    assertThat(out.chars()).allMatch(c -> c < 0x7f);
  }

  @Test
  void nothing_found_is_said_so() throws IOException {
    StringBuilder out = new StringBuilder();
    new TextReport(TextStyle.PLAIN).write(Results.healthy(), out);
    assertThat(out).contains("no findings", "✓ Nothing found").doesNotContain("Not answered");
  }

  @Test
  void a_top_list_reads_as_the_reference_tool_prints_it() throws IOException {
    StringBuilder out = new StringBuilder();
    new TextReport(TextStyle.PLAIN).write("cpu.pb.gz", TopTables.cpu(), out);
    assertThat(out)
        .hasToString(
            """
            File: cpu.pb.gz
            Type: cpu
            Showing nodes accounting for 2.03s, 40.52% of 5.01s total
            Showing top 4 nodes out of 61
                  flat  flat%   sum%        cum   cum%
                 1.20s 23.95% 23.95%      1.25s 24.95%  runtime.memmove
                 0.80s 15.97% 39.92%      3.90s 77.84%  main.(*Encoder).encode
                 0.03s   0.6% 40.52%      1.90s 37.92%  runtime.mallocgc
                     0     0% 40.52%      5.01s   100%  main.main
            """);
  }

  @Test
  void a_difference_is_measured_against_its_absolute_total() throws IOException {
    StringBuilder out = new StringBuilder();
    new TextReport(TextStyle.PLAIN).write("diff", TopTables.difference(), out);
    assertThat(out)
        .contains("Showing nodes accounting for -40MB, 28.57% of 140MB total")
        .contains("     -90MB 64.29% 64.29%      -90MB 64.29%  main.old\n");
  }

  @Test
  void a_narrow_table_loses_its_least_columns_and_cuts_names_in_the_middle() throws IOException {
    Table table =
        new Table(
            List.of(
                new Column("NAME", Kind.NAME, 0),
                new Column("SIZE", Kind.NUMBER, 0),
                new Column("NOTE", Kind.TEXT, 1)),
            List.of(
                List.of(
                    "github.com/acme/service/internal/handlers.(*Cart).Add",
                    "12 MB",
                    "n".repeat(30)),
                List.of("漢字の名前", "1 kB", "")));
    StringBuilder narrow = new StringBuilder();
    new TextReport(new TextStyle(40, false, true)).write(table, narrow);
    assertThat(narrow).contains("…", "handlers.(*Cart).Add", "12 MB").doesNotContain("NOTE");
    assertThat(narrow.toString().lines()).allMatch(line -> Visible.columns(line) <= 40);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "com.acme.Cart.add -> Cart.add",
        "github.com/acme/shop/cart.(*Cart).Add -> cart.(*Cart).Add",
        "example.com/a/b.Map[go.shape.string,github.com/x/y.T] -> b.Map[go.shape.string,github.com/x/y.T]",
        "main.main -> main.main",
        "memmove -> memmove",
        "java.util.HashMap$Node.lambda$get$0 -> HashMap$Node.lambda$get$0",
      })
  void a_function_is_shortened_to_what_tells_it_apart(String example) {
    String[] sides = example.split(" -> ");
    assertThat(Wording.shortFunction(sides[0])).isEqualTo(sides[1]);
  }

  private static String service(int columns, boolean colour) throws IOException {
    StringBuilder out = new StringBuilder();
    new TextReport(new TextStyle(columns, colour, true)).write(Results.service(), out);
    return out.toString();
  }
}
