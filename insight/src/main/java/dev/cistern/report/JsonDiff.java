package dev.cistern.report;

import dev.cistern.model.Comparison;
import dev.cistern.model.Comparison.Measured;
import dev.cistern.model.Comparison.Side;
import java.util.Locale;
import java.util.OptionalDouble;

/** Writes a {@link Comparison} by {@code diff.schema.json}. */
final class JsonDiff {
  private final JsonOut json;

  JsonDiff(JsonOut json) {
    this.json = json;
  }

  void write(Comparison result) {
    json.number("schemaVersion", JsonReport.SCHEMA_VERSION);
    json.text("toolVersion", result.toolVersion());
    side("before", result.before());
    side("after", result.after());
    json.object(
        "terms",
        () -> {
          json.text("method", result.terms().method());
          json.decimal("falseAlarmShare", result.terms().falseAlarmShare());
          json.number("judgements", result.terms().judgements());
          json.decimal("noiseShare", result.terms().noiseShare());
          json.flag("eachAlone", result.terms().eachAlone());
        });
    json.list(
        "changes",
        result.changes(),
        change -> {
          json.text("severity", Wording.name(change.severity()));
          JsonReport.place(json, change.place());
          json.flag("self", change.self());
          json.decimal("share", change.share());
          measured(change.measured());
        });
    json.list("totals", result.totals(), this::measured);
    json.list(
        "functions",
        result.functions(),
        one -> {
          json.text("function", one.function());
          json.object("flat", () -> measured(one.flat()));
          json.object("cum", () -> measured(one.cum()));
        });
    pools(result);
    findings(result);
    json.list(
        "benchmarks",
        result.benchmarks(),
        one -> {
          json.text("name", one.name());
          json.number("valuesBefore", one.runsBefore());
          json.number("valuesAfter", one.runsAfter());
          json.text("severity", Wording.name(one.severity()));
          measured(one.measured());
        });
    json.list("notes", result.notes(), note -> json.text("text", note));
    JsonReport.damage(json, result.damage());
  }

  private void side(String name, Side side) {
    json.object(
        name,
        () -> {
          json.number("runs", side.runs());
          json.list("files", side.files(), file -> json.text("name", file));
        });
  }

  private void pools(Comparison result) {
    json.list(
        "pools",
        result.pools(),
        pool -> {
          json.text("language", pool.site().language().name().toLowerCase(Locale.ROOT));
          json.text("type", pool.site().type());
          json.text("name", pool.site().displayName());
          JsonReport.place(json, pool.site().place());
          json.text("verdictBefore", pool.verdictBefore());
          json.text("verdictAfter", pool.verdictAfter());
          json.list("measures", pool.measures(), this::measured);
        });
  }

  private void findings(Comparison result) {
    json.list(
        "findings",
        result.findings(),
        one -> {
          json.text("rule", one.finding().rule().id());
          json.text("severity", Wording.name(one.finding().severity()));
          json.text("title", one.finding().title());
          JsonReport.place(json, one.finding().place());
          json.text("fingerprint", one.finding().fingerprint());
          json.number("runsBefore", one.runsBefore());
          json.number("runsAfter", one.runsAfter());
          json.text("verdict", name(one.verdict()));
          if (one.measured().isPresent()) {
            json.object("measured", () -> measured(one.measured().get()));
          } else {
            json.nothing("measured");
          }
        });
  }

  private void measured(Measured one) {
    json.text("what", one.what().type());
    json.text("unit", one.what().unit());
    json.text("per", one.per());
    json.decimal("before", one.before());
    json.decimal("after", one.after());
    json.decimalOrNull("ratio", finite(one.ratio()));
    json.decimalOrNull("low", finite(one.low()));
    json.decimalOrNull("high", finite(one.high()));
    json.decimal("p", rounded(one.p()));
    json.decimal("adjustedP", rounded(one.adjustedP()));
    json.text("test", one.test().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    json.flag("besideOthers", one.besideOthers());
    json.text("verdict", name(one.verdict()));
  }

  /** To twelve places: what is smaller is 0 to any reader. */
  private static double rounded(double p) {
    return Math.rint(p * 1e12) / 1e12;
  }

  private static OptionalDouble finite(double value) {
    return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
  }

  private static String name(Comparison.Verdict verdict) {
    return verdict.name().toLowerCase(Locale.ROOT);
  }
}
