package dev.cistern.analysis;

import dev.cistern.analysis.Dossier.Scanned;
import dev.cistern.analysis.PoolLedger.Open;
import dev.cistern.analysis.PoolLedger.Site;
import dev.cistern.analysis.PoolQuestion.Verdict;
import dev.cistern.model.Amounts;
import dev.cistern.model.EvidenceKind;
import dev.cistern.model.Finding;
import dev.cistern.model.Language;
import dev.cistern.model.Place;
import dev.cistern.model.PoolSite;
import dev.cistern.model.PoolTable;
import dev.cistern.model.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What the books of pools with events of their own say: hits, hold times, never released. */
final class EventVerdicts {
  private static final int LOST_MIN = 5;
  private static final int PARTS = 5;
  private static final int PARTS_MIN = 3;
  private static final int KEPT_LOST_MIN = 20;
  private static final int KEPT_PARTS_MIN = 4;
  private static final double HOLDS_BEYOND = 20;
  private static final double LONGEST_BEYOND = 3;
  private static final long AGE_MIN_NANOS = 100_000_000;
  private static final double LOST_SHARE_MIN = 0.001;
  private static final double HIT_RATE_MIN = 0.1;
  private static final long ACQUIRES_MIN = 100;

  private final PoolEvents events;
  private final long endNanos;
  private final boolean lossy;

  EventVerdicts(Dossier dossier, PoolEvents events) {
    this.events = events;
    Optional<Scanned> scanned =
        dossier.timelines().stream().filter(one -> one.timeline() == events.timeline()).findFirst();
    endNanos = scanned.map(Scanned::endNanos).orElse(0L);
    lossy = scanned.map(Scanned::lost).orElse(true);
  }

  List<Verdict> all() {
    List<Verdict> verdicts = new ArrayList<>();
    events.ledgers().forEach((pool, ledger) -> verdicts.add(verdict(pool, ledger)));
    return verdicts;
  }

  private Verdict verdict(long pool, PoolLedger ledger) {
    List<Finding> findings = new ArrayList<>();
    long lost = 0;
    List<String> reasons = new ArrayList<>();
    for (Map.Entry<Site, List<Open>> missing : ledger.missing().entrySet()) {
      Optional<Lost> found = lost(ledger, missing.getKey(), missing.getValue());
      if (found.isPresent()) {
        lost += found.get().objects().size();
        findings.add(neverReleased(pool, ledger, found.get()));
        reasons.add(
            "%s taken in %s never came back"
                .formatted(
                    Amounts.plural(found.get().objects().size(), "object", "objects"),
                    place(missing.getKey()).function()));
      }
    }
    long hits = Math.max(0, ledger.acquires() - ledger.misses());
    double hitRate = ledger.acquires() == 0 ? 1 : (double) hits / ledger.acquires();
    boolean neverHit = ledger.acquires() >= ACQUIRES_MIN && hitRate < HIT_RATE_MIN;
    if (neverHit) {
      findings.add(neverHit(pool, ledger, hits));
      reasons.add("%s of acquires were served by the pool".formatted(Amounts.share(hitRate)));
    }
    if (reasons.isEmpty()) {
      reasons.add(
          ledger.acquires() == 0
              ? "nothing was taken from it in the window"
              : "%s of acquires were served by the pool, and what was taken came back"
                  .formatted(Amounts.share(hitRate)));
    }
    String verdict =
        lost > 0
            ? "never released"
            : neverHit ? "never hit" : ledger.acquires() == 0 ? "unused" : "healthy";
    PoolTable.Row row =
        new PoolRow(site(pool, ledger))
            .acquired(ledger.acquires(), hits, ledger.releases())
            .missed(OptionalLong.of(ledger.misses()), ledger.missBytes())
            .neverReleased(lost)
            .held(ledger.openBytes())
            .times(ledger.holds(), ledger.idles(), ledger.lives())
            .verdict(basis(), verdict, String.join("; ", reasons));
    return new Verdict(row, findings, ledger.missBytes() + ledger.openBytes());
  }

  private String basis() {
    return lossy
        ? "the pool's own events, some of which the recording lost"
        : "exact, the pool's own events paired by address";
  }

  /** Objects of one place that are out far longer than any like them was. */
  private record Lost(Site site, List<Open> objects, long ageNanos) {}

  /**
   * What a place has lost. An object counts if it is out at the end for longer than twenty times
   * what 99 % of its place's others were held and three times the longest of them; a place counts
   * if that goes on through the window, so that what is set up once and kept is not told.
   */
  private Optional<Lost> lost(PoolLedger ledger, Site site, List<Open> missing) {
    Holds holds = site.holds().count() >= LOST_MIN ? site.holds() : ledger.holds();
    if (!events.timeline().showsAllTasks()) {
      return Optional.empty(); // whoever is left out may have given it back
    }
    if (holds.count() < LOST_MIN) {
      return Optional.empty(); // nothing ever came back: kept on purpose, as far as can be told
    }
    double usual =
        Math.max(holds.quantileNanos(0.99) * HOLDS_BEYOND, holds.maxNanos() * LONGEST_BEYOND);
    long age = (long) Math.max(AGE_MIN_NANOS, usual);
    boolean[] parts = new boolean[PARTS];
    long span = Math.max(1, endNanos - age);
    List<Open> old = new ArrayList<>();
    for (Open open : missing) {
      if (endNanos - open.sinceNanos() > age) {
        old.add(open);
        parts[Math.clamp(open.sinceNanos() * PARTS / span, 0, PARTS - 1)] = true;
      }
    }
    int present = 0;
    for (boolean part : parts) {
      present += part ? 1 : 0;
    }
    boolean mayKeep = site.holds().count() == 0; // not one came back: perhaps on purpose
    boolean enough =
        old.size() >= (mayKeep ? KEPT_LOST_MIN : LOST_MIN)
            && old.size() >= site.acquires() * LOST_SHARE_MIN
            && present >= (mayKeep ? KEPT_PARTS_MIN : PARTS_MIN);
    return enough ? Optional.of(new Lost(site, old, age)) : Optional.empty();
  }

  private Finding neverReleased(long pool, PoolLedger ledger, Lost lost) {
    Frames frames = events.frames();
    int stack = lost.site().exampleStack();
    int user = Math.max(0, frames.application(stack, 0));
    Place place = place(lost.site());
    long bytes = lost.objects().stream().mapToLong(Open::bytes).sum();
    int count = lost.objects().size();
    double seconds = endNanos / 1e9;
    Holds holds = lost.site().holds();
    String others =
        holds.count() == 0
            ? "not one taken there came back; those of the pool's other users are held %s at most"
                .formatted(Amounts.nanos(ledger.holds().maxNanos()))
            : "the %s that came back were held %s on average and %s at most"
                .formatted(
                    Amounts.count(holds.count()),
                    Amounts.nanos(holds.meanNanos()),
                    Amounts.nanos(holds.maxNanos()));
    Severity severity = holds.count() == 0 ? Severity.MEDIUM : Severity.HIGH;
    return new FindingBuilder(
            Rules.NEVER_RELEASED, severity, lossy ? EvidenceKind.IDENTITY : EvidenceKind.EXACT)
        .title(
            "%s of %s buffers taken in %s are never released"
                .formatted(
                    Amounts.count(count), Amounts.count(lost.site().acquires()), place.function()))
        .why(
            "%s are out for more than %s at the end of the window, from its beginning to its end; %s. Each keeps its memory (%s together): the pool grows until memory is short."
                .formatted(
                    Amounts.count(count),
                    Amounts.nanos(lost.ageNanos()),
                    others,
                    Amounts.bytes(bytes)))
        .place(place)
        .steps(Paths.up(frames, stack, user))
        .cost(bytes, count, 0, seconds, basis())
        .mend(
            "Release the buffer on every way out of %s, the error path too: release in a finally"
                    .formatted(place.function())
                + " block, or hand it to a callee that is known to release it.")
        .statement(name(pool))
        .build();
  }

  private Finding neverHit(long pool, PoolLedger ledger, long hits) {
    Place place = ledger.busiest().map(this::place).orElse(Place.UNKNOWN);
    return new FindingBuilder(
            Rules.NEVER_HIT, Severity.LOW, lossy ? EvidenceKind.IDENTITY : EvidenceKind.EXACT)
        .title(
            "%s serves %s of %s acquires"
                .formatted(
                    simple(name(pool)), Amounts.count(hits), Amounts.count(ledger.acquires())))
        .why(
            "%s of memory were made for the others; a pool that is not hit costs its books and gives nothing."
                .formatted(Amounts.bytes(ledger.missBytes())))
        .place(place)
        .cost(ledger.missBytes(), ledger.misses(), 0, endNanos / 1e9, basis())
        .mend("Ask for sizes that the pool keeps, use a pooling allocator, or do without the pool.")
        .statement(name(pool))
        .build();
  }

  private PoolSite site(long pool, PoolLedger ledger) {
    Place place = ledger.busiest().map(this::place).orElse(Place.UNKNOWN);
    return new PoolSite(
        events.timeline().language() == Language.GO ? Language.GO : Language.JVM,
        name(pool),
        simple(name(pool)),
        "",
        place);
  }

  private Place place(Site site) {
    Frames frames = events.frames();
    int user = frames.application(site.exampleStack(), 0);
    return user < 0
        ? Place.UNKNOWN
        : frames.place(frames.stacks().frameAt(site.exampleStack(), user));
  }

  /** The allocator's class, where the pool's number is that of its name. */
  private String name(long pool) {
    boolean isText = pool > 0 && pool < events.timeline().strings().size();
    return isText ? events.timeline().strings().get((int) pool) : "pool " + Long.toHexString(pool);
  }

  private static String simple(String type) {
    return type.substring(type.lastIndexOf('.') + 1);
  }
}
