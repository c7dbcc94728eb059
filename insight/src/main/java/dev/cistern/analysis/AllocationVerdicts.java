package dev.cistern.analysis;

import dev.cistern.analysis.AllocationWatch.Account;
import dev.cistern.analysis.AllocationWatch.Key;
import dev.cistern.analysis.AllocationWatch.Seen;
import dev.cistern.analysis.AllocationWatch.Shape;
import dev.cistern.analysis.Dossier.Scanned;
import dev.cistern.analysis.PoolQuestion.Verdict;
import dev.cistern.model.Amounts;
import dev.cistern.model.EvidenceKind;
import dev.cistern.model.Finding;
import dev.cistern.model.Place;
import dev.cistern.model.PoolSite;
import dev.cistern.model.PoolTable;
import dev.cistern.model.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What sampled allocations over time say of pools: built again and again, caches of threads that
 * never come back, misses.
 */
final class AllocationVerdicts {
  private static final int SAMPLES_MIN = 10;
  private static final int PARTS = 10;
  private static final double PRESENCE_MIN = 0.6;
  private static final double MADE_SHARE_MIN = 0.005;
  private static final double FIRST_SHARE_MIN = 0.01;
  private static final double ONE_A_TASK_MIN = 0.8;
  private static final double ENDED_MIN = 0.5;
  private static final double LARGE_SHARE = 0.25;
  private static final String BASIS = "sampled by the recording's allocation events";

  private final Dossier dossier;
  private final AllocationWatch watch;
  private final Frames frames;
  private final long windowNanos;
  private final double seconds;

  AllocationVerdicts(Dossier dossier, AllocationWatch watch) {
    this.dossier = dossier;
    this.watch = watch;
    this.frames = watch.frames();
    this.windowNanos =
        dossier.timelines().stream()
            .filter(one -> one.timeline() == watch.timeline())
            .mapToLong(Scanned::endNanos)
            .findFirst()
            .orElse(0);
    this.seconds = windowNanos / 1e9;
  }

  List<Verdict> all() {
    List<Verdict> verdicts = new ArrayList<>();
    if (watch.account().isEmpty() || windowNanos == 0) {
      return verdicts;
    }
    Account account = watch.account().get();
    List<Key> built = new ArrayList<>();
    for (Map.Entry<Key, Seen> entry : account.seen().entrySet()) {
      Key key = entry.getKey();
      Seen seen = entry.getValue();
      double share = share(account, seen);
      if (key.shape() == Shape.MAKE && goesOn(seen) && share >= MADE_SHARE_MIN) {
        built.add(key);
        verdicts.add(perCall(key, seen, share));
      } else if (key.shape() == Shape.FIRST_VALUE
          && goesOn(seen)
          && share >= FIRST_SHARE_MIN
          && seen.tasks().size() >= seen.samples() * ONE_A_TASK_MIN) {
        firstValue(key, seen, share, verdicts);
      }
    }
    for (Map.Entry<Key, Seen> entry : account.seen().entrySet()) {
      if (entry.getKey().shape() == Shape.MISS) {
        boolean ofBuilt = built.stream().anyMatch(key -> key.pool().equals(entry.getKey().pool()));
        verdicts.add(
            missed(entry.getKey(), entry.getValue(), share(account, entry.getValue()), ofBuilt));
      }
    }
    return verdicts;
  }

  private static double share(Account account, Seen seen) {
    return (double) seen.bytes() / Math.max(1, account.bytes());
  }

  private boolean goesOn(Seen seen) {
    return seen.samples() >= SAMPLES_MIN
        && seen.slices().presence(windowNanos, PARTS) >= PRESENCE_MIN;
  }

  private Verdict perCall(Key key, Seen seen, double share) {
    Place place = place(seen, seen.userIndex());
    String title = key.pool().title();
    String reason =
        "made again and again in %s, by %s in the window"
            .formatted(place.function(), Amounts.plural(seen.tasks().size(), "task", "tasks"));
    Finding finding =
        new FindingBuilder(Rules.PER_CALL, Severity.MEDIUM, EvidenceKind.SAMPLED)
            .title("A pool (%s) is built again and again in %s".formatted(title, place.function()))
            .why(
                "%s of all allocated bytes are made inside the constructor of %s (%s, by %s), from the window's beginning to its end. A pool that lives for one call never hands anything out twice: it costs its construction and every object besides."
                    .formatted(
                        Amounts.share(share),
                        key.pool().type(),
                        Amounts.plural(seen.samples(), "sample", "samples"),
                        Amounts.plural(seen.tasks().size(), "task", "tasks")))
            .place(place)
            .steps(Paths.up(frames, seen.exampleStack(), seen.userIndex()))
            .cost(seen.bytes(), 0, 0, seconds, BASIS)
            .mend("Build the pool once, in a field or a constant, and share it among calls.")
            .statement(key.pool().id())
            .build();
    PoolTable.Row row =
        new PoolRow(site(key, "", place))
            .missed(OptionalLong.empty(), seen.bytes())
            .verdict(BASIS, "built per call", reason);
    return new Verdict(row, List.of(finding), seen.bytes());
  }

  private void firstValue(Key key, Seen seen, double share, List<Verdict> verdicts) {
    boolean virtual = new PoolStacks(frames).isVirtual(seen.exampleStack());
    long ended = watch.endedOf(seen.tasks());
    boolean known = watch.endings() > 0;
    if (known && ended < seen.tasks().size() * ENDED_MIN) {
      return; // the threads live on and may well take it again
    }
    if (!known && !virtual) {
      return;
    }
    Place place = place(seen, seen.userIndex());
    String threads = virtual ? "virtual thread" : "thread";
    String reason =
        "%s made a first value each, as many as samples (%s); %s"
            .formatted(
                Amounts.plural(seen.tasks().size(), threads, threads + "s"),
                Amounts.count(seen.samples()),
                known ? Amounts.count(ended) + " of them ended" : "their ends were not recorded");
    Finding finding =
        new FindingBuilder(
                Rules.NEVER_HIT,
                known ? Severity.MEDIUM : Severity.INFO,
                known ? EvidenceKind.SAMPLED : EvidenceKind.INFERRED)
            .title(
                "The thread-local cache in %s is never hit: each %s uses it once"
                    .formatted(place.function(), threads))
            .why(
                "%s. %s of all allocated bytes are first values that end with their thread: a cache by thread needs threads that come back."
                    .formatted(reason, Amounts.share(share)))
            .place(place)
            .steps(Paths.up(frames, seen.exampleStack(), seen.userIndex()))
            .cost(seen.bytes(), 0, 0, seconds, BASIS)
            .mend(
                "Share a bounded pool among all threads (a queue of buffers), or allocate plainly; keep thread-locals for threads that live long.")
            .statement(key.pool().id())
            .build();
    PoolTable.Row row =
        new PoolRow(site(key, "", place))
            .missed(OptionalLong.empty(), seen.bytes())
            .verdict(BASIS, "never hit", reason);
    verdicts.add(new Verdict(row, List.of(finding), seen.bytes()));
  }

  private Verdict missed(Key key, Seen seen, double share, boolean ofBuilt) {
    Place place = place(seen, seen.userIndex());
    Place maker = place(seen, seen.makerIndex());
    String reason =
        "%s of all allocated bytes are made by its factory; how often it was asked is not recorded"
            .formatted(Amounts.share(share));
    boolean often = !ofBuilt && goesOn(seen) && share >= dossier.thresholds().adviceShare();
    List<Finding> findings = new ArrayList<>();
    if (often) {
      findings.add(
          new FindingBuilder(
                  Rules.MISSES,
                  share >= LARGE_SHARE ? Severity.LOW : Severity.INFO,
                  EvidenceKind.SAMPLED)
              .title(
                  "%s of all allocated bytes are made for misses of a pool (%s)"
                      .formatted(Amounts.share(share), key.pool().title()))
              .why(
                  "%s is asked by %s and makes a new object each time, through all of the window."
                      .formatted(maker.function(), place.function()))
              .place(place)
              .steps(Paths.up(frames, seen.exampleStack(), seen.makerIndex()))
              .cost(seen.bytes(), 0, 0, seconds, BASIS)
              .mend(
                  "Keep as many idle objects as are used at once, and see that each is given back.")
              .statement(key.pool().id() + " " + maker.function())
              .build());
    }
    PoolTable.Row row =
        new PoolRow(site(key, maker.function(), place))
            .missed(OptionalLong.empty(), seen.bytes())
            .verdict(BASIS, often ? "often missed" : "no fault seen", reason);
    return new Verdict(row, findings, seen.bytes());
  }

  private Place place(Seen seen, int index) {
    return frames.place(frames.stacks().frameAt(seen.exampleStack(), index));
  }

  private static PoolSite site(Key key, String factory, Place place) {
    return new PoolSite(key.pool().language(), key.pool().type(), "", factory, place);
  }
}
