package dev.cistern.report;

import dev.cistern.model.Finding;
import dev.cistern.model.LintResult;
import dev.cistern.model.LintResult.Excerpt;
import dev.cistern.model.Place;
import dev.cistern.model.RuleId;
import dev.cistern.model.Severity;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes what was found in sources as SARIF 2.1.0, with code flows. */
public final class SarifReport {
  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  /** One log with one run. */
  public void write(LintResult result, Writer to) throws IOException {
    try (JsonOut json = new JsonOut(to)) {
      json.object(() -> {
        json.text("$schema", SCHEMA);
        json.text("version", "2.1.0");
        json.list("runs", List.of(result), run -> run(json, run));
      });
    }
  }

  private static void run(JsonOut json, LintResult result) {
    Map<RuleId, Finding> rules = new TreeMap<>();
    result.findings().forEach(finding -> rules.putIfAbsent(finding.rule(), finding));
    List<RuleId> order = List.copyOf(rules.keySet());
    json.object(
        "tool",
        () ->
            json.object(
                "driver",
                () -> {
                  json.text("name", "cistern");
                  json.text("version", result.toolVersion());
                  json.list("rules", order, rule -> rule(json, rule));
                }));
    json.text("columnKind", "utf16CodeUnits");
    json.list(
        "invocations",
        List.of(result),
        one -> {
          json.flag("executionSuccessful", true);
          json.list(
              "toolExecutionNotifications",
              one.unparsed(),
              unparsed -> {
                json.text("level", "warning");
                json.object("message", () -> json.text("text", "not read: " + unparsed.why()));
                Place place = new Place(unparsed.file(), Math.max(1, unparsed.line()), "", "");
                json.list("locations", List.of(place), at -> physical(json, at, 0));
              });
        });
    json.list("results", result.findings(), finding -> result(json, finding, order, result));
  }

  private static void rule(JsonOut json, RuleId rule) {
    json.text("id", rule.id());
    RulePage page = RulePage.read(rule.id()).orElse(null);
    String title = page == null ? rule.id() : page.title();
    json.object("shortDescription", () -> json.text("text", title));
    RulePage.markdown(rule.id())
        .ifPresent(text ->
            json.object(
                "help",
                () -> {
                  json.text("text", text);
                  json.text("markdown", text);
                }));
    json.object("properties", () -> json.texts("tags", List.of("performance", "object-pool")));
  }

  private static void result(JsonOut json, Finding finding, List<RuleId> order, LintResult result) {
    json.text("ruleId", finding.rule().id());
    json.number("ruleIndex", order.indexOf(finding.rule()));
    json.text("level", level(finding.severity()));
    String text = finding.title() + ". " + finding.why() + " " + finding.mend();
    json.object("message", () -> json.text("text", text));
    Excerpt excerpt = result.excerpts().get(finding.fingerprint());
    int column = excerpt == null ? 0 : excerpt.column();
    json.list("locations", List.of(finding.place()), place -> physical(json, place, column));
    json.object(
        "partialFingerprints",
        () -> {
          json.text("cistern/v1", finding.fingerprint());
          json.text("primaryLocationLineHash", finding.fingerprint());
        });
    SarifFixes.write(json, finding, uri(finding.place().file()));
    if (!finding.steps().isEmpty()) {
      json.list(
          "codeFlows",
          List.of(finding),
          flow ->
              json.list(
                  "threadFlows",
                  List.of(flow),
                  thread -> json.list("locations", thread.steps(), step -> step(json, step))));
    }
  }

  private static void step(JsonOut json, Finding.Step step) {
    json.object(
        "location",
        () -> {
          physical(json, step.place(), 0);
          json.object("message", () -> json.text("text", step.text()));
        });
  }

  private static void physical(JsonOut json, Place place, int column) {
    json.object(
        "physicalLocation",
        () -> {
          json.object("artifactLocation", () -> json.text("uri", uri(place.file())));
          json.object(
              "region",
              () -> {
                json.number("startLine", Math.max(1, place.line()));
                if (column > 0) {
                  json.number("startColumn", column);
                }
              });
        });
  }

  /** A path as a relative reference: what a path may have and a reference may not is escaped. */
  private static String uri(String path) {
    try {
      String raw = new URI(null, null, "/" + path, null).toASCIIString();
      return path.startsWith("/") ? "file://" + raw.substring(1) : raw.substring(1);
    } catch (URISyntaxException e) {
      return "unknown";
    }
  }

  private static String level(Severity severity) {
    return switch (severity) {
      case HIGH -> "error";
      case MEDIUM -> "warning";
      case LOW, INFO -> "note";
    };
  }
}
