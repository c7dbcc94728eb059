package dev.cistern.analysis;

import dev.cistern.analysis.Dossier.Scanned;
import dev.cistern.analysis.PoolBook.Pair;
import dev.cistern.model.Amounts;
import dev.cistern.model.EvidenceKind;
import dev.cistern.model.Finding;
import dev.cistern.model.Place;
import dev.cistern.model.PoolSite;
import dev.cistern.model.PoolStage;
import dev.cistern.model.RuleId;
import dev.cistern.model.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who contaminates a Go pool whose every operation was told: who did what to which object. */
final class PoolTrespasses {
  private static final int LOST_MIN = 5;
  private static final double LOST_SHARE_MIN = 0.05;
  private static final long AGE_MIN_NANOS = 10_000_000;
  private static final double HOLDS_BEYOND = 20;
  private static final double LONGEST_BEYOND = 3;
  private static final long MIXED_MIN = 2;
  private static final double BY_OTHERS_SHARE_MIN = 0.05;

  private final Frames frames;
  private final PoolPaths paths;
  private final Scanned scanned;
  private final String basis;

  PoolTrespasses(Frames frames, PoolNames names, Scanned scanned, String basis) {
    this.frames = frames;
    this.paths = new PoolPaths(frames, names);
    this.scanned = scanned;
    this.basis = basis;
  }

  List<Finding> of(PoolSite site, PoolBook book) {
    List<Finding> found = new ArrayList<>();
    twice(site, book).ifPresent(found::add);
    written(site, book).ifPresent(found::add);
    dirty(site, book).ifPresent(found::add);
    found.addAll(neverPut(site, book));
    mixed(site, book).ifPresent(found::add);
    byOthers(site, book).ifPresent(found::add);
    return found;
  }

  private Optional<Finding> twice(PoolSite site, PoolBook book) {
    if (book.twice.isEmpty()) {
      return Optional.empty();
    }
    Pair worst = worst(book.twice);
    String title = "%s of %s Puts of %s give back what lies in the pool already";
    return Optional.of(
        fault(Rules.PUT_TWICE, EvidenceKind.EXACT, title, site, book.twice, book.releases)
            .why(
                "The pool holds such an object twice and hands it to two callers at once: each writes into what the other reads.")
            .place(paths.place(worst.second()))
            .steps(paths.to(worst.first(), "the first Put"))
            .steps(paths.to(worst.second(), "the second Put of the same object"))
            .mend(
                "Let one function own the Put, on one path: the caller or the callee; make a Close that puts idempotent.")
            .build());
  }

  private Optional<Finding> written(PoolSite site, PoolBook book) {
    if (book.written.isEmpty()) {
      return Optional.empty();
    }
    Pair worst = worst(book.written);
    String title = "%s of %s objects of %s were changed after they had been given back";
    return Optional.of(
        fault(Rules.WRITE_AFTER_PUT, EvidenceKind.DIGEST, title, site, book.written, book.digested)
            .why(
                "The digest of the object's memory at Put differs from that at the next Get: somebody kept a pointer or a slice of it and wrote. The same write could hit the next user's data.")
            .place(paths.place(worst.first()))
            .steps(paths.to(worst.first(), "the Put after which it changed"))
            .steps(paths.to(worst.second(), "the Get that found it changed"))
            .mend(
                "Copy what is needed before Put, and drop every slice and pointer of the object; put it back last.")
            .build());
  }

  private Optional<Finding> dirty(PoolSite site, PoolBook book) {
    if (book.dirty.isEmpty()) {
      return Optional.empty();
    }
    Pair worst = worst(book.dirty);
    String title = "%s of %s objects of %s come with the last user's content";
    return Optional.of(
        fault(Rules.DIRTY, EvidenceKind.DIGEST, title, site, book.dirty, book.digested)
            .why(
                "They were given back with a length or content that no new object of this pool has. A caller that does not reset them sees, or sends on, another request's data.")
            .place(paths.place(worst.first()))
            .steps(paths.to(worst.first(), "gave it back as it was"))
            .steps(paths.to(worst.second(), "got it"))
            .mend("Reset the object before each Put, on every path.")
            .build());
  }

  /** Told where a place loses a steady share; a single one may be held on purpose. */
  private List<Finding> neverPut(PoolSite site, PoolBook book) {
    if (book.releases == 0 || book.holds.count() < LOST_MIN) {
      return List.of();
    }
    double usual =
        Math.max(
            book.holds.quantileNanos(0.99) * HOLDS_BEYOND, book.holds.maxNanos() * LONGEST_BEYOND);
    long age = (long) Math.max(AGE_MIN_NANOS, usual);
    List<Finding> found = new ArrayList<>();
    for (Map.Entry<Integer, Long> lost : book.lostSince(scanned.endNanos() - age).entrySet()) {
      long asked = book.asked(lost.getKey());
      if (lost.getValue() >= LOST_MIN && lost.getValue() >= asked * LOST_SHARE_MIN) {
        Place place = paths.place(lost.getKey());
        found.add(
            new FindingBuilder(Rules.NEVER_PUT, Severity.LOW, EvidenceKind.EXACT)
                .title(
                    "%s of %s objects taken in %s are never put back"
                        .formatted(
                            Amounts.count(lost.getValue()), Amounts.count(asked), place.function()))
                .why(
                    "Of the others the longest was held for %s. In Go that is no leak: the collector takes the object, and the next Get makes another."
                        .formatted(Amounts.nanos(book.holds.maxNanos())))
                .place(place)
                .steps(paths.to(lost.getKey(), "taken here"))
                .cost(
                    meanBytes(book) * lost.getValue(), lost.getValue(), 0, scanned.seconds(), basis)
                .mend("Put on every way out, the error path too: defer the Put after the Get.")
                .statement(site.displayName())
                .build());
      }
    }
    return found;
  }

  private Optional<Finding> mixed(PoolSite site, PoolBook book) {
    List<Map.Entry<Integer, Long>> classes =
        book.classes.entrySet().stream()
            .filter(entry -> entry.getValue() >= MIXED_MIN)
            .sorted(Map.Entry.<Integer, Long>comparingByValue().reversed())
            .toList();
    if (classes.size() < 2) {
      return Optional.empty();
    }
    int rare = classes.getLast().getKey();
    return Optional.of(
        new FindingBuilder(Rules.MIXED_TYPES, Severity.MEDIUM, EvidenceKind.EXACT)
            .title(
                "%s types share the pool of %s: %s and %s"
                    .formatted(
                        classes.size(),
                        site.place().function(),
                        text(classes.getFirst().getKey()),
                        text(rare)))
            .why(
                "%s of %s Puts brought a %s. A type assertion without a check panics on it, one with a check makes a new object and loses this one."
                    .formatted(
                        Amounts.count(classes.getLast().getValue()),
                        Amounts.count(book.releases),
                        text(rare)))
            .place(paths.place(book.classStacks.getOrDefault(rare, 0)))
            .steps(paths.to(book.classStacks.getOrDefault(rare, 0), "puts the " + text(rare)))
            .cost(0, classes.getLast().getValue(), 0, scanned.seconds(), basis)
            .mend("One pool a type.")
            .statement(site.displayName())
            .build());
  }

  private Optional<Finding> byOthers(PoolSite site, PoolBook book) {
    long count = PoolBook.sum(book.byOthers);
    if (count < LOST_MIN || count < book.releases * BY_OTHERS_SHARE_MIN) {
      return Optional.empty();
    }
    Pair worst = worst(book.byOthers);
    return Optional.of(
        new FindingBuilder(Rules.PUT_BY_OTHER, Severity.INFO, EvidenceKind.EXACT)
            .title(
                "%s of %s Puts of %s come from another goroutine than took the object"
                    .formatted(
                        Amounts.count(count), Amounts.count(book.releases), site.displayName()))
            .why(
                "That is allowed. It is a fault only if the taker goes on using the object, which events cannot tell; and it costs locality.")
            .place(paths.place(worst.second()))
            .steps(paths.to(worst.first(), "taken here"))
            .steps(paths.to(worst.second(), "put here"))
            .mend("Make sure that the taker hands the object over and forgets it.")
            .statement(site.displayName())
            .build());
  }

  /** Begins a finding; the title tells how many, of how many, and of which pool. */
  private FindingBuilder fault(
      RuleId rule,
      EvidenceKind evidence,
      String title,
      PoolSite site,
      Map<Pair, Long> pairs,
      long of) {
    long count = PoolBook.sum(pairs);
    return new FindingBuilder(rule, Severity.HIGH, evidence)
        .title(title.formatted(Amounts.count(count), Amounts.count(of), site.displayName()))
        .cost(0, count, 0, scanned.seconds(), basis)
        .statement(site.displayName());
  }

  private static Pair worst(Map<Pair, Long> counts) {
    return counts.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse(new Pair(0, 0));
  }

  private static double meanBytes(PoolBook book) {
    long made = book.stage(PoolStage.MADE);
    return made == 0 ? 0 : (double) book.missBytes / made;
  }

  private String text(int string) {
    return frames.stacks().strings().get(string);
  }
}
