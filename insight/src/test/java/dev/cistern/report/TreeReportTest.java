package dev.cistern.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.model.FlameGraph;
import dev.cistern.model.SampleType;
import java.io.IOException;
import java.io.StringReader;
import java.util.Arrays;
import java.util.List;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

final class TreeReportTest {
  private static final TextStyle PLAIN = new TextStyle(60, false, true);

  /** main 10 → (work 7 → leaf 4, idle 2), main itself 1. */
  private static FlameGraph small(String leaf) {
    return new FlameGraph(
        "alloc_space",
        new SampleType("alloc_space", "bytes"),
        List.of("root", "app.main", "app.work", "app.idle", leaf),
        new int[] {-1, 0, 1, 1, 2},
        new int[] {0, 1, 2, 3, 4},
        new long[] {0, 1024, 3072, 2048, 4096},
        new long[] {10240, 10240, 7168, 2048, 4096},
        0);
  }

  private static String tree(FlameGraph graph, double shareMin, int limit) throws IOException {
    StringBuilder out = new StringBuilder();
    new TextReport(PLAIN).tree("f.pb.gz", List.of(graph), shareMin, limit, out);
    return out.toString();
  }

  private static String flame(FlameGraph graph, TextStyle style) throws IOException {
    StringBuilder out = new StringBuilder();
    new TextReport(style).flame("f.pb.gz", List.of(graph), 40, out);
    return out.toString();
  }

  private static String svg(FlameGraph graph) throws IOException {
    StringBuilder out = new StringBuilder();
    new SvgFlame().write("f.pb.gz", List.of(graph, graph), out);
    return out.toString();
  }

  @Test
  void a_tree_tells_totals_self_and_share_the_costliest_first() throws IOException {
    assertThat(tree(small("app.leaf"), 0, 100))
        .isEqualTo(
            """
            File: f.pb.gz

            Type: alloc_space  10 KiB in all
                 TOTAL       SELF   SHARE  CALL
                10 KiB      1 KiB    100%  app.main
                 7 KiB      3 KiB     70%  ├─app.work
                 4 KiB      4 KiB     40%  │ └─app.leaf
                 2 KiB      2 KiB     20%  └─app.idle
            """);
  }

  @Test
  void small_calls_and_more_lines_than_wanted_are_left_out() throws IOException {
    assertThat(tree(small("app.leaf"), 0.3, 100)).doesNotContain("app.idle");
    assertThat(tree(small("app.leaf"), 0, 2)).doesNotContain("app.leaf").contains("and more below");
  }

  @Test
  void a_flame_is_as_wide_as_its_share() throws IOException {
    List<String> lines = flame(small("app.leaf"), PLAIN).lines().toList();
    assertThat(lines.get(3)).startsWith("▏app.main░").hasSize(60);
    assertThat(lines.get(4)).startsWith("▏app.work░").contains("▏app.idle░").hasSize(54);
    assertThat(lines.get(4).indexOf("▏app.idle")).isEqualTo(42);
    assertThat(lines.get(5)).startsWith("▏app.leaf░").hasSize(24);
    assertThat(flame(small("app.leaf"), new TextStyle(60, false, false))).isASCII();
  }

  @Test
  void names_out_of_a_file_stay_text() throws Exception {
    FlameGraph hostile = small(Results.HOSTILE);
    for (String text :
        List.of(tree(hostile, 0, 100), flame(hostile, new TextStyle(200, false, true)))) {
      assertThat(text).doesNotContain("\u001b", "\u202e", "\u2028");
    }
    String svg = svg(hostile);
    assertThat(svg).doesNotContain("<img", "<script", "\u001b", "\u202e");
    DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
    Document document = builder.parse(new InputSource(new StringReader(svg)));
    assertThat(document.getElementsByTagName("rect").getLength()).isEqualTo(1 + 2 * 5);
    assertThat(document.getElementsByTagName("script").getLength()).isZero();
  }

  @Test
  void a_picture_asks_for_nothing_else() throws IOException {
    assertThat(svg(small("app.leaf")).replace("http://www.w3.org/2000/svg", ""))
        .doesNotContain("http", "href", "url(", "@import");
  }

  @Test
  void a_very_deep_stack_is_drawn_as_far_as_anybody_looks() throws IOException {
    int depth = 5000;
    int[] parent = new int[depth];
    Arrays.setAll(parent, i -> i - 1);
    long[] self = new long[depth];
    self[depth - 1] = 8;
    long[] total = new long[depth];
    Arrays.fill(total, 8);
    FlameGraph deep =
        new FlameGraph(
            "cpu",
            new SampleType("cpu", "nanoseconds"),
            List.of("f"),
            parent,
            new int[depth],
            self,
            total,
            0);
    assertThat(tree(deep, 0, 300).lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThan(150));
    assertThat(flame(deep, PLAIN).lines().count()).isLessThan(50);
    assertThat(svg(deep).length()).isLessThan(1 << 20);
  }

  @Test
  void without_samples_it_says_so() throws IOException {
    StringBuilder out = new StringBuilder();
    new TextReport(PLAIN).tree("f", List.of(), 0, 10, out);
    new TextReport(PLAIN).flame("f", List.of(), 10, out);
    assertThat(out).contains("No samples.");
  }
}
