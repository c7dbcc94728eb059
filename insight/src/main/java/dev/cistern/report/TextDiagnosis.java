package dev.cistern.report;

import dev.cistern.model.AllocationTable;
import dev.cistern.model.AllocationTable.Site;
import dev.cistern.model.Amounts;
import dev.cistern.model.DiagnosisResult;
import dev.cistern.model.Finding;
import dev.cistern.model.Finding.Step;
import dev.cistern.model.Fragmentation;
import dev.cistern.model.GcTimeline;
import dev.cistern.model.GcTimeline.Point;
import dev.cistern.model.GcTimeline.Span;
import dev.cistern.model.Place;
import dev.cistern.model.Unanswered;
import dev.cistern.report.Table.Column;
import dev.cistern.report.Table.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Writes a diagnosis: the findings first, in their order. */
final class TextDiagnosis {
  private static final int INDENT = 12;
  private static final int SITES_MAX = 10;
  private static final int CLASSES_MAX = 8;

  private final TextOut out;

  TextDiagnosis(TextOut out) {
    this.out = out;
  }

  void write(DiagnosisResult result) throws IOException {
    sources(result);
    findings(result.findings());
    if (!result.pools().rows().isEmpty()) {
      out.heading("Pools");
      new TextPools(out).write(result.pools());
    }
    new TextFunnel(out).write(result.funnel());
    if (result.allocations().isPresent()) {
      allocations(result.allocations().get());
    }
    if (result.gc().isPresent()) {
      gc(result.gc().get());
    }
    new TextStates(out).write(result.states());
    fragmentation(result.fragmentation());
    new TextHeat(out, out.unicode()).write(result.heatMaps());
    new TextSource(out).write(result.listings());
    unanswered(result.unanswered());
    TextFacts.writeDamage(out, result.damage());
  }

  private void fragmentation(List<Fragmentation> heaps) throws IOException {
    if (heaps.isEmpty()) {
      return;
    }
    out.heading("Fragmentation");
    for (Fragmentation heap : heaps) {
      out.line(
          "  ",
          out.paint(Ink.STRONG, Amounts.share(heap.share())),
          " of %s in use holds no object".formatted(Amounts.bytes(heap.inuseBytes())),
          out.paint(Ink.FAINT, "  " + heap.source() + " · " + heap.basis()));
      for (Fragmentation.SizeClass one : heap.classes().stream().limit(CLASSES_MAX).toList()) {
        if (one.emptyBytes() > 0) {
          out.line(
              "    slots of %s: %s of %s empty (%s, %s)"
                  .formatted(
                      Amounts.bytes(one.slotBytes()),
                      Amounts.count(one.slots() - one.taken()),
                      Amounts.count(one.slots()),
                      Amounts.share(one.share()),
                      Amounts.bytes(one.emptyBytes())));
        }
      }
    }
  }

  private void sources(DiagnosisResult result) throws IOException {
    out.line(
        out.paint(Ink.STRONG, "Cistern " + result.toolVersion()),
        out.paint(Ink.FAINT, " · " + Wording.tally(result.findings())));
    for (DiagnosisResult.Source source : result.sources()) {
      out.line(
          "  ",
          out.paint(Ink.LINK, source.name()),
          out.paint(Ink.FAINT, "  " + source.format() + " · " + source.summary()));
    }
  }

  private void findings(List<Finding> findings) throws IOException {
    out.heading("Findings");
    if (findings.isEmpty()) {
      out.line("  ", out.paint(Ink.GOOD, "✓ Nothing found"), " in what could be answered.");
      return;
    }
    int number = 0;
    for (Finding finding : findings) {
      if (number > 0) {
        out.gap();
      }
      finding(++number, finding);
    }
  }

  private void finding(int number, Finding finding) throws IOException {
    String severity = Wording.name(finding.severity());
    String head =
        TextOut.padLeft(Integer.toString(number), 2)
            + "  "
            + out.paint(
                Ink.of(finding.severity()), TextOut.pad(severity.toUpperCase(Wording.ROOT), 8));
    for (String row : TextOut.wrap(Visible.line(finding.title()), out.columns() - INDENT)) {
      out.line(head, out.paint(Ink.STRONG, row));
      head = " ".repeat(INDENT);
    }
    out.labelled(INDENT, "cost", Ink.PLAIN, Wording.costLine(finding));
    if (!finding.place().equals(Place.UNKNOWN)) {
      out.labelled(INDENT, "at", Ink.LINK, Wording.place(finding.place()));
    }
    out.labelled(INDENT, "why", Ink.PLAIN, finding.why());
    String label = "path";
    for (Step step : finding.steps()) {
      boolean placed = !step.place().equals(Place.UNKNOWN);
      String place = placed ? Wording.place(step.place()) : "";
      String text = "→ " + step.text();
      if (placed && INDENT + Visible.columns(text + "  " + place) <= out.columns()) {
        out.beside(INDENT, label, text + "  ", place);
      } else {
        out.labelled(INDENT, label, Ink.PLAIN, text);
        if (placed) {
          out.labelled(INDENT + 2, "", Ink.FAINT, place);
        }
      }
      label = "";
    }
    if (!finding.mend().isEmpty()) {
      out.labelled(INDENT, "mend", Ink.GOOD, finding.mend());
    }
    if (finding.fix().isPresent()) {
      diff(finding.fix().get().diff());
    }
    out.labelled(
        INDENT,
        "rule",
        Ink.FAINT,
        Wording.rules(finding) + " · " + Wording.rests(finding) + " · docs/" + finding.docs());
  }

  private void diff(String diff) throws IOException {
    for (String row : Visible.lines(diff).stripTrailing().split("\n", -1)) {
      boolean names = row.startsWith("--- ") || row.startsWith("+++ ");
      Ink ink =
          switch (names || row.isEmpty() ? ' ' : row.charAt(0)) {
            case '+' -> Ink.GOOD;
            case '-' -> Ink.BAD;
            case '@' -> Ink.LINK;
            default -> Ink.FAINT;
          };
      out.line(" ".repeat(INDENT), out.paint(ink, row));
    }
  }

  private void allocations(AllocationTable table) throws IOException {
    out.heading("Allocations");
    out.paragraph(2, Ink.PLAIN, Wording.allocated(table));
    List<Column> columns =
        List.of(
            new Column("BYTES", Kind.NUMBER, 0),
            new Column("SHARE", Kind.NUMBER, 0),
            new Column("OBJECTS", Kind.NUMBER, 2),
            new Column("WHAT", Kind.NAME, 3),
            new Column("WHERE", Kind.NAME, 0),
            new Column("MISS", Kind.TEXT, 1));
    List<Site> sites = table.sites().stream().limit(SITES_MAX).toList();
    List<List<String>> rows = new ArrayList<>();
    for (Site site : sites) {
      rows.add(
          List.of(
              Amounts.bytes(site.bytes()),
              Amounts.share(Wording.ratio(site.bytes(), table.totalBytes())),
              Amounts.count(site.objects()),
              site.what(),
              Wording.shortPlace(site.place()),
              site.poolMiss() ? "pool miss" : ""));
    }
    new TextTable(out, 2)
        .write(new Table(columns, rows), TextTable.strongFirst(row -> sites.get(row).advice()));
    if (table.sites().size() > SITES_MAX) {
      out.line("  ", out.paint(Ink.FAINT, "and " + (table.sites().size() - SITES_MAX) + " more"));
    }
  }

  private void gc(GcTimeline gc) throws IOException {
    out.heading("Collections and heap");
    long longest = gc.stops().stream().mapToLong(Span::durationNanos).max().orElse(0);
    long peak = gc.heap().stream().mapToLong(Point::bytes).max().orElse(0);
    String text =
        Amounts.plural(gc.cycles().size(), "collection", "collections")
            + ", "
            + Amounts.plural(gc.stops().size(), "stop", "stops")
            + (gc.stops().isEmpty() ? "" : ", the longest " + Amounts.nanos(longest))
            + (gc.heap().isEmpty() ? "" : ", heap up to " + Amounts.bytes(peak))
            + " in "
            + Amounts.nanos(gc.endNanos() - gc.startNanos())
            + (gc.omitted() == 0 ? "" : " (" + gc.omitted() + " shorter ones left out)");
    out.paragraph(2, Ink.PLAIN, text);
  }

  private void unanswered(List<Unanswered> questions) throws IOException {
    if (questions.isEmpty()) {
      return;
    }
    out.heading("Not answered");
    boolean first = true;
    for (Unanswered one : questions) {
      if (!first) {
        out.gap();
      }
      first = false;
      out.paragraph(2, Ink.STRONG, one.question());
      out.labelled(INDENT, "missing", Ink.PLAIN, one.missing());
      out.labelledWhole(INDENT, "collect", Ink.LINK, one.collectWith());
    }
  }
}
