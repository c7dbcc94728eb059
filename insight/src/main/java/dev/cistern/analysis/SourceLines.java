package dev.cistern.analysis;

import dev.cistern.analysis.Dossier.NamedProfile;
import dev.cistern.model.Profile;
import dev.cistern.model.SourceFiles;
import dev.cistern.model.SourceListing;
import dev.cistern.model.SourceListing.Function;
import dev.cistern.model.SourceListing.Line;
import dev.cistern.model.SourceText;
import dev.cistern.model.Stacks;
import dev.cistern.model.TopTable.Row;
import dev.cistern.model.TopTable.TypeTop;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The costliest functions line by line, as {@code go tool pprof -list}: flat is what a line costs
 * itself, cum with all it calls; recursion counts once for a line.
 */
public final class SourceLines {
  private static final int FUNCTIONS_MAX = 12;
  private static final int ROWS_MAX = 2_000;
  private static final int CONTEXT = 3;
  private static final int LINES_MAX = 200;
  private static final double SHARE_MIN = 0.005;
  private static final int LISTINGS_MAX = 3;

  /** What one line costs. */
  private static final class Cost {
    private long flat;
    private long cum;
  }

  /** The lines of one function. */
  private static final class Lines {
    private final int frame;
    private final Map<Integer, Cost> byNumber = new TreeMap<>();

    private Lines(int frame) {
      this.frame = frame;
    }
  }

  private record LineKey(String function, int number) {}

  private final Profile profile;
  private final Stacks stacks;
  private final int type;
  private final Map<String, Lines> byFunction = new HashMap<>();

  private SourceLines(Profile profile, int type) {
    this.profile = profile;
    this.stacks = profile.stacks();
    this.type = type;
  }

  /**
   * The listing of one sample type, or of all where none is named.
   *
   * @param sampleType a name of {@link Profile#sampleTypes()}
   */
  public static List<SourceListing> of(
      Profile profile, Optional<String> sampleType, SourceFiles files) {
    List<SourceListing> listings = new ArrayList<>();
    for (TypeTop top : Top.of(profile, sampleType, ROWS_MAX).types()) {
      int type = profile.typeIndex(top.type().type()).orElseThrow();
      listings.add(new SourceLines(profile, type).list(top, files));
    }
    return listings;
  }

  /** The listings of the sample types that say most, one of each. */
  static List<SourceListing> of(List<NamedProfile> profiles, SourceFiles files) {
    List<SourceListing> listings = new ArrayList<>();
    for (Flames.Candidate telling : Flames.telling(profiles)) {
      if (listings.size() < LISTINGS_MAX) {
        listings.addAll(of(telling.profile(), Optional.of(telling.name()), files));
      }
    }
    return listings.stream().filter(listing -> !listing.functions().isEmpty()).toList();
  }

  private SourceListing list(TypeTop top, SourceFiles files) {
    Set<String> wanted = new HashSet<>();
    List<Row> rows =
        top.rows().stream()
            .filter(row -> Math.abs(row.cum()) >= SHARE_MIN * top.absoluteTotal())
            .sorted(
                Comparator.<Row>comparingLong(row -> -Math.abs(row.flat()))
                    .thenComparingLong(row -> -Math.abs(row.cum())))
            .toList();
    rows.forEach(row -> wanted.add(row.function()));
    sum(wanted);
    List<Function> functions = new ArrayList<>();
    int notFound = 0;
    for (Row row : rows) {
      Lines lines = byFunction.get(row.function());
      if (lines == null || functions.size() == FUNCTIONS_MAX) {
        continue;
      }
      String file = stacks.strings().get(stacks.fileId(lines.frame));
      Optional<SourceText> text =
          file.isEmpty()
              ? Optional.empty()
              : files.find(file, stacks.function(lines.frame), stacks.language(lines.frame));
      if (text.isPresent() && fits(text.get(), lines)) {
        functions.add(function(row, lines, text.get()));
      } else {
        notFound++;
      }
    }
    return new SourceListing(top.type(), top.absoluteTotal(), functions, notFound);
  }

  private static boolean fits(SourceText text, Lines lines) {
    return lines.byNumber.keySet().stream().allMatch(number -> number <= text.lines().size());
  }

  private void sum(Set<String> wanted) {
    String[] nameOfFrame = new String[stacks.frameCount()];
    long[] byStack = new long[stacks.stackCount()];
    for (int sample = 0; sample < profile.sampleCount(); sample++) {
      byStack[profile.stackOf(sample)] += profile.value(sample, type);
    }
    Optional<FramePruning> pruning = FramePruning.of(profile);
    int[] frames = new int[64];
    Set<LineKey> seen = new HashSet<>();
    for (int stack = 0; stack < byStack.length; stack++) {
      if (byStack[stack] == 0) {
        continue;
      }
      if (stacks.depth(stack) > frames.length) {
        frames = new int[stacks.depth(stack) * 2];
      }
      int depth = pruned(pruning, stack, frames);
      seen.clear();
      for (int i = 0; i < depth; i++) {
        int frame = frames[i];
        String name = nameOfFrame[frame];
        if (name == null) {
          name = stacks.resolve(frame).displayName();
          nameOfFrame[frame] = name;
        }
        int number = stacks.line(frame);
        if (number > 0 && wanted.contains(name)) {
          Cost cost = cost(name, frame, number);
          cost.flat += i == 0 ? byStack[stack] : 0;
          cost.cum += seen.add(new LineKey(name, number)) ? byStack[stack] : 0;
        }
      }
    }
  }

  private Cost cost(String name, int frame, int number) {
    return byFunction
        .computeIfAbsent(name, _ -> new Lines(frame))
        .byNumber
        .computeIfAbsent(number, _ -> new Cost());
  }

  private int pruned(Optional<FramePruning> pruning, int stack, int[] into) {
    if (pruning.isPresent()) {
      return pruning.get().prune(stack, into);
    }
    for (int i = 0; i < stacks.depth(stack); i++) {
      into[i] = stacks.frameAt(stack, i);
    }
    return stacks.depth(stack);
  }

  /** Costly lines with a few around each; of very long functions the first two hundred lines. */
  private static Function function(Row row, Lines lines, SourceText text) {
    Map<Integer, Line> shown = new TreeMap<>();
    for (int costly : lines.byNumber.keySet()) {
      int last = Math.min(text.lines().size(), costly + CONTEXT);
      for (int number = Math.max(1, costly - CONTEXT); number <= last; number++) {
        Cost cost = lines.byNumber.getOrDefault(number, new Cost());
        shown.put(number, new Line(number, cost.flat, cost.cum, text.line(number)));
      }
    }
    return new Function(
        row.function(),
        text.path(),
        row.flat(),
        row.cum(),
        shown.values().stream().limit(LINES_MAX).toList());
  }
}
