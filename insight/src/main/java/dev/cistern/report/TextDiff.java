package dev.cistern.report;

import dev.cistern.model.Comparison;
import dev.cistern.model.Comparison.BenchmarkDifference;
import dev.cistern.model.Comparison.Change;
import dev.cistern.model.Comparison.FindingDifference;
import dev.cistern.model.Comparison.FunctionDifference;
import dev.cistern.model.Comparison.Measured;
import dev.cistern.model.Comparison.PoolDifference;
import dev.cistern.model.Comparison.Side;
import dev.cistern.model.Comparison.Verdict;
import dev.cistern.report.Table.Column;
import dev.cistern.report.Table.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Writes a comparison: what is worse first, then what is better, then the figures behind it. */
final class TextDiff {
  private static final int FUNCTIONS_MAX = 10;
  private static final int FILES_MAX = 3;

  private final TextOut out;

  TextDiff(TextOut out) {
    this.out = out;
  }

  void write(Comparison result) throws IOException {
    out.line(
        out.paint(Ink.STRONG, "Cistern " + result.toolVersion()),
        out.paint(Ink.FAINT, " · " + DiffWording.tally(result)));
    side("before", result.before());
    side("after", result.after());
    if (!result.benchmarks().isEmpty()) {
      benchmarks(result.benchmarks());
    } else {
      changes("Worse", Verdict.WORSE, result.changes());
      changes("Better", Verdict.BETTER, result.changes());
      if (result.changes().isEmpty()) {
        out.heading("Changes");
        out.line("  ", out.paint(Ink.GOOD, "✓ Nothing better or worse"), " beyond the noise.");
      }
      findings(result);
      pools(result.pools());
      totals(result.totals());
      functions(result);
    }
    out.heading("How it was judged");
    out.paragraph(2, Ink.PLAIN, DiffWording.terms(result));
    for (String note : result.notes()) {
      out.paragraph(2, Ink.FAINT, note);
    }
    TextFacts.writeDamage(out, result.damage());
  }

  private void side(String name, Side side) throws IOException {
    String files = String.join(", ", side.files().stream().limit(FILES_MAX).toList());
    String more = side.files().size() > FILES_MAX ? ", …" : "";
    out.line(
        "  ",
        out.paint(Ink.FAINT, TextOut.pad(name, 8)),
        out.paint(Ink.LINK, files + more),
        out.paint(Ink.FAINT, DiffWording.runs(side.runs())));
  }

  private void changes(String heading, Verdict verdict, List<Change> all) throws IOException {
    List<Change> changes =
        all.stream().filter(change -> change.measured().verdict() == verdict).toList();
    if (changes.isEmpty()) {
      return;
    }
    out.heading(heading);
    List<Column> columns =
        List.of(
            new Column("CHANGE", Kind.NUMBER, 0),
            new Column("95 % INTERVAL", Kind.NUMBER, 2),
            new Column("BEFORE", Kind.NUMBER, 3),
            new Column("AFTER", Kind.NUMBER, 3),
            new Column("OF ALL", Kind.NUMBER, 1),
            new Column("P", Kind.NUMBER, 4),
            new Column("WHAT", Kind.TEXT, 0),
            new Column("FUNCTION", Kind.NAME, 0));
    List<List<String>> rows = new ArrayList<>();
    for (Change change : changes) {
      Measured measured = change.measured();
      rows.add(
          List.of(
              DiffWording.change(measured),
              DiffWording.interval(measured),
              DiffWording.amount(measured.before(), measured),
              DiffWording.amount(measured.after(), measured),
              DiffWording.share(change),
              DiffWording.p(measured.adjustedP()),
              measured.what().type(),
              Wording.shortPlace(change.place())));
    }
    write(
        columns,
        rows,
        _ -> DiffWording.ink(verdict),
        row ->
            DiffWording.place(changes.get(row))
                + (verdict == Verdict.WORSE
                    ? " · " + Wording.name(changes.get(row).severity())
                    : ""));
  }

  private void write(
      List<Column> columns,
      List<List<String>> rows,
      IntFunction<Ink> first,
      IntFunction<String> note)
      throws IOException {
    new TextTable(out, 2)
        .write(
            new Table(columns, rows),
            new TextTable.RowStyle() {
              @Override
              public Ink ink(int row, int column) {
                return column == 0 ? first.apply(row) : Ink.PLAIN;
              }

              @Override
              public String note(int row) {
                return note.apply(row);
              }
            });
  }

  private void findings(Comparison result) throws IOException {
    if (result.findings().isEmpty()) {
      return;
    }
    out.heading("Findings");
    List<Column> columns =
        List.of(
            new Column("VERDICT", Kind.NUMBER, 0),
            new Column("SEEN", Kind.NUMBER, 0),
            new Column("RULE", Kind.TEXT, 2),
            new Column("FINDING", Kind.TEXT, 0));
    List<List<String>> rows = new ArrayList<>();
    for (FindingDifference one : result.findings()) {
      rows.add(
          List.of(
              DiffWording.name(one.verdict()),
              DiffWording.presence(one, result),
              one.finding().rule().id(),
              one.finding().title()));
    }
    write(columns, rows, row -> DiffWording.ink(result.findings().get(row).verdict()), _ -> "");
  }

  private void pools(List<PoolDifference> pools) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    List<Verdict> verdicts = new ArrayList<>();
    for (PoolDifference pool : pools) {
      for (Measured measured : pool.measures()) {
        verdicts.add(measured.verdict());
        rows.add(
            measuredRow(
                measured, measured.what().type(), pool.site().displayName(), poolVerdict(pool)));
      }
    }
    if (rows.isEmpty()) {
      return;
    }
    out.heading("Pools");
    List<Column> columns = new ArrayList<>(measuredColumns());
    columns.add(new Column("POOL", Kind.NAME, 0));
    columns.add(new Column("VERDICT", Kind.TEXT, 3));
    write(columns, rows, row -> DiffWording.ink(verdicts.get(row)), _ -> "");
  }

  private static String poolVerdict(PoolDifference pool) {
    String first = pool.verdictBefore().isEmpty() ? "not seen" : pool.verdictBefore();
    String second = pool.verdictAfter().isEmpty() ? "not seen" : pool.verdictAfter();
    return first.equals(second) ? first : first + " → " + second;
  }

  private static List<Column> measuredColumns() {
    return List.of(
        new Column("", Kind.NUMBER, 0),
        new Column("CHANGE", Kind.NUMBER, 0),
        new Column("95 % INTERVAL", Kind.NUMBER, 2),
        new Column("BEFORE", Kind.NUMBER, 1),
        new Column("AFTER", Kind.NUMBER, 1),
        new Column("P", Kind.NUMBER, 4),
        new Column("WHAT", Kind.TEXT, 0));
  }

  private static List<String> measuredRow(Measured measured, String what, String... more) {
    List<String> row = new ArrayList<>();
    row.add(DiffWording.name(measured.verdict()));
    row.add(DiffWording.change(measured));
    row.add(DiffWording.interval(measured));
    row.add(DiffWording.amount(measured.before(), measured));
    row.add(DiffWording.amount(measured.after(), measured));
    row.add(DiffWording.p(measured));
    row.add(what);
    row.addAll(List.of(more));
    return row;
  }

  private void totals(List<Measured> totals) throws IOException {
    out.heading("Totals");
    write(
        measuredColumns(),
        totals.stream().map(total -> measuredRow(total, total.what().type())).toList(),
        row -> DiffWording.ink(totals.get(row).verdict()),
        _ -> "");
  }

  /** For each sample type the functions that differ most surely. */
  private void functions(Comparison result) throws IOException {
    for (Measured total : result.totals()) {
      List<FunctionDifference> functions =
          result.functions().stream()
              .filter(one -> one.cum().what().equals(total.what()))
              .limit(FUNCTIONS_MAX)
              .toList();
      if (functions.isEmpty()) {
        continue;
      }
      out.heading("Functions by " + total.what().type() + ", with what they call");
      List<Column> columns =
          List.of(
              new Column("", Kind.NUMBER, 0),
              new Column("CHANGE", Kind.NUMBER, 0),
              new Column("95 % INTERVAL", Kind.NUMBER, 2),
              new Column("BEFORE", Kind.NUMBER, 1),
              new Column("AFTER", Kind.NUMBER, 1),
              new Column("SELF", Kind.NUMBER, 3),
              new Column("FUNCTION", Kind.NAME, 0));
      List<List<String>> rows = new ArrayList<>();
      for (FunctionDifference one : functions) {
        Measured cum = one.cum();
        rows.add(
            List.of(
                DiffWording.name(cum.verdict()),
                DiffWording.change(cum),
                DiffWording.interval(cum),
                DiffWording.amount(cum.before(), cum),
                DiffWording.amount(cum.after(), cum),
                one.flat().before() + one.flat().after() == 0 ? "" : DiffWording.change(one.flat()),
                one.function()));
      }
      write(columns, rows, row -> DiffWording.ink(functions.get(row).cum().verdict()), _ -> "");
    }
  }

  private void benchmarks(List<BenchmarkDifference> benchmarks) throws IOException {
    out.heading("Benchmarks");
    List<Column> columns = new ArrayList<>(measuredColumns());
    columns.add(new Column("N", Kind.NUMBER, 3));
    columns.add(new Column("BENCHMARK", Kind.NAME, 0));
    List<List<String>> rows = new ArrayList<>();
    for (BenchmarkDifference one : benchmarks) {
      rows.add(
          measuredRow(
              one.measured(),
              one.measured().what().type(),
              one.runsBefore() + "+" + one.runsAfter(),
              one.name()));
    }
    write(columns, rows, row -> DiffWording.ink(benchmarks.get(row).measured().verdict()), _ -> "");
  }
}
