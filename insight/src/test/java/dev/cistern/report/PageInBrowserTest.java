package dev.cistern.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cistern.analysis.Diagnosis;
import dev.cistern.catalogue.Catalogue;
import dev.cistern.format.EvidenceLoader;
import dev.cistern.house.Tools;
import dev.cistern.model.DiagnosisResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The page in a real browser: what a reader sees, hears and can reach. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Isolated("a page has to answer in a second, as in a browser that has the machine")
class PageInBrowserTest {
  @TempDir Path folder;
  private Optional<Browser> started = Optional.empty();

  @BeforeAll
  void start() throws IOException {
    started = Optional.of(Browser.start());
  }

  @AfterAll
  void stop() throws IOException {
    if (started.isPresent()) {
      started.get().close();
    }
  }

  @BeforeEach
  void wide() throws IOException {
    browser().theme("light");
    browser().size(1280, 900);
  }

  @AfterEach
  void the_page_has_neither_complained_nor_asked_the_network() {
    assertThat(browser().complaints()).isEmpty();
    assertThat(browser().requests()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "service,light",
    "service,dark",
    "hostile,light",
    "hostile,dark",
    "healthy,light",
    "healthy,dark"
  })
  void axe_finds_nothing_serious(String result, String theme) throws IOException {
    browser().theme(theme);
    open(result(result));
    browser().evaluate("for (const d of document.querySelectorAll('details')) d.open = true");
    try (InputStream axe = PageInBrowserTest.class.getResourceAsStream("/axe.min.js")) {
      assertThat(axe).as("axe.min.js on the class path").isNotNull();
      browser().evaluate(new String(axe.readAllBytes(), StandardCharsets.UTF_8) + ";0");
    }
    JsonNode answer =
        browser()
            .evaluate(
                "axe.run(document).then(r => ({passed: r.passes.length, serious: r.violations"
                    + ".filter(v => ['serious', 'critical'].includes(v.impact))"
                    + ".map(v => v.id + ': ' + v.nodes.map(n => n.html + n.failureSummary))}))");
    assertThat(answer.get("serious")).isEmpty();
    assertThat(answer.get("passed").asInt()).as("rules that looked and passed").isGreaterThan(20);
    assertThat(browser().text("getComputedStyle(document.body).backgroundColor"))
        .isEqualTo(theme.equals("light") ? "rgb(247, 248, 248)" : "rgb(20, 25, 28)");
  }

  @Test
  void markup_in_names_stays_text() throws IOException {
    open(Results.hostile());
    assertThat(browser().evaluate("document.querySelectorAll('img').length").asInt()).isZero();
    assertThat(browser().evaluate("document.scripts.length").asInt()).isEqualTo(2);
    assertThat(browser().text("document.querySelector('.finding h3').textContent"))
        .isEqualTo(Visible.line(Results.HOSTILE));
    clickFlame(1);
    assertThat(detail()).startsWith(Visible.line(Results.HOSTILE));
    browser().evaluate("document.getElementById('flame-table').open = true");
    browser().evaluate("new Promise(done => setTimeout(done, 50))");
    assertThat(browser().text("document.getElementById('flame-rows').textContent"))
        .contains("</script>");
    assertThat(browser().evaluate("document.querySelectorAll('img').length").asInt()).isZero();
  }

  @Test
  void markup_in_a_heat_map_or_funnel_stays_text_when_it_is_walked() throws IOException {
    open(Results.hostile());
    assertThat(browser().evaluate("document.querySelectorAll('.heat-box').length").asInt())
        .isEqualTo(2);
    browser().evaluate("document.querySelector('.heat-box').focus()");
    browser().press("ArrowDown");
    browser().press("ArrowUp");
    browser().press("ArrowRight");
    assertThat(browser().text("document.querySelector('.heat-read').textContent"))
        .startsWith(Visible.line(Results.HOSTILE))
        .contains("at 500 ms");
    browser().press("Enter");
    assertThat(browser().text("document.querySelector('.heat-filter').textContent"))
        .contains("names ");
    assertThat(browser().text("document.getElementById('funnel').textContent"))
        .contains(Visible.line(Results.HOSTILE));
    assertThat(browser().evaluate("document.querySelectorAll('img').length").asInt()).isZero();
    assertThat(browser().evaluate("document.scripts.length").asInt()).isEqualTo(2);
  }

  @Test
  void every_finding_is_reached_and_folded_by_keyboard() throws IOException {
    open(Results.service());
    List<String> reached = new ArrayList<>();
    for (int i = 0; i < 80; i++) {
      browser().press("Tab");
      reached.add(
          browser()
              .text(
                  "document.activeElement.matches('.finding > summary') ?"
                      + " document.activeElement.querySelector('h3').textContent :"
                      + " document.activeElement.id"));
    }
    List<String> titles =
        Results.service().findings().stream().map(finding -> finding.title()).toList();
    assertThat(reached)
        .containsSubsequence(titles)
        .containsSubsequence(titles.getLast(), "timeline", "flame-search", "flame");
    browser().evaluate("document.querySelector('.finding > summary').focus()");
    browser().press("Enter");
    assertThat(browser().evaluate("document.querySelector('.finding').open").asBoolean()).isFalse();
  }

  @Test
  void the_fullest_page_answers_the_first_click_within_a_second_of_navigation() throws IOException {
    long seed = 7;
    DiagnosisResult big = HtmlReportTest.withFlames(List.of(Flames.random(seed, 300_000, 60_000)));
    assertThat(firstAnswerInTime(write(big))).as("seed %d", seed).contains("(*Handler");
  }

  @Test
  void the_page_of_a_12_mb_profile_answers_the_first_click_within_a_second() throws Exception {
    assertThat(firstAnswerInTime(write(bigProfile()))).contains("store1.(*Record).MergeSession1");
  }

  /** What a click as soon as the page is loaded is told, within a second in one of three tries. */
  private String firstAnswerInTime(Path page) throws IOException {
    assertThat(Files.size(page)).isBetween(200_000L, 3_000_000L);
    List<Long> millis = new ArrayList<>();
    String answer = "";
    while (millis.size() < 3 && millis.stream().noneMatch(took -> took <= 1_000)) {
      open(Results.healthy());
      long start = System.nanoTime();
      browser().open(page);
      clickFlame(1);
      answer = detail();
      millis.add((System.nanoTime() - start) / 1_000_000);
      assertThat(answer).contains("with its callees");
    }
    assertThat(millis).as("from navigation to the answer").anyMatch(took -> took <= 1_000);
    return answer;
  }

  /** The benchmarks' profile of 220 k samples, which is 12 MB when it is gzipped. */
  private DiagnosisResult bigProfile() throws Exception {
    Path profile = folder.resolve("big.pb");
    Tools.Output made =
        Tools.run(
            Tools.root().resolve("lab/go"),
            Duration.ofMinutes(2),
            List.of(
                Tools.go().toString(),
                "run",
                "./bigprofile",
                "-raw",
                "-o",
                profile.toAbsolutePath().toString()));
    assertThat(made.exit()).as(made.err()).isZero();
    try (EvidenceLoader opened =
        EvidenceLoader.load(profile.toString(), InputStream.nullInputStream())) {
      return new Diagnosis(Catalogue.shipped(), OptionalLong.empty())
          .run(opened.snapshot(), "test");
    }
  }

  @Test
  void the_flame_graph_is_walked_zoomed_and_searched_by_keyboard() throws IOException {
    open(Results.service());
    browser().evaluate("document.getElementById('flame').focus()");
    for (int i = 0; i < 4; i++) {
      browser().press("ArrowDown");
    }
    assertThat(detail()).startsWith("com.acme.checkout.CheckoutHandler.handle");
    browser().press("ArrowRight");
    assertThat(detail()).startsWith("com.acme.checkout.ExportService.writePage");
    assertThat(browser().text("document.getElementById('flame-live').textContent"))
        .isEqualTo(detail());
    browser().press("Enter");
    browser().press("ArrowUp");
    assertThat(detail()).startsWith("com.sun.net.httpserver.Server.handle");
    browser().press("/");
    assertThat(browser().text("document.activeElement.id")).isEqualTo("flame-search");
    for (String letter : "netty".split("")) {
      browser().press(letter);
    }
    assertThat(browser().text("document.getElementById('flame-found').textContent"))
        .isEqualTo("1 frame, 43.4% of all");
    browser().press("Escape");
    assertThat(browser().text("document.getElementById('flame-found').textContent")).isEmpty();
    browser().evaluate("document.getElementById('flame').focus()");
    browser().press("Escape");
    assertThat(detail()).startsWith("Everything");
  }

  @Test
  void the_switch_changes_what_the_widths_count() throws IOException {
    open(Results.service());
    assertThat(detail()).contains("96.8 MiB (100%)");
    browser().evaluate("document.querySelectorAll('#flame-types input')[1].click()");
    assertThat(detail()).contains("3,571 (100%)");
  }

  @Test
  void the_timeline_tells_each_moment_by_keyboard() throws IOException {
    open(Results.service());
    browser().evaluate("document.getElementById('timeline').focus()");
    assertThat(moment()).isEqualTo("at the start · heap 60 MiB");
    browser().press("PageDown");
    assertThat(moment()).contains("stopped for 4.10 ms, G1 Evacuation Pause");
    browser().press("ArrowLeft");
    assertThat(moment()).doesNotContain("stopped");
  }

  @Test
  void a_stack_of_ten_thousand_frames_scrolls() throws IOException {
    open(HtmlReportTest.withFlames(List.of(Flames.deep(10_000))));
    browser().evaluate("document.getElementById('flame').scrollTop = 190000");
    browser().evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done, 20)))");
    clickFlame(3);
    assertThat(detail()).startsWith("main.recurse");
  }

  @ParameterizedTest
  @ValueSource(strings = {"service", "hostile", "healthy"})
  void a_phone_need_not_scroll_sideways(String result) throws IOException {
    browser().size(360, 740);
    open(result(result));
    browser().evaluate("for (const d of document.querySelectorAll('details')) d.open = true");
    assertThat(browser().evaluate("document.documentElement.scrollWidth").asInt())
        .isLessThanOrEqualTo(360);
  }

  @Test
  void what_a_finger_taps_is_as_large_as_a_finger() throws IOException {
    browser().size(360, 740);
    open(Results.service());
    browser().evaluate("for (const d of document.querySelectorAll('details')) d.open = true");
    assertThat(
            browser()
                .text(
                    "[...document.querySelectorAll('summary, button, input[type=search], nav a,"
                        + " .switch label')].filter(e => { const r = e.getBoundingClientRect();"
                        + " return r.height > 0 && r.height < 43.5; }).map(e => e.outerHTML)"
                        + ".join('\\n')"))
        .isEmpty();
  }

  @Test
  void source_lines_keep_their_indents_and_scroll_inside_their_own_box() throws IOException {
    browser().size(360, 740);
    open(Results.service());
    assertThat(browser().text("document.querySelector('.source .costs code').textContent"))
        .isEqualTo("        byte[] page = render(item);");
    assertThat(
            browser()
                .evaluate(
                    "(() => { const b = document.querySelector('.source').parentElement;"
                        + " return b.scrollWidth > b.clientWidth && b.tabIndex === 0; })()")
                .asBoolean())
        .isTrue();
  }

  @Test
  void the_theme_can_be_switched() throws IOException {
    open(Results.service());
    String light = browser().text("getComputedStyle(document.body).backgroundColor");
    browser().evaluate("document.getElementById('theme').click()");
    assertThat(browser().text("getComputedStyle(document.body).backgroundColor"))
        .isNotEqualTo(light);
    assertThat(browser().text("document.getElementById('theme').textContent")).isEqualTo("Light");
  }

  private Browser browser() {
    return started.orElseThrow();
  }

  private static DiagnosisResult result(String name) {
    return switch (name) {
      case "service" -> Results.service();
      case "hostile" -> Results.hostile();
      case "healthy" -> Results.healthy();
      default -> throw new IllegalArgumentException(name);
    };
  }

  private Path write(DiagnosisResult result) throws IOException {
    Path page = Files.createTempFile(folder, "report", ".html");
    Files.writeString(page, HtmlReportTest.page(result));
    return page;
  }

  private void open(DiagnosisResult result) throws IOException {
    browser().open(write(result));
  }

  /** Clicks near the left edge of a row of the flame graph that is in sight. */
  private void clickFlame(int row) throws IOException {
    browser().evaluate("document.getElementById('flame').scrollIntoView({behavior: 'instant'})");
    JsonNode at =
        browser()
            .evaluate(
                "(() => { const r = document.getElementById('flame-canvas')"
                    + ".getBoundingClientRect(); return [r.left, r.top]; })()");
    browser().click(at.get(0).asDouble() + 6, at.get(1).asDouble() + row * 20 + 10);
  }

  private String detail() throws IOException {
    return browser().text("document.getElementById('flame-detail').textContent");
  }

  private String moment() throws IOException {
    return browser().text("document.getElementById('timeline').getAttribute('aria-valuetext')");
  }
}
