package dev.cistern.analysis;

import dev.cistern.analysis.PoolQuestion.Verdict;
import dev.cistern.catalogue.PoolEntry;
import dev.cistern.model.Amounts;
import dev.cistern.model.EvidenceKind;
import dev.cistern.model.Finding;
import dev.cistern.model.Place;
import dev.cistern.model.PoolSite;
import dev.cistern.model.Profile;
import dev.cistern.model.Severity;
import dev.cistern.model.Stacks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What an allocation profile says of pools: misses, their own structure, what they made and is
 * held.
 */
final class ProfileVerdicts {
  private static final double SAMPLES_MIN = 20;
  private static final double LARGE_SHARE = 0.25;
  private static final double STRUCTURE_SHARE = 0.05;

  private final Dossier dossier;
  private final AllocationColumns columns;
  private final Frames frames;
  private final Stacks stacks;
  private final Map<Integer, Optional<PoolMiss>> readings = new HashMap<>();
  private final Map<Key, Sum> sums = new LinkedHashMap<>();

  /** A pool is known by its factory; its own structure has factory 0. */
  private record Key(PoolEntry pool, int factory) {}

  private static final class Sum {
    private long bytes;
    private long objects;
    private long heldBytes;
    private long largestBytes = -1;
    private int exampleStack;
    private int factoryIndex;
    private int acquireIndex;
  }

  ProfileVerdicts(Dossier dossier, AllocationColumns columns) {
    this.dossier = dossier;
    this.columns = columns;
    this.frames = dossier.frames(columns.profile().stacks());
    this.stacks = frames.stacks();
  }

  List<Verdict> all() {
    Profile profile = columns.profile();
    OptionalInt held = profile.typeIndex("inuse_space");
    for (int i = 0; i < profile.sampleCount(); i++) {
      int stack = profile.stackOf(i);
      Optional<PoolMiss> miss =
          readings.computeIfAbsent(stack, known -> PoolMiss.of(frames, known));
      if (miss.isPresent()) {
        add(miss.get(), stack, i, held.isPresent() ? profile.value(i, held.getAsInt()) : 0);
      }
    }
    List<Verdict> verdicts = new ArrayList<>();
    sums.forEach((key, sum) -> {
      if (sum.bytes > 0 || sum.heldBytes > 0) {
        verdicts.add(verdict(key, sum, held.isPresent()));
      }
    });
    return verdicts;
  }

  private void add(PoolMiss miss, int stack, int sample, long heldBytes) {
    int maker = stacks.frameAt(stack, miss.factoryIndex());
    int factory = miss.structure() ? 0 : stacks.functionId(maker);
    Sum sum = sums.computeIfAbsent(new Key(miss.pool(), factory), _ -> new Sum());
    long bytes = columns.bytes(sample);
    sum.bytes += bytes;
    sum.objects += columns.objects(sample);
    sum.heldBytes += heldBytes;
    if (bytes > sum.largestBytes) {
      sum.largestBytes = bytes;
      sum.exampleStack = stack;
      sum.factoryIndex = miss.factoryIndex();
      sum.acquireIndex = miss.acquireIndex();
    }
  }

  private Verdict verdict(Key key, Sum sum, boolean heldKnown) {
    double share = (double) sum.bytes / columns.totalBytes();
    boolean sure = columns.samplesBehind(sum.bytes, sum.objects) >= SAMPLES_MIN;
    boolean structure = key.factory() == 0;
    int user = frames.application(sum.exampleStack, sum.acquireIndex + 1);
    Place place =
        frames.place(stacks.frameAt(sum.exampleStack, user < 0 ? sum.acquireIndex : user));
    Place maker = frames.place(stacks.frameAt(sum.exampleStack, sum.factoryIndex));
    double limit = structure ? STRUCTURE_SHARE : dossier.thresholds().adviceShare();
    boolean often = sure && share >= limit;
    List<Finding> findings = new ArrayList<>();
    if (often) {
      findings.add(
          structure ? structure(key, sum, share, place) : misses(key, sum, share, place, maker));
    }
    PoolSite site =
        new PoolSite(
            key.pool().language(),
            key.pool().type(),
            structure ? "the pools' own queues" : "",
            structure ? "" : maker.function(),
            place);
    PoolRow row =
        new PoolRow(site)
            .missed(
                columns.objectsType() < 0 ? OptionalLong.empty() : OptionalLong.of(sum.objects),
                sum.bytes);
    if (heldKnown) {
      row.held(sum.heldBytes);
    }
    String reason =
        "%s of all allocated bytes; hits are not in a profile".formatted(Amounts.share(share));
    return new Verdict(
        row.verdict(columns.source().basis(), often ? "often missed" : "no fault seen", reason),
        findings,
        sum.bytes);
  }

  private Finding misses(Key key, Sum sum, double share, Place place, Place maker) {
    return new FindingBuilder(
            Rules.MISSES, share >= LARGE_SHARE ? Severity.LOW : Severity.INFO, EvidenceKind.SAMPLED)
        .title(
            "%s of all allocated bytes are made for misses of a pool (%s)"
                .formatted(Amounts.share(share), maker.function()))
        .why(
            "The pool (%s) had nothing to give %s times and made %s. Either objects are not given back, or collections empty the pool between uses, or more are used at once than before."
                .formatted(
                    key.pool().title(),
                    sum.objects == 0 ? "many" : Amounts.count(sum.objects),
                    Amounts.bytes(sum.bytes)))
        .place(place)
        .steps(Paths.up(frames, sum.exampleStack, sum.factoryIndex))
        .cost(sum.bytes, sum.objects, 0, columns.source().seconds(), columns.source().basis())
        .mend(
            "Look for paths that take without giving back; if there are none, collect less often (GOGC, a memory limit) or pool fewer, larger objects.")
        .statement(maker.function())
        .build();
  }

  private Finding structure(Key key, Sum sum, double share, Place place) {
    return new FindingBuilder(Rules.STRUCTURE, Severity.INFO, EvidenceKind.SAMPLED)
        .title(
            "%s of all allocated bytes are the queues of pools (%s) themselves"
                .formatted(Amounts.share(share), key.pool().title()))
        .why(
            "%s went into structure that a pool builds again after each collection: there are many pools, or collections are frequent."
                .formatted(Amounts.bytes(sum.bytes)))
        .place(place)
        .steps(Paths.up(frames, sum.exampleStack, sum.factoryIndex))
        .cost(sum.bytes, sum.objects, 0, columns.source().seconds(), columns.source().basis())
        .mend("Merge pools of like objects, and make none per call or per connection.")
        .statement(key.pool().id())
        .build();
  }
}
