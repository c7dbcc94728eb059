package dev.cistern.report;

import dev.cistern.model.AllocationTable;
import dev.cistern.model.Amounts;
import dev.cistern.model.DiagnosisResult;
import dev.cistern.model.GcTimeline;
import dev.cistern.model.GcTimeline.Point;
import dev.cistern.model.GcTimeline.Span;
import dev.cistern.model.RuleId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * What the page's templates show.
 *
 * @param result with every text made fit for the page
 * @param style the style sheet
 * @param script the script
 * @param data what the script draws, as JSON that may stand inside a script element
 * @param policy the content security policy
 * @param key the figures beside the title
 * @param rules the documentation of the rules that have findings
 */
record Page(
    DiagnosisResult result,
    String style,
    String script,
    String data,
    String policy,
    List<KeyFigure> key,
    List<RulePage> rules) {
  private static final List<String> STYLES = List.of("base.css", "parts.css", "heat.css");
  private static final List<String> SCRIPTS =
      List.of(
          "page.js",
          "units.js",
          "timeline.js",
          "heat.js",
          "flame-model.js",
          "flame-canvas.js",
          "flame.js");

  /** A figure that sums up the window. */
  record KeyFigure(String name, String value, String basis) {}

  static Page of(DiagnosisResult result) {
    String style = read(STYLES);
    String script = "(() => {\n\"use strict\";\n" + read(SCRIPTS) + "})();\n";
    String policy =
        "default-src 'none'; style-src "
            + source(style)
            + "; script-src "
            + source(script)
            + "; img-src data:; base-uri 'none'; form-action 'none'";
    return new Page(
        result,
        style,
        script,
        PageData.of(result),
        policy,
        keyFigures(result),
        RulePage.of(result.findings()));
  }

  /** Whether the page holds a rule's documentation. */
  boolean explains(RuleId rule) {
    return rules.stream().anyMatch(page -> page.id().equals(rule.id()));
  }

  String title() {
    return result.sources().isEmpty()
        ? "Cistern"
        : result.sources().getFirst().name() + " – Cistern";
  }

  /** The tally as a sentence begins. */
  String headline() {
    String tally = Wording.tally(result.findings());
    return Character.toUpperCase(tally.charAt(0)) + tally.substring(1);
  }

  private static List<KeyFigure> keyFigures(DiagnosisResult result) {
    List<KeyFigure> key = new ArrayList<>();
    if (result.allocations().isPresent()) {
      AllocationTable table = result.allocations().get();
      key.add(new KeyFigure("allocated", Amounts.bytes(table.totalBytes()), table.basis()));
      double share = Wording.ratio(table.poolMissBytes(), table.totalBytes());
      key.add(new KeyFigure("of it by pool misses", Amounts.share(share), table.basis()));
    }
    if (result.gc().isPresent()) {
      GcTimeline gc = result.gc().get();
      Optional<Long> longest = gc.stops().stream().map(Span::durationNanos).max(Long::compare);
      longest.ifPresent(
          nanos -> key.add(new KeyFigure("longest stop", Amounts.nanos(nanos), stops(gc))));
      Optional<Long> peak = gc.heap().stream().map(Point::bytes).max(Long::compare);
      peak.ifPresent(bytes ->
          key.add(new KeyFigure("heap at most", Amounts.bytes(bytes), "live and unswept")));
    }
    return key;
  }

  private static String stops(GcTimeline gc) {
    return Amounts.plural(gc.stops().size(), "stop", "stops")
        + " in "
        + Amounts.nanos(gc.endNanos() - gc.startNanos());
  }

  private static String read(List<String> names) {
    StringBuilder whole = new StringBuilder();
    for (String name : names) {
      try (InputStream in = Page.class.getResourceAsStream(name)) {
        if (in == null) {
          throw new IllegalStateException("wanted " + name + " beside the report, found none");
        }
        whole.append(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(name, e);
      }
    }
    return whole.toString();
  }

  private static String source(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
