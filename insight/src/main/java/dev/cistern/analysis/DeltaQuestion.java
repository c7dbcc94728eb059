package dev.cistern.analysis;

import dev.cistern.catalogue.PoolEntry;
import dev.cistern.model.Amounts;
import dev.cistern.model.EvidenceKind;
import dev.cistern.model.Finding;
import dev.cistern.model.Place;
import dev.cistern.model.Profile;
import dev.cistern.model.Severity;
import dev.cistern.model.Stacks;
import dev.cistern.model.Unanswered;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A4 from deltas: who takes objects from a pool and seems to keep them? For each root stack of pool
 * misses the sign of what is allocated and of what is in use over a series of heap totals; both up
 * again and again is an inference, never a proof.
 */
final class DeltaQuestion implements Analysis {
  private static final int FINDINGS_MAX = 5;
  private static final double CHANCE_MAX = 0.01;
  private static final double SAMPLES_MIN = 4;
  private static final int HEAP_PERIOD_BYTES = 512 << 10;

  @Override
  public String question() {
    return "A4: Who takes objects from a pool and keeps them?";
  }

  @Override
  public List<Need> needs() {
    return List.of();
  }

  /** One root: the deepest application frame that takes from a pool, and the pool. */
  private static final class Root {
    private final Place place;
    private final String pool;
    private final long[] allocated;
    private final long[] inUse;
    private final long[] inUseBytes;
    private final KeptStacks stacks;
    private List<Finding.Step> steps = List.of();
    private long exampleBytes;

    Root(Place place, String pool, int moments) {
      this.place = place;
      this.pool = pool;
      this.allocated = new long[moments];
      this.inUse = new long[moments];
      this.inUseBytes = new long[moments];
      this.stacks = new KeptStacks(moments);
    }

    long grownBytes() {
      return inUseBytes[inUseBytes.length - 1] - inUseBytes[0];
    }
  }

  @Override
  public void conclude(Dossier dossier, Answers answers) {
    List<Profile> moments = dossier.heapTotals();
    if (moments.size() < Growth.COUNTS_MIN) {
      answers.add(
          new Unanswered(
              question(),
              "exact pool events, or %d heap profiles of one process some time apart (%d given)"
                  .formatted(Growth.COUNTS_MIN, moments.size()),
              "cistern collect http://HOST:PORT --window 60s"));
      return;
    }
    roots(moments, dossier).stream()
        .filter(root -> keeps(root, moments))
        .sorted(Comparator.comparingLong(Root::grownBytes).reversed())
        .limit(FINDINGS_MAX)
        .forEach(root -> answers.add(finding(root, moments)));
  }

  private static List<Root> roots(List<Profile> moments, Dossier dossier) {
    Map<String, Root> roots = new LinkedHashMap<>();
    for (int moment = 0; moment < moments.size(); moment++) {
      Profile profile = moments.get(moment);
      Stacks stacks = profile.stacks();
      Frames frames = dossier.frames(stacks);
      for (int sample = 0; sample < profile.sampleCount(); sample++) {
        int stack = profile.stackOf(sample);
        Optional<PoolMiss> miss = PoolMiss.of(frames, stack);
        if (miss.isEmpty() || miss.get().structure()) {
          continue;
        }
        int user = Math.max(0, frames.application(stack, miss.get().acquireIndex() + 1));
        Place place = frames.place(stacks.frameAt(stack, user));
        PoolEntry pool = miss.get().pool();
        Root root =
            roots.computeIfAbsent(
                place.function() + " " + pool.id(),
                _ -> new Root(place, pool.title(), moments.size()));
        long allocated = value(profile, sample, "alloc_objects");
        long inUse = value(profile, sample, "inuse_objects");
        long bytes = value(profile, sample, "inuse_space");
        root.allocated[moment] += allocated;
        root.inUse[moment] += inUse;
        root.stacks.add(moment, stacks, stack, allocated, inUse, bytes);
        root.inUseBytes[moment] += bytes;
        if (bytes >= root.exampleBytes) {
          root.exampleBytes = bytes;
          root.steps = Paths.up(frames, stack, user);
        }
      }
    }
    return new ArrayList<>(roots.values());
  }

  private static long value(Profile profile, int sample, String type) {
    OptionalInt index = profile.typeIndex(type);
    return index.isPresent() ? profile.value(sample, index.getAsInt()) : 0;
  }

  /** Allocated and in use rise together, in use beyond noise and on enough samples. */
  private static boolean keeps(Root root, List<Profile> moments) {
    Growth growth = Growth.of(root.inUse);
    boolean allocates = root.allocated[root.allocated.length - 1] > root.allocated[0];
    long period = moments.getLast().header().period();
    double samples = (double) root.grownBytes() / (period > 1 ? period : HEAP_PERIOD_BYTES);
    return allocates && growth.only() && growth.p() <= CHANCE_MAX && samples >= SAMPLES_MIN;
  }

  private static Finding finding(Root root, List<Profile> moments) {
    Growth growth = Growth.of(root.inUse);
    double seconds =
        (moments.getLast().header().timeNanos() - moments.getFirst().header().timeNanos()) / 1e9;
    long grown = root.inUse[root.inUse.length - 1] - root.inUse[0];
    return new FindingBuilder(Rules.KEPT, Severity.MEDIUM, EvidenceKind.INFERRED)
        .title(
            "%s takes from %s and seems to keep: %s to %s objects in use over %d moments"
                .formatted(
                    root.place.function(),
                    root.pool,
                    Amounts.count(root.inUse[0]),
                    Amounts.count(root.inUse[root.inUse.length - 1]),
                    moments.size()))
        .why(
            "What is allocated for its takings rises, and of it in use: %s. Chance %.4f that counts in a random order rise so.%s Sampled totals of the last collections: an inference from two signs, not a pairing of takings and returns; where several take from one pool, who meets it empty need not be who keeps. Exact events would prove it: a build by `cistern go`, then a trace."
                .formatted(
                    String.join(", ", Arrays.stream(root.inUse).mapToObj(Amounts::count).toList()),
                    growth.p(),
                    root.stacks.told(
                        moments.stream().mapToLong(one -> one.header().timeNanos()).toArray())))
        .place(root.place)
        .steps(root.steps)
        .cost(
            root.grownBytes(),
            grown,
            0,
            seconds,
            "estimated from sampled heap totals, one allocation in 512 KiB")
        .mend(
            "Look at every taker of this pool: give the object back on every path, or, where it"
                + " must be kept, copy what is needed and give it back.")
        .statement("kept " + root.pool)
        .build();
  }
}
