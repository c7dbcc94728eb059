package dev.cistern.report;

import dev.cistern.model.AllocationTable;
import dev.cistern.model.Amounts;
import dev.cistern.model.Comparison;
import dev.cistern.model.Comparison.BenchmarkDifference;
import dev.cistern.model.Comparison.Change;
import dev.cistern.model.Comparison.FindingDifference;
import dev.cistern.model.Comparison.Measured;
import dev.cistern.model.Comparison.Verdict;
import dev.cistern.model.Damage;
import dev.cistern.model.DiagnosisResult;
import dev.cistern.model.Finding;
import dev.cistern.model.Place;
import dev.cistern.model.PoolTable;
import dev.cistern.model.Severity;
import dev.cistern.model.Unanswered;
import java.io.IOException;
import java.util.List;

/**
 * Writes results as Markdown for a pull request: what a reviewer must see first, the rest folded
 * away. Texts from files stay text.
 */
public final class MarkdownReport {
  private static final int ROWS_MAX = 20;
  private static final int OPEN_MAX = 5;

  /** The findings with cost and mend, the pools, and what is not known. */
  public void write(DiagnosisResult result, Appendable out) throws IOException {
    line(out, "## Cistern: " + Markdown.text(Wording.tally(result.findings())));
    line(out, "");
    for (DiagnosisResult.Source source : result.sources()) {
      line(out, "- " + Markdown.code(source.name()) + " " + Markdown.text(source.summary()));
    }
    int number = 0;
    for (Finding finding : result.findings()) {
      finding(out, ++number, finding);
    }
    pools(out, result.pools());
    if (result.allocations().isPresent()) {
      allocations(out, result.allocations().get());
    }
    unanswered(out, result.unanswered());
    damage(out, result.damage());
  }

  private static void finding(Appendable out, int number, Finding finding) throws IOException {
    boolean open = finding.severity() != Severity.INFO && number <= OPEN_MAX;
    line(out, "");
    line(out, open ? "<details open>" : "<details>");
    line(
        out,
        "<summary><b>%d. %s</b> %s</summary>"
            .formatted(number, Wording.name(finding.severity()), Markdown.html(finding.title())));
    line(out, "");
    line(out, "- **cost** " + Markdown.text(Wording.costLine(finding)));
    if (!finding.place().equals(Place.UNKNOWN)) {
      line(out, "- **at** " + Markdown.code(Wording.place(finding.place())));
    }
    line(out, "- **why** " + Markdown.text(finding.why()));
    if (!finding.mend().isEmpty()) {
      line(out, "- **mend** " + Markdown.text(finding.mend()));
    }
    line(
        out,
        "- **rule** " + Markdown.text(Wording.rules(finding) + " · " + Wording.rests(finding)));
    for (Finding.Step step : finding.steps()) {
      String place = step.place().equals(Place.UNKNOWN) ? "" : Wording.place(step.place());
      line(out, "  - " + Markdown.text(step.text()) + " " + Markdown.code(place));
    }
    if (finding.fix().isPresent()) {
      line(out, "");
      Markdown.fenced(out, "diff", finding.fix().get().diff());
    }
    line(out, "");
    line(out, "</details>");
  }

  private static void pools(Appendable out, PoolTable pools) throws IOException {
    if (pools.rows().isEmpty()) {
      return;
    }
    begin(out, "Pools");
    line(out, "| pool | verdict | acquires | hits | misses | never released | held | rests on |");
    line(out, "|---|---|--:|--:|--:|--:|--:|---|");
    for (PoolTable.Row row : pools.rows().stream().limit(ROWS_MAX).toList()) {
      row(
          out,
          Markdown.code(row.site().displayName()),
          Markdown.text(row.verdict()),
          Amounts.count(row.acquires()),
          Amounts.count(row.hits()),
          Amounts.count(row.misses()),
          Amounts.count(row.neverReleased()),
          Amounts.bytes(row.heldBytes()),
          Markdown.text(row.basis()));
    }
    end(out);
  }

  private static void allocations(Appendable out, AllocationTable table) throws IOException {
    begin(out, "Allocations");
    line(out, Markdown.text(Wording.allocated(table)));
    line(out, "");
    line(out, "| bytes | share | what | where |");
    line(out, "|--:|--:|---|---|");
    for (AllocationTable.Site site : table.sites().stream().limit(ROWS_MAX).toList()) {
      row(
          out,
          Amounts.bytes(site.bytes()),
          Amounts.share(Wording.ratio(site.bytes(), table.totalBytes())),
          Markdown.code(site.what()),
          Markdown.code(Wording.place(site.place())));
    }
    end(out);
  }

  private static void unanswered(Appendable out, List<Unanswered> questions) throws IOException {
    if (questions.isEmpty()) {
      return;
    }
    begin(out, "Not answered");
    for (Unanswered one : questions) {
      line(
          out,
          "- %s Missing: %s. Collect it with %s"
              .formatted(
                  Markdown.text(one.question()),
                  Markdown.text(one.missing()),
                  Markdown.code(one.collectWith())));
    }
    end(out);
  }

  private static void damage(Appendable out, List<Damage> damage) throws IOException {
    if (damage.isEmpty()) {
      return;
    }
    begin(out, "Damage");
    for (Damage one : damage.stream().limit(ROWS_MAX).toList()) {
      line(out, "- " + Markdown.text(one.toString()));
    }
    end(out);
  }

  /** What got better or worse, and how it was judged. */
  public void write(Comparison result, Appendable out) throws IOException {
    line(out, "## Cistern: " + Markdown.text(DiffWording.tally(result)));
    line(out, "");
    side(out, "before", result.before());
    side(out, "after", result.after());
    if (!result.changes().isEmpty()) {
      changes(out, result.changes());
    }
    if (!result.benchmarks().isEmpty()) {
      benchmarks(out, result.benchmarks());
    }
    findings(out, result);
    if (!result.totals().isEmpty()) {
      begin(out, "Totals");
      measuredHead(out, "what");
      for (Measured total : result.totals()) {
        measured(out, total, Markdown.text(total.what().type()));
      }
      end(out);
    }
    begin(out, "How it was judged");
    line(out, "- " + Markdown.text(DiffWording.terms(result)));
    for (String note : result.notes()) {
      line(out, "- " + Markdown.text(note));
    }
    end(out);
    damage(out, result.damage());
  }

  private static void side(Appendable out, String name, Comparison.Side side) throws IOException {
    List<String> files = side.files().stream().limit(3).map(Markdown::code).toList();
    line(
        out,
        "- %s: %s%s%s"
            .formatted(
                name,
                String.join(", ", files),
                side.files().size() > 3 ? ", …" : "",
                DiffWording.runs(side.runs())));
  }

  private static void changes(Appendable out, List<Change> changes) throws IOException {
    line(out, "");
    line(out, "| | change | 95 % interval | before | after | of all | p | what | where |");
    line(out, "|---|--:|--:|--:|--:|--:|--:|---|---|");
    for (Change change : changes) {
      Measured one = change.measured();
      boolean worse = one.verdict() == Verdict.WORSE;
      row(
          out,
          worse ? "**worse** (" + Wording.name(change.severity()) + ")" : "better",
          DiffWording.change(one),
          DiffWording.interval(one),
          DiffWording.amount(one.before(), one),
          DiffWording.amount(one.after(), one),
          DiffWording.share(change),
          DiffWording.p(one.adjustedP()),
          Markdown.text(one.what().type()),
          Markdown.code(Wording.place(change.place())));
    }
  }

  private static void benchmarks(Appendable out, List<BenchmarkDifference> all) throws IOException {
    line(out, "");
    measuredHead(out, "benchmark");
    for (BenchmarkDifference one : all) {
      measured(
          out,
          one.measured(),
          Markdown.code(one.name()) + " " + Markdown.text(one.measured().what().type()));
    }
  }

  private static void findings(Appendable out, Comparison result) throws IOException {
    if (result.findings().isEmpty()) {
      return;
    }
    begin(out, "Findings");
    line(out, "| | seen | rule | finding |");
    line(out, "|---|---|---|---|");
    for (FindingDifference one : result.findings()) {
      row(
          out,
          DiffWording.name(one.verdict()),
          DiffWording.presence(one, result),
          Markdown.text(one.finding().rule().id()),
          Markdown.text(one.finding().title()));
    }
    end(out);
  }

  private static void measuredHead(Appendable out, String what) throws IOException {
    line(out, "| | change | 95 % interval | before | after | p | " + what + " |");
    line(out, "|---|--:|--:|--:|--:|--:|---|");
  }

  private static void measured(Appendable out, Measured one, String what) throws IOException {
    row(
        out,
        one.verdict() == Verdict.WORSE ? "**worse**" : DiffWording.name(one.verdict()),
        DiffWording.change(one),
        DiffWording.interval(one),
        DiffWording.amount(one.before(), one),
        DiffWording.amount(one.after(), one),
        DiffWording.p(one),
        what);
  }

  private static void row(Appendable out, String... cells) throws IOException {
    line(out, "| " + String.join(" | ", cells) + " |");
  }

  private static void begin(Appendable out, String summary) throws IOException {
    line(out, "");
    line(out, "<details><summary>" + summary + "</summary>");
    line(out, "");
  }

  private static void end(Appendable out) throws IOException {
    line(out, "");
    line(out, "</details>");
  }

  private static void line(Appendable out, String line) throws IOException {
    out.append(line).append('\n');
  }
}
