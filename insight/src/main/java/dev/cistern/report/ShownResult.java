package dev.cistern.report;

import dev.cistern.model.AllocationTable;
import dev.cistern.model.Damage;
import dev.cistern.model.DiagnosisResult;
import dev.cistern.model.DiagnosisResult.Source;
import dev.cistern.model.Finding;
import dev.cistern.model.Finding.Also;
import dev.cistern.model.Finding.Cost;
import dev.cistern.model.Finding.Fix;
import dev.cistern.model.Finding.Step;
import dev.cistern.model.Fragmentation;
import dev.cistern.model.Funnel;
import dev.cistern.model.GcTimeline;
import dev.cistern.model.Place;
import dev.cistern.model.PoolSite;
import dev.cistern.model.PoolTable;
import dev.cistern.model.SampleType;
import dev.cistern.model.SourceExcerpt;
import dev.cistern.model.SourceListing;
import dev.cistern.model.TaskStates;
import dev.cistern.model.Unanswered;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A diagnosis made fit for a page: what acts instead of showing is {@link Visible}, texts and lists
 * have bounds, so that no file can make a page that a browser will not open.
 */
final class ShownResult {
  static final int NAME_MAX = 300;
  private static final int TEXT_MAX = 4_000;
  private static final int ROWS_MAX = 200;

  private ShownResult() {}

  static DiagnosisResult of(DiagnosisResult result) {
    return new DiagnosisResult(
        name(result.toolVersion()),
        list(
            result.sources(),
            one -> new Source(name(one.name()), name(one.format()), text(one.summary()))),
        list(result.findings(), ShownResult::finding),
        list(
            result.unanswered(),
            one ->
                new Unanswered(text(one.question()), text(one.missing()), text(one.collectWith()))),
        new PoolTable(list(result.pools().rows(), ShownResult::pool)),
        result.allocations().map(ShownResult::allocations),
        result.gc().map(ShownResult::gc),
        result.flames(), // PageData cleans and prunes these
        list(
            result.damage(),
            one ->
                new Damage(name(one.file()), one.offset(), text(one.wanted()), text(one.found()))),
        list(result.listings(), ShownResult::listing),
        excerpts(result),
        new Funnel(list(result.funnel().rows(), ShownResult::funnel), result.funnel().omitted()),
        ShownHeat.of(result.heatMaps(), ShownResult::name),
        list(result.fragmentation(), ShownResult::fragmentation),
        list(result.states(), ShownResult::states));
  }

  private static Funnel.Row funnel(Funnel.Row row) {
    return new Funnel.Row(
        site(row.site()),
        name(row.address()),
        row.taken(),
        row.back(),
        row.reuse(),
        row.gc(),
        row.pressure(),
        row.activity(),
        text(row.basis()));
  }

  private static Fragmentation fragmentation(Fragmentation heap) {
    return new Fragmentation(
        name(heap.source()),
        text(heap.basis()),
        heap.inuseBytes(),
        heap.allocatedBytes(),
        heap.classes());
  }

  private static TaskStates states(TaskStates states) {
    return new TaskStates(
        name(states.source()),
        states.windowNanos(),
        list(states.rows(), row -> new TaskStates.Row(name(row.state()), row.counts())));
  }

  private static PoolSite site(PoolSite site) {
    return new PoolSite(
        site.language(),
        name(site.type()),
        name(site.name()),
        name(site.factory()),
        place(site.place()));
  }

  private static Map<String, SourceExcerpt> excerpts(DiagnosisResult result) {
    Map<String, SourceExcerpt> shown = new HashMap<>();
    for (Finding finding : result.findings().stream().limit(ROWS_MAX).toList()) {
      SourceExcerpt excerpt = result.excerpts().get(finding.fingerprint());
      if (excerpt != null) {
        shown.put(name(finding.fingerprint()), excerpt(excerpt));
      }
    }
    return shown;
  }

  private static SourceExcerpt excerpt(SourceExcerpt excerpt) {
    return new SourceExcerpt(
        name(excerpt.path()),
        list(
            excerpt.lines(),
            line ->
                new SourceExcerpt.Line(
                    line.number(),
                    text(line.text().replace("\t", "    ")),
                    text(line.note()),
                    name(line.cost()))));
  }

  private static SourceListing listing(SourceListing listing) {
    return new SourceListing(
        new SampleType(name(listing.type().type()), name(listing.type().unit())),
        listing.total(),
        list(
            listing.functions(),
            one ->
                new SourceListing.Function(
                    name(one.function()),
                    name(one.path()),
                    one.flat(),
                    one.cum(),
                    list(one.lines(), ShownResult::line))),
        listing.notFound());
  }

  /** Indented as it is: a tab takes the room of four signs. */
  private static SourceListing.Line line(SourceListing.Line line) {
    String text = Visible.line(line.text().replace("\t", "    "));
    return new SourceListing.Line(line.number(), line.flat(), line.cum(), text);
  }

  private static Finding finding(Finding finding) {
    return new Finding(
        finding.rule(),
        finding.severity(),
        finding.evidence(),
        text(finding.title()),
        lines(finding.why()),
        place(finding.place()),
        list(finding.steps(), step -> new Step(place(step.place()), text(step.text()))),
        finding
            .cost()
            .map(cost ->
                new Cost(
                    cost.bytesPerSecond(),
                    cost.objectsPerSecond(),
                    cost.nanosPerSecond(),
                    text(cost.basis()),
                    cost.share())),
        lines(finding.mend()),
        finding.fix().map(fix -> new Fix(lines(fix.diff()))),
        name(finding.docs()),
        name(finding.fingerprint()),
        list(finding.also(), also -> new Also(also.rule(), also.evidence(), text(also.title()))));
  }

  private static PoolTable.Row pool(PoolTable.Row row) {
    return new PoolTable.Row(
        site(row.site()),
        row.acquires(),
        row.hits(),
        row.misses(),
        row.missBytes(),
        row.releases(),
        row.neverReleased(),
        row.heldBytes(),
        row.meanHoldNanos(),
        row.meanIdleNanos(),
        row.threadLifeNanos(),
        text(row.basis()),
        text(row.verdict()),
        text(row.reason()));
  }

  private static AllocationTable allocations(AllocationTable table) {
    return new AllocationTable(
        table.totalBytes(),
        table.poolMissBytes(),
        text(table.basis()),
        list(
            table.sites(),
            site ->
                new AllocationTable.Site(
                    place(site.place()),
                    name(site.what()),
                    site.bytes(),
                    site.objects(),
                    site.poolMiss(),
                    text(site.advice()))));
  }

  private static GcTimeline gc(GcTimeline gc) {
    UnaryOperator<GcTimeline.Span> span =
        one -> new GcTimeline.Span(one.startNanos(), one.durationNanos(), name(one.text()));
    return new GcTimeline(
        gc.clock(),
        gc.startNanos(),
        gc.endNanos(),
        gc.cycles().stream().map(span).toList(),
        gc.stops().stream().map(span).toList(),
        gc.heap(),
        gc.goal(),
        gc.omitted());
  }

  private static Place place(Place place) {
    return new Place(
        name(place.file()), place.line(), name(place.function()), name(place.module()));
  }

  private static <T> List<T> list(List<T> all, UnaryOperator<T> shown) {
    return all.stream().limit(ROWS_MAX).map(shown).toList();
  }

  /** A name: one line, its middle left out where it is too long. */
  static String name(String name) {
    return cut(Visible.line(name.length() > 4 * NAME_MAX ? ends(name) : name), NAME_MAX, true);
  }

  private static String ends(String name) {
    return name.substring(0, 2 * NAME_MAX) + name.substring(name.length() - 2 * NAME_MAX);
  }

  private static String text(String text) {
    return cut(Visible.line(text), TEXT_MAX, false);
  }

  private static String lines(String text) {
    return cut(Visible.lines(text), TEXT_MAX, false);
  }

  private static String cut(String text, int max, boolean keepEnd) {
    return text.length() <= max ? text : TextOut.fit(text, max, keepEnd);
  }
}
