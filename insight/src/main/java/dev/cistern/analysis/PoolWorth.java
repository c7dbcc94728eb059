package dev.cistern.analysis;

import dev.cistern.analysis.Dossier.Scanned;
import dev.cistern.model.Amounts;
import dev.cistern.model.EvidenceKind;
import dev.cistern.model.Finding;
import dev.cistern.model.GcLink;
import dev.cistern.model.PoolSite;
import dev.cistern.model.PoolStage;
import dev.cistern.model.RuleId;
import dev.cistern.model.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether a Go pool whose every operation was told is worth having. */
final class PoolWorth {
  private static final long ACQUIRES_MIN = 100;
  private static final double HIT_RATE_MIN = 0.1;
  private static final double LARGE_SHARE_MAX = 0.5;
  private static final int LARGE_BYTES_MEDIUM = 1 << 20;
  private static final double COLD_SHARE_MIN = 0.2;

  /** Of all gets: what collections must add to the misses to be worth a word. */
  private static final double ADDED_MISSES_MIN = 0.03;

  private final PoolPaths paths;
  private final Scanned scanned;
  private final double retainedBytesMax;
  private final String basis;

  PoolWorth(
      Frames frames, PoolNames names, Scanned scanned, double retainedBytesMax, String basis) {
    this.paths = new PoolPaths(frames, names);
    this.scanned = scanned;
    this.retainedBytesMax = retainedBytesMax;
    this.basis = basis;
  }

  /** A rule's word in the table of pools. */
  static String verdict(RuleId rule) {
    String id = rule.id();
    return rule.equals(Rules.COLD_WINDOW)
        ? "emptied by GC"
        : id.substring(id.indexOf('-') + 1).replace('-', ' ');
  }

  List<Finding> of(PoolSite site, PoolBook book, Optional<GcLink> link) {
    List<Finding> found = new ArrayList<>();
    large(site, book).ifPresent(found::add);
    boxed(site, book).ifPresent(found::add);
    link.flatMap(one -> cold(site, book, one)).ifPresent(found::add);
    neverHit(site, book).ifPresent(found::add);
    noFactory(site, book).ifPresent(found::add);
    return found;
  }

  private Optional<Finding> large(PoolSite site, PoolBook book) {
    long count = large(book.sizes);
    boolean usual =
        book.firstSizes.isEmpty()
            ? count > book.releases * LARGE_SHARE_MAX
            : large(book.firstSizes) > sum(book.firstSizes) * LARGE_SHARE_MAX;
    if (count == 0 || usual) {
      return Optional.empty(); // none, or a pool whose users all need large objects
    }
    int largest = book.sizes.keySet().stream().max(Integer::compare).orElse(1);
    long bytes = 1L << (largest - 1);
    int stack = book.sizeStacks.getOrDefault(largest, 0);
    return Optional.of(
        new FindingBuilder(
                Rules.OVERSIZED,
                bytes >= LARGE_BYTES_MEDIUM ? Severity.MEDIUM : Severity.LOW,
                EvidenceKind.EXACT)
            .title(
                "%s keeps objects that have grown to %s and more"
                    .formatted(site.displayName(), Amounts.bytes(bytes)))
            .why(
                "%s of %s Puts brought an object of %s or more, most were smaller after their first use: one large request leaves its memory with every later small one."
                    .formatted(
                        Amounts.count(count),
                        Amounts.count(book.releases),
                        Amounts.bytes((long) retainedBytesMax)))
            .place(paths.place(stack))
            .steps(paths.to(stack, "puts a large one"))
            .mend(
                "Look at the capacity before Put and drop what has grown past what is usual (64 KiB, say).")
            .statement(site.displayName())
            .build());
  }

  private Optional<Finding> boxed(PoolSite site, PoolBook book) {
    if (book.boxedReleases < ACQUIRES_MIN) {
      return Optional.empty();
    }
    int stack = book.classStacks.values().stream().findFirst().orElse(0);
    return Optional.of(
        new FindingBuilder(Rules.BOXED, Severity.LOW, EvidenceKind.EXACT)
            .title("Every Put of %s allocates".formatted(site.displayName()))
            .why(
                "%s Puts brought a value that is not a pointer. Go copies it into a new box to store it in an interface: the pool saves nothing that it does not spend."
                    .formatted(Amounts.count(book.boxedReleases)))
            .place(paths.place(stack))
            .steps(paths.to(stack, "puts the value"))
            .cost(
                meanBytes(book) * book.boxedReleases,
                book.boxedReleases,
                0,
                scanned.seconds(),
                basis)
            .mend("Pool pointers: New returns new(T), Get().(*T), Put(p).")
            .statement(site.displayName())
            .build());
  }

  private Optional<Finding> cold(PoolSite site, PoolBook book, GcLink link) {
    long misses = link.coldMisses() + link.warmMisses();
    double added = link.coldMisses() - link.warmMissRate() * link.coldAcquires();
    boolean matters =
        link.grade() == GcLink.Grade.STRONG
            && link.coldMisses() >= misses * COLD_SHARE_MIN
            && added >= book.acquires * ADDED_MISSES_MIN;
    if (!matters) {
      return Optional.empty();
    }
    return Optional.of(
        new FindingBuilder(Rules.COLD_WINDOW, Severity.LOW, EvidenceKind.INFERRED)
            .title(
                "Collections leave %s cold: %s of gets miss just after one, %s else"
                    .formatted(
                        site.displayName(),
                        Amounts.share(link.coldMissRate()),
                        Amounts.share(link.warmMissRate())))
            .why(
                "%s of %s misses fall on the first %s gets after one of %s collections; of %s shufflings of the collections' times %s show as much (p = %.3f). Evidence of a link, not proof of a cause. What lies idle in a sync.Pool goes with the second collection."
                    .formatted(
                        Amounts.count(link.coldMisses()),
                        Amounts.count(misses),
                        Amounts.count(link.windowAcquires()),
                        Amounts.count(link.collections()),
                        Amounts.count(link.permutations()),
                        Amounts.count(Math.round(link.p() * (link.permutations() + 1)) - 1),
                        link.p()))
            .place(site.place())
            .cost(
                book.missBytes * ((double) link.coldMisses() / Math.max(1, misses)),
                link.coldMisses(),
                0,
                scanned.seconds(),
                basis)
            .mend(
                "Fewer collections: less allocation beside the pool, GOGC or GOMEMLIMIT; no runtime.GC in the service. A free list of the service's own is not cleared.")
            .statement(site.displayName())
            .build());
  }

  private Optional<Finding> neverHit(PoolSite site, PoolBook book) {
    long hits = book.acquires - book.stage(PoolStage.MADE) - book.stage(PoolStage.NONE);
    if (book.acquires < ACQUIRES_MIN || hits >= book.acquires * HIT_RATE_MIN) {
      return Optional.empty();
    }
    return Optional.of(
        new FindingBuilder(Rules.NEVER_HIT, Severity.LOW, EvidenceKind.EXACT)
            .title(
                "%s serves %s of %s gets"
                    .formatted(
                        site.displayName(), Amounts.count(hits), Amounts.count(book.acquires)))
            .why(
                "%s were put back, %s. A pool that is not hit costs its books and gives nothing."
                    .formatted(
                        Amounts.count(book.releases),
                        book.releases < book.acquires / 2
                            ? "too few"
                            : "and gone before they were asked for again"))
            .place(site.place())
            .cost(book.missBytes, book.acquires - hits, 0, scanned.seconds(), basis)
            .mend("Put back what is taken, keep one pool where there are many, or do without it.")
            .statement(site.displayName())
            .build());
  }

  private Optional<Finding> noFactory(PoolSite site, PoolBook book) {
    long none = book.stage(PoolStage.NONE);
    if (none == 0 || book.stage(PoolStage.MADE) > 0) {
      return Optional.empty();
    }
    return Optional.of(
        new FindingBuilder(Rules.NO_FACTORY, Severity.INFO, EvidenceKind.EXACT)
            .title(
                "%s of %s Gets of %s yielded nil: the pool has no New"
                    .formatted(
                        Amounts.count(none), Amounts.count(book.acquires), site.displayName()))
            .why("Whoever does not check the result dereferences nil.")
            .place(site.place())
            .mend("Give the pool a New, or check every Get.")
            .statement(site.displayName())
            .build());
  }

  /** How many objects are as large as a pool should not keep, of counts by the size's bits. */
  private long large(Map<Integer, Long> sizes) {
    return sizes.entrySet().stream()
        .filter(size -> size.getKey() > 0 && 1L << (size.getKey() - 1) >= retainedBytesMax)
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private static long sum(Map<Integer, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  private static double meanBytes(PoolBook book) {
    long made = book.stage(PoolStage.MADE);
    return made == 0 ? 0 : (double) book.missBytes / made;
  }
}
