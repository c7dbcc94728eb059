package dev.cistern.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.model.DiagnosisResult;
import dev.cistern.model.FlameGraph;
import dev.cistern.model.Funnel;
import dev.cistern.model.SampleType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HtmlReportTest {
  private static final Pattern DATA =
      Pattern.compile("<script type=\"application/json\" id=\"data\">(.*?)</script>");

  @Test
  void the_policy_allows_this_style_and_this_script_and_nothing_else() throws Exception {
    String page = page(Results.service()).replace("&#39;", "'");
    assertThat(page)
        .contains(
            "default-src 'none'; style-src "
                + hashOf(page, "<style>", "</style>")
                + "; script-src "
                + hashOf(page, "<script>", "</script>"));
    assertThat(page).doesNotContainPattern("(src|href)=\"(https?:)?//").doesNotContain("style=\"");
    assertThat(page).doesNotContainPattern(" on[a-z]+=\"");
  }

  @Test
  void hostile_texts_add_no_element_and_end_no_script() throws IOException {
    List<String> clean = elements(page(Results.hostile()).replace("&lt;", ""));
    assertThat(clean).doesNotContain("img").filteredOn(name -> name.equals("script")).hasSize(2);
    String page = page(Results.hostile());
    assertThat(page).doesNotContain("\u202e", "\u2028", "\u001b");
    JsonNode data = data(page);
    assertThat(data.get("names").get(1).asString())
        .startsWith("<img src=x onerror=alert(1)></script>");
  }

  @Test
  void everything_of_a_diagnosis_is_on_the_page() throws IOException {
    assertThat(page(Results.service()))
        .contains(
            "4 findings: 2 high, 1 medium, 1 low",
            "checkout.jfr",
            "Every get from the pool ResponseEncoder.BUFFERS makes a new buffer",
            "41.2 MiB/s",
            "exact: Netty allocation events of the recording",
            "Release the buffer in a finally block",
            "BUFFERS.release(buffer);",
            "docs/rules/A2-never-hit.md",
            "not measured",
            "0 of 12,431 gets were served by a reused object",
            "22.3 ms",
            "boxes a long for each item",
            "pool miss",
            "A5: Do slow pool operations come from GC?",
            "cistern collect --pid 4711 --pool-events --window 30s -o checkout.snapshot",
            "a chunk of 262144 bytes");
  }

  @Test
  void a_finding_links_to_its_rules_text_in_the_page() throws IOException {
    assertThat(page(Results.service()))
        .contains("href=\"#rule-A2-never-hit\"", "id=\"rule-A2-never-hit\"", "What it rests on");
    RulePage page =
        RulePage.parse("X", "# X: y\n\n## A\n\nUse `b`, **not** [c](c.md).\n\n- d\n- e\n");
    assertThat(page.title()).isEqualTo("X: y");
    assertThat(page.blocks())
        .extracting(block -> block.kind() + " " + block.runs().getFirst().text())
        .containsExactly("HEADING A", "TEXT Use ", "ITEM d", "ITEM e");
    assertThat(page.blocks().get(1).runs().get(2).text()).isEqualTo(", not c.");
  }

  @Test
  void a_healthy_service_has_no_empty_parts() throws IOException {
    assertThat(page(Results.healthy()))
        .contains("Nothing found in what could be answered.")
        .doesNotContain("id=\"damage\"", "id=\"unanswered\"", "id=\"flames\"", "id=\"gc\"");
  }

  @Test
  void the_same_result_gives_the_same_page() throws IOException {
    assertThat(page(Results.service())).isEqualTo(page(Results.service()));
  }

  @Test
  void a_flame_graph_of_a_million_nodes_fits_and_keeps_its_sums() throws IOException {
    long seed = 20_261_122;
    FlameGraph flame = Flames.random(seed, 1_000_000, 60_000);
    String page = page(withFlames(List.of(flame, flame)));
    assertThat(page.getBytes(StandardCharsets.UTF_8).length)
        .as("seed %d", seed)
        .isBetween(1_000_000, 3_000_000);
    JsonNode shown = data(page).get("flames").get(0);
    ShownFlame nodes = ShownFlame.of(shown);
    assertThat(nodes.count()).isGreaterThan(10_000);
    assertThat(shown.get("folded").asInt()).isEqualTo(1_000_000 - nodes.count());
    assertThat(nodes.total()[0]).isEqualTo(flame.total()[0]);
    Set<Long> totals = Arrays.stream(flame.total()).boxed().collect(Collectors.toSet());
    assertThat(totals.containsAll(Arrays.stream(nodes.total()).boxed().toList())).isTrue();
    for (int node = 1; node < nodes.count(); node++) {
      assertThat(nodes.parent()[node]).isBetween(0, node - 1);
    }
  }

  @Test
  void a_flame_graph_that_fits_is_shown_whole_and_exactly() throws IOException {
    FlameGraph growth =
        new FlameGraph(
            "delta",
            new SampleType("inuse_space", "bytes"),
            List.of("root", "grew", "shrank", "much"),
            new int[] {-1, 0, 0, 1},
            new int[] {0, 1, 2, 3},
            new long[] {0, 600, -1_500, 9_000_000_000_000_000L},
            new long[] {
              8_999_999_999_999_100L, 9_000_000_000_000_600L, -1_500, 9_000_000_000_000_000L
            },
            0);
    JsonNode shown = data(page(withFlames(List.of(growth)))).get("flames").get(0);
    assertThat(shown.get("scale").asLong()).isEqualTo(300);
    ShownFlame nodes = ShownFlame.of(shown);
    assertThat(nodes.parent()).containsExactly(-1, 0, 1, 0);
    assertThat(nodes.name()).containsExactly(0, 1, 2, 3);
    assertThat(nodes.total())
        .containsExactly(
            8_999_999_999_999_100L, 9_000_000_000_000_600L, 9_000_000_000_000_000L, -1_500);
  }

  @Test
  void endless_names_are_cut_in_their_middle() throws IOException {
    String page = page(withFlames(List.of(Flames.named("begin" + "x".repeat(5_000_000) + "end"))));
    assertThat(page.length()).isLessThan(200_000);
    assertThat(data(page).get("names").get(1).asString()).startsWith("begin").endsWith("end");
  }

  static DiagnosisResult withFlames(List<FlameGraph> flames) {
    DiagnosisResult base = Results.service();
    return new DiagnosisResult(
        base.toolVersion(),
        base.sources(),
        base.findings(),
        base.unanswered(),
        base.pools(),
        base.allocations(),
        base.gc(),
        flames,
        base.damage(),
        List.of(),
        Map.of(),
        Funnel.EMPTY,
        List.of(),
        List.of(),
        List.of());
  }

  static String page(DiagnosisResult result) throws IOException {
    StringBuilder out = new StringBuilder();
    new HtmlReport().write(result, out);
    return out.toString();
  }

  private static JsonNode data(String page) {
    return JsonMapper.shared()
        .readTree(DATA.matcher(page).results().findFirst().orElseThrow().group(1));
  }

  private static List<String> elements(String page) {
    return Pattern.compile("<([a-z]+)")
        .matcher(page)
        .results()
        .map((MatchResult match) -> match.group(1))
        .toList();
  }

  private static String hashOf(String page, String begin, String end) throws Exception {
    int from = page.indexOf(begin) + begin.length();
    byte[] text = page.substring(from, page.indexOf(end, from)).getBytes(StandardCharsets.UTF_8);
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(text);
    return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
  }
}
