package dev.cistern.analysis;

import dev.cistern.analysis.Dossier.Scanned;
import dev.cistern.model.Amounts;
import dev.cistern.model.Correlation;
import dev.cistern.model.Finding;
import dev.cistern.model.Funnel;
import dev.cistern.model.GcLink;
import dev.cistern.model.Language;
import dev.cistern.model.Place;
import dev.cistern.model.PoolSite;
import dev.cistern.model.PoolStage;
import dev.cistern.model.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Tells of the pools of one timeline: a row of the funnel each, for Go one of the table, findings.
 */
final class PoolLife {
  private final PoolWatch watch;
  private final Scanned scanned;
  private final PoolNames names;
  private final PoolVariables variableNames;
  private final Frames frames;
  private final boolean go;
  private final PoolTrespasses trespasses;
  private final PoolWorth worth;

  PoolLife(PoolWatch watch, Dossier dossier, Scanned scanned) {
    this.watch = watch;
    this.scanned = scanned;
    this.frames = dossier.frames(watch.timeline().stacks());
    this.names = new PoolNames(frames, watch.books());
    this.variableNames = new PoolVariables(frames, dossier.variables(), dossier.source());
    this.go = watch.timeline().language() == Language.GO;
    this.trespasses = new PoolTrespasses(frames, names, scanned, basis());
    this.worth =
        new PoolWorth(frames, names, scanned, dossier.thresholds().retainedBytesMax(), basis());
  }

  /** Adds what there is to say of a pool. */
  void tell(long pool, PoolBook book, Answers answers) {
    PoolSite site = site(pool, book);
    Optional<GcLink> link = link(book);
    answers.add(row(pool, book, site, link));
    if (!go) {
      return; // their table and findings come from the ledger, which pairs by address
    }
    List<Finding> found = new ArrayList<>(trespasses.of(site, book));
    found.addAll(worth.of(site, book, link));
    found.forEach(answers::add);
    answers.add(
        new PoolRow(site)
            .acquired(book.acquires, hits(book), book.releases)
            .missed(OptionalLong.of(book.acquires - hits(book)), book.missBytes)
            .neverReleased(book.lost())
            .times(book.holds, book.idles, new Holds())
            .verdict(basis(), verdict(book, found), reason(book, found)));
  }

  private static String verdict(PoolBook book, List<Finding> found) {
    return found.stream()
        .filter(finding -> finding.severity() != Severity.INFO)
        .max(Comparator.comparing(Finding::severity))
        .map(finding -> PoolWorth.verdict(finding.rule()))
        .orElse(book.acquires == 0 ? "unused" : "healthy");
  }

  private static String reason(PoolBook book, List<Finding> found) {
    List<String> faults =
        found.stream()
            .filter(finding -> finding.severity() != Severity.INFO)
            .map(Finding::title)
            .toList();
    if (!faults.isEmpty()) {
      return String.join("; ", faults);
    }
    if (book.acquires == 0) {
      return "nothing was taken from it in the window";
    }
    double rate = (double) hits(book) / book.acquires;
    return "%s of gets were served by the pool, %s of them from the caller's own part"
        .formatted(
            Amounts.share(rate),
            Amounts.share(
                (double) (book.stage(PoolStage.OWN_SLOT) + book.stage(PoolStage.OWN_QUEUE))
                    / Math.max(1, hits(book))));
  }

  private Funnel.Row row(long pool, PoolBook book, PoolSite site, Optional<GcLink> link) {
    return new Funnel.Row(
        site,
        go ? "0x" + Long.toHexString(pool) : "",
        new Funnel.Taken(
            book.acquires,
            book.stage(PoolStage.OWN_SLOT),
            book.stage(PoolStage.OWN_QUEUE),
            book.stage(PoolStage.STOLEN),
            book.stage(PoolStage.VICTIM),
            book.stage(PoolStage.REUSED),
            book.stage(PoolStage.MADE),
            book.stage(PoolStage.NONE)),
        new Funnel.Back(
            book.releases,
            PoolBook.sum(book.twice),
            PoolBook.sum(book.byOthers),
            book.drops,
            book.lost(),
            PoolBook.sum(book.written),
            PoolBook.sum(book.dirty),
            book.digested),
        ReuseFits.of(book.intervals(), book.idles.count()),
        link,
        pressure(book),
        activity(book),
        basis());
  }

  private Funnel.Activity activity(PoolBook book) {
    Levels levels = book.levels;
    levels.to(scanned.endNanos());
    return new Funnel.Activity(
        0, levels.widthNanos(), levels.acquires(), levels.misses(), levels.inUse(), levels.idle());
  }

  private Optional<GcLink> link(PoolBook book) {
    GcLinks links = new GcLinks(book.collections.sorted(), book.acquires);
    if (!links.askable()) {
      return Optional.empty();
    }
    return Optional.of(
        links.of(book.misses.sorted(), book.misses.stride(), book.besideStops, book.duringStops));
  }

  private Optional<Correlation> pressure(PoolBook book) {
    book.levels.to(scanned.endNanos());
    return Correlations.of(
        book.levels.inUse().stream().mapToDouble(Long::doubleValue).toArray(),
        book.levels.idle().stream().mapToDouble(Long::doubleValue).toArray(),
        book.levels.widthNanos());
  }

  private PoolSite site(long pool, PoolBook book) {
    Place place = names.place(pool);
    if (!go) {
      boolean isText = pool > 0 && pool < watch.timeline().strings().size();
      String name = isText ? watch.timeline().strings().get((int) pool) : Long.toHexString(pool);
      return new PoolSite(Language.JVM, name, name.substring(name.lastIndexOf('.') + 1), "", place);
    }
    String made =
        book.classes.entrySet().stream()
            .max(Map.Entry.comparingByValue())
            .map(entry -> watch.timeline().strings().get(entry.getKey()))
            .orElse("");
    String user = made.isEmpty() ? place.function() : made + " of " + place.function();
    String name = variableNames.of(pool, PoolNames.busiest(book), place).orElse(user);
    return new PoolSite(Language.GO, "sync.Pool", name, "", place);
  }

  private static long hits(PoolBook book) {
    return book.acquires - book.stage(PoolStage.MADE) - book.stage(PoolStage.NONE);
  }

  private String basis() {
    if (!go) {
      return "the pool's own events, objects told apart by an identity that may collide";
    }
    if (!watch.timeline().showsAllTasks()) {
      return "exact for what the filter leaves; objects are not followed, as others may have them";
    }
    if (watch.sampleShift() > 0) {
      return "exact for one object in %s, which was followed"
          .formatted(Amounts.count(1L << watch.sampleShift()));
    }
    return scanned.lost() ? "the pool's own events, of a damaged trace" : "exact, every operation";
  }
}
