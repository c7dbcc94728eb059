package dev.cistern.analysis;

import dev.cistern.catalogue.Fact;
import dev.cistern.model.AllocationTable;
import dev.cistern.model.Amounts;
import dev.cistern.model.EvidenceKind;
import dev.cistern.model.Place;
import dev.cistern.model.RuleId;
import dev.cistern.model.Severity;
import dev.cistern.model.Stacks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A1: where memory is allocated, pool misses apart, with advice where the cause is plain. */
final class AllocationQuestion implements Analysis {
  private static final int SITES_MAX = 200;
  private static final int ADVICE_MAX = 5;
  private static final double SAMPLES_MIN = 20;
  private static final long BYTES_MIN = 1 << 20;
  private static final double LARGE_SHARE = 0.25;

  @Override
  public String question() {
    return "A1: Where is memory allocated, and how much of it by pools?";
  }

  @Override
  public List<Need> needs() {
    return List.of(Need.ALLOCATIONS);
  }

  @Override
  public void conclude(Dossier dossier, Answers answers) {
    AllocationColumns columns = dossier.allocations().getFirst();
    Count count = new Count(dossier.frames(columns.profile().stacks()));
    count.run(columns);
    answers.allocations(count.table(columns));
    new Advice(dossier, columns, count).give(answers);
  }

  /** What a stack says of the allocation at its leaf. */
  private record Reading(Optional<SiteKey> site, Optional<AdviceKey> advice) {}

  /** A site of the table; frames are numbers of the profile's stacks. */
  private record SiteKey(int frame, String what, boolean poolMiss, String advice) {}

  /** An application function that one cause makes allocate. */
  private record AdviceKey(int function, Fact cause) {}

  private static final class Sum {
    private long bytes;
    private long objects;
    private int exampleStack;
    private long largestBytes;

    void add(long moreBytes, long moreObjects, int stack) {
      bytes += moreBytes;
      objects += moreObjects;
      if (moreBytes > largestBytes || exampleStack == 0) {
        largestBytes = moreBytes;
        exampleStack = stack;
      }
    }
  }

  /** Adds a profile up by site and by advice. */
  private static final class Count {
    private final Frames frames;
    private final Stacks stacks;
    private final Map<Integer, Reading> readings = new HashMap<>();
    private final Map<SiteKey, Sum> sites = new HashMap<>();
    private final Map<AdviceKey, Sum> advice = new HashMap<>();
    private long missBytes;

    Count(Frames frames) {
      this.frames = frames;
      this.stacks = frames.stacks();
    }

    void run(AllocationColumns columns) {
      for (int i = 0; i < columns.profile().sampleCount(); i++) {
        int stack = columns.profile().stackOf(i);
        long bytes = columns.bytes(i);
        long objects = columns.objects(i);
        if (bytes == 0 && objects == 0) {
          continue;
        }
        Reading reading = readings.computeIfAbsent(stack, this::read);
        if (reading.site().isPresent()) {
          SiteKey key = reading.site().get();
          sites.computeIfAbsent(key, _ -> new Sum()).add(bytes, objects, stack);
          missBytes += key.poolMiss() ? bytes : 0;
        }
        if (reading.advice().isPresent()) {
          Sum sum = advice.computeIfAbsent(reading.advice().get(), _ -> new Sum());
          sum.add(bytes, objects, stack);
        }
      }
    }

    private Reading read(int stack) {
      if (stacks.depth(stack) == 0) {
        return new Reading(Optional.empty(), Optional.empty());
      }
      Optional<PoolMiss> miss = PoolMiss.of(frames, stack);
      if (miss.isPresent()) {
        int frame = stacks.frameAt(stack, miss.get().factoryIndex());
        String what = "made for " + miss.get().pool().title();
        return new Reading(Optional.of(new SiteKey(frame, what, true, "")), Optional.empty());
      }
      int application = frames.application(stack, 0);
      int blamed = stacks.frameAt(stack, Math.max(application, 0));
      int leaf = stacks.frameAt(stack, 0);
      Optional<Direct> direct = direct(stack);
      String advised = direct.map(found -> found.cause().text()).orElse("");
      String what =
          direct.map(found -> found.cause().what()).orElse(blamed == leaf ? "" : name(leaf));
      return new Reading(
          Optional.of(new SiteKey(blamed, what, false, advised)),
          direct.map(found -> new AdviceKey(stacks.functionId(found.userFrame()), found.cause())));
    }

    private String name(int frame) {
      return stacks.resolve(frame).displayName();
    }

    /** A plain cause below an application frame that calls it directly. */
    private record Direct(int userFrame, Fact cause) {}

    private Optional<Direct> direct(int stack) {
      int depth = stacks.depth(stack);
      for (int i = 0; i < depth; i++) {
        int frame = stacks.frameAt(stack, i);
        Optional<Fact> cause = frames.cause(frame);
        if (cause.isPresent()) {
          int user = frames.directUser(stack, i, cause.get());
          return user < 0
              ? Optional.empty()
              : Optional.of(new Direct(stacks.frameAt(stack, user), cause.get()));
        }
        if (!frames.isLibrary(frame)) {
          return Optional.empty();
        }
      }
      return Optional.empty();
    }

    AllocationTable table(AllocationColumns columns) {
      Map<AllocationTable.Site, long[]> merged = new HashMap<>();
      sites.forEach((key, sum) -> {
        Place place = frames.place(key.frame());
        AllocationTable.Site site =
            new AllocationTable.Site(place, key.what(), 0, 0, key.poolMiss(), key.advice());
        long[] totals = merged.computeIfAbsent(site, _ -> new long[2]);
        totals[0] += sum.bytes;
        totals[1] += sum.objects;
      });
      List<AllocationTable.Site> rows = new ArrayList<>();
      merged.forEach((site, totals) ->
          rows.add(
              new AllocationTable.Site(
                  site.place(),
                  site.what(),
                  totals[0],
                  totals[1],
                  site.poolMiss(),
                  site.advice())));
      rows.sort(
          Comparator.comparingLong(AllocationTable.Site::bytes)
              .reversed()
              .thenComparing(site -> site.place().function())
              .thenComparingInt(site -> site.place().line())
              .thenComparing(AllocationTable.Site::what));
      return new AllocationTable(
          columns.totalBytes(),
          missBytes,
          columns.source().basis(),
          rows.subList(0, Math.min(rows.size(), SITES_MAX)));
    }
  }

  /**
   * Turns the largest plain causes into findings; silent where the share or the samples are few.
   */
  private record Advice(Dossier dossier, AllocationColumns columns, Count count) {
    void give(Answers answers) {
      List<Map.Entry<AdviceKey, Sum>> largest = new ArrayList<>(count.advice.entrySet());
      largest.sort(
          Comparator.comparingLong((Map.Entry<AdviceKey, Sum> entry) -> entry.getValue().bytes)
              .reversed()
              .thenComparing(entry -> count.stacks.strings().get(entry.getKey().function())));
      int given = 0;
      for (Map.Entry<AdviceKey, Sum> entry : largest) {
        Sum sum = entry.getValue();
        double share = (double) sum.bytes / columns.totalBytes();
        if (given == ADVICE_MAX || share < dossier.thresholds().adviceShare()) {
          return;
        }
        if (sum.bytes >= BYTES_MIN
            && columns.samplesBehind(sum.bytes, sum.objects) >= SAMPLES_MIN) {
          given++;
          finding(entry.getKey(), sum, share, answers);
        }
      }
    }

    private void finding(AdviceKey key, Sum sum, double share, Answers answers) {
      Fact cause = key.cause();
      int user = user(sum.exampleStack, key.function());
      Place place = count.frames.place(count.stacks.frameAt(sum.exampleStack, user));
      Severity severity = share >= LARGE_SHARE ? Severity.LOW : Severity.INFO;
      answers.add(
          new FindingBuilder(rule(cause), severity, EvidenceKind.SAMPLED)
              .title(
                  "%s of all allocated bytes are %s in %s"
                      .formatted(Amounts.share(share), cause.what(), place.function()))
              .why(
                  "%s of %s allocated; %s."
                      .formatted(
                          Amounts.bytes(sum.bytes),
                          Amounts.bytes(columns.totalBytes()),
                          columns.source().basis()))
              .place(place)
              .steps(Paths.up(count.frames, sum.exampleStack, user))
              .cost(sum.bytes, sum.objects, 0, columns.source().seconds(), columns.source().basis())
              .mend(cause.text())
              .statement(cause.what())
              .build());
    }

    private int user(int stack, int function) {
      for (int i = 0; i < count.stacks.depth(stack); i++) {
        if (count.stacks.functionId(count.stacks.frameAt(stack, i)) == function) {
          return i;
        }
      }
      return 0;
    }

    private static RuleId rule(Fact cause) {
      if (cause.what().contains("growth")) {
        return Rules.GROWTH;
      }
      return cause.what().contains("boxing") ? Rules.BOXING : Rules.COPY;
    }
  }
}
