package dev.cistern.report;

import dev.cistern.model.Expected;
import dev.cistern.model.Finding;
import dev.cistern.model.Finding.Step;
import dev.cistern.model.LintResult;
import dev.cistern.model.LintResult.Excerpt;
import dev.cistern.model.LintResult.Unparsed;
import dev.cistern.report.Table.Column;
import dev.cistern.report.Table.Kind;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/** Writes what was found in sources: for a terminal, as JSON, SARIF or Markdown. */
public final class SourceReport {
  private static final int UNPARSED_SHOWN = 20;
  private static final List<Column> EXPECTED =
      List.of(
          new Column("", Kind.TEXT, 0),
          new Column("FILE", Kind.NAME, 0),
          new Column("EXPECTED", Kind.TEXT, 0),
          new Column("FOUND", Kind.TEXT, 0));

  /** Text: each finding with its line of source, a caret, and the steps that lead there. */
  public void text(LintResult result, TextStyle style, Appendable to) throws IOException {
    TextOut out = new TextOut(to, style);
    for (Finding finding : result.findings()) {
      text(out, finding, result);
      out.gap();
    }
    List<Unparsed> unparsed = result.unparsed();
    for (Unparsed one : unparsed.subList(0, Math.min(UNPARSED_SHOWN, unparsed.size()))) {
      out.line(
          out.paint(Ink.LINK, one.file() + ":" + one.line()),
          "  not read: ",
          out.paint(Ink.PLAIN, one.why()));
    }
    if (unparsed.size() > UNPARSED_SHOWN) {
      out.line("and " + (unparsed.size() - UNPARSED_SHOWN) + " more places that could not be read");
    }
    String silent = result.suppressed() == 0 ? "" : ", " + result.suppressed() + " silenced";
    if (result.findings().isEmpty()) {
      out.line(out.paint(Ink.GOOD, "✓ Nothing found"), silent);
    } else {
      out.line(out.paint(Ink.STRONG, Wording.tally(result.findings())), silent);
    }
  }

  /** What files expect beside what was found in them; nothing where none expects anything. */
  public void expected(List<Expected> all, TextStyle style, Appendable to) throws IOException {
    if (all.isEmpty()) {
      return;
    }
    TextOut out = new TextOut(to, style);
    out.heading("Expected");
    List<List<String>> rows = new ArrayList<>();
    for (Expected one : all) {
      rows.add(List.of(one.met() ? "✓" : "✗", folder(one.file()), one.wanted(), one.found()));
    }
    new TextTable(out, 0)
        .write(
            new Table(EXPECTED, rows),
            new TextTable.RowStyle() {
              @Override
              public Ink ink(int row, int column) {
                return all.get(row).met() ? Ink.PLAIN : Ink.BAD;
              }

              @Override
              public String note(int row) {
                return "";
              }
            });
    long met = all.stream().filter(Expected::met).count();
    out.line(
        out.paint(
            met == all.size() ? Ink.GOOD : Ink.BAD,
            "%d of %d files as they expect".formatted(met, all.size())));
  }

  /** A case by the two folders that it lies in. */
  private static String folder(String file) {
    String[] parts = file.split("/");
    int last = parts.length - 1;
    return last < 2 ? file : parts[last - 2] + "/" + parts[last - 1];
  }

  private static void text(TextOut out, Finding finding, LintResult result) throws IOException {
    String severity = Wording.name(finding.severity());
    out.line(
        out.paint(Ink.LINK, finding.place().file() + ":" + finding.place().line()),
        "  ",
        out.paint(Ink.of(finding.severity()), severity),
        " ",
        out.paint(Ink.STRONG, finding.rule().id()),
        "  ",
        out.paint(Ink.PLAIN, finding.title()));
    Excerpt excerpt = result.excerpts().get(finding.fingerprint());
    if (excerpt != null) {
      String shown = excerpt.text().replace("\t", "    ");
      String before =
          excerpt
              .text()
              .substring(0, Math.clamp(excerpt.column() - 1L, 0, excerpt.text().length()));
      int caret = before.replace("\t", "    ").length();
      String number = TextOut.padLeft(Integer.toString(finding.place().line()), 6);
      out.line(
          out.paint(Ink.FAINT, number + " │ "),
          out.paint(Ink.PLAIN, cut(shown, out.columns() - 10)));
      out.line(
          out.paint(Ink.FAINT, "       │ "),
          " ".repeat(Math.min(caret, out.columns() - 10)),
          out.paint(Ink.BAD, "^"));
    }
    for (Step step : finding.steps()) {
      out.line(
          "         → ",
          out.paint(Ink.FAINT, step.place().file() + ":" + step.place().line()),
          "  ",
          out.paint(Ink.PLAIN, step.text()));
    }
    out.labelled(9, "why", Ink.PLAIN, finding.why());
    out.labelled(9, "mend", Ink.GOOD, finding.mend());
  }

  private static String cut(String text, int columns) {
    return text.length() <= columns ? text : text.substring(0, columns - 1) + "…";
  }

  /** As JSON. */
  public void json(LintResult result, Writer to) throws IOException {
    try (JsonOut json = new JsonOut(to)) {
      json.object(() -> {
        json.number("schemaVersion", JsonReport.SCHEMA_VERSION);
        json.text("toolVersion", result.toolVersion());
        json.list("findings", result.findings(), finding -> JsonReport.finding(json, finding));
        json.list(
            "unparsed",
            result.unparsed(),
            one -> {
              json.text("file", one.file());
              json.number("line", one.line());
              json.text("why", one.why());
            });
        json.number("suppressed", result.suppressed());
      });
    }
  }

  /** Markdown for a pull request. */
  public void markdown(LintResult result, Appendable out) throws IOException {
    out.append("## Cistern lint\n\n");
    if (result.findings().isEmpty()) {
      out.append("Nothing found.\n");
      return;
    }
    out.append("| severity | rule | place | finding |\n|---|---|---|---|\n");
    for (Finding finding : result.findings()) {
      out.append("| ").append(Wording.name(finding.severity()));
      out.append(" | ").append(finding.rule().id());
      out.append(" | ")
          .append(Markdown.code(finding.place().file() + ":" + finding.place().line()));
      out.append(" | ").append(Markdown.text(finding.title())).append(" |\n");
    }
    for (Finding finding : result.findings()) {
      out.append("\n### ")
          .append(finding.rule().id())
          .append(": ")
          .append(Markdown.text(finding.title()))
          .append("\n\n");
      for (Step step : finding.steps()) {
        out.append("1. ").append(Markdown.code(step.place().file() + ":" + step.place().line()));
        out.append(" ").append(Markdown.text(step.text())).append('\n');
      }
      out.append('\n')
          .append(Markdown.text(finding.why()))
          .append(' ')
          .append(Markdown.text(finding.mend()))
          .append('\n');
    }
  }
}
