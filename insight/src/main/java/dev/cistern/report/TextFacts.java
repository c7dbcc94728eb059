package dev.cistern.report;

import dev.cistern.model.Amounts;
import dev.cistern.model.Damage;
import dev.cistern.model.Facts;
import dev.cistern.model.Facts.OfBenchmarks;
import dev.cistern.model.Facts.OfProfile;
import dev.cistern.model.Facts.OfRecording;
import dev.cistern.model.Facts.OfState;
import dev.cistern.model.Facts.OfTrace;
import dev.cistern.report.Table.Column;
import dev.cistern.report.Table.Kind;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Writes what {@code info} tells of a file. */
final class TextFacts {
  private static final int LABEL = 14;

  private final TextOut out;

  TextFacts(TextOut out) {
    this.out = out;
  }

  void write(String file, Facts facts) throws IOException {
    out.line(out.paint(Ink.STRONG, file));
    fact("format", (facts.format() + " " + facts.version()).strip());
    fact("start", facts.startTime().map(Amounts::wall).orElse("not stated"));
    fact(
        "duration",
        facts.durationNanos() == 0 ? "not stated" : Amounts.nanos(facts.durationNanos()));
    switch (facts.detail()) {
      case OfProfile profile -> write(profile);
      case OfTrace trace -> write(trace);
      case OfRecording recording -> write(recording);
      case OfState state -> {
        fact("tasks", Amounts.count(state.tasks()));
        fact("collections", Amounts.count(state.collections()));
      }
      case OfBenchmarks results -> {
        fact("benchmarks", Amounts.count(results.benchmarks()));
        fact("series", Amounts.count(results.series()));
        fact("values", Amounts.count(results.values()));
        fact("failures", Amounts.count(results.failures()));
      }
    }
    writeDamage(out, facts.damage());
  }

  private void write(OfProfile profile) throws IOException {
    fact("samples", Amounts.count(profile.samples()));
    out.gap();
    List<Column> columns =
        List.of(
            new Column("SAMPLE TYPE", Kind.TEXT, 0),
            new Column("UNIT", Kind.TEXT, 0),
            new Column("TOTAL", Kind.NUMBER, 0),
            new Column("", Kind.NUMBER, 1));
    List<List<String>> rows =
        profile.sampleTypes().stream()
            .map(total ->
                List.of(
                    total.type().type(),
                    total.type().unit(),
                    Amounts.count(total.total()),
                    readable(total)))
            .toList();
    new TextTable(out, 2).write(new Table(columns, rows), TextTable.PLAIN);
  }

  /** The total in a unit that is easier to read than a plain number, where there is one. */
  private static String readable(Facts.Total total) {
    String text = PprofUnit.of(total.type().unit(), 0, total.total()).format(total.total());
    return text.chars().anyMatch(Character::isLetter) ? text : "";
  }

  private void write(OfTrace trace) throws IOException {
    fact("events", trace.events().map(Amounts::count).orElse("not counted: needs the true order"));
    fact("wire events", Amounts.count(trace.wireEvents()));
    fact("goroutines", Amounts.count(trace.goroutines()));
    fact("generations", Amounts.count(trace.generations()));
    fact("collections", Amounts.count(trace.gcCycles()));
    fact(
        "stops",
        Amounts.count(trace.stwCount()) + ", " + Amounts.nanos(trace.stwNanos()) + " long");
    counts(trace.eventCounts());
  }

  private void write(OfRecording recording) throws IOException {
    fact("chunks", Amounts.count(recording.chunks()));
    long events = recording.eventCounts().values().stream().mapToLong(Long::longValue).sum();
    fact("events", Amounts.count(events));
    if (!recording.allocation().isEmpty()) {
      out.gap();
      List<Column> columns =
          List.of(
              new Column("ALLOCATION EVENT", Kind.NAME, 0),
              new Column("COUNT", Kind.NUMBER, 0),
              new Column("STANDS FOR", Kind.NUMBER, 0));
      List<List<String>> rows =
          recording.allocation().entrySet().stream()
              .sorted(Map.Entry.comparingByKey())
              .map(entry ->
                  List.of(
                      entry.getKey(),
                      Amounts.count(entry.getValue().count()),
                      Amounts.bytes(entry.getValue().bytes())))
              .toList();
      new TextTable(out, 2).write(new Table(columns, rows), TextTable.PLAIN);
    }
    counts(recording.eventCounts());
  }

  private void counts(Map<String, Long> counts) throws IOException {
    if (counts.isEmpty()) {
      return;
    }
    out.gap();
    List<Column> columns =
        List.of(new Column("EVENT TYPE", Kind.NAME, 0), new Column("COUNT", Kind.NUMBER, 0));
    List<List<String>> rows =
        counts.entrySet().stream()
            .filter(entry -> entry.getValue() != 0)
            .sorted(
                Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()))
            .map(entry -> List.of(entry.getKey(), Amounts.count(entry.getValue().longValue())))
            .toList();
    new TextTable(out, 2).write(new Table(columns, rows), TextTable.PLAIN);
  }

  private void fact(String name, String value) throws IOException {
    out.line("  ", out.paint(Ink.FAINT, TextOut.pad(name, LABEL)), out.paint(Ink.PLAIN, value));
  }

  /** The damage under a heading of its own, nothing where there is none. */
  static void writeDamage(TextOut out, List<Damage> damage) throws IOException {
    if (damage.isEmpty()) {
      return;
    }
    out.heading("Damage");
    out.paragraph(
        2, Ink.MEDIUM, "The input is not whole: what lies before each break was read and counts.");
    for (Damage one : damage) {
      out.paragraph(2, Ink.PLAIN, one.toString());
    }
  }
}
