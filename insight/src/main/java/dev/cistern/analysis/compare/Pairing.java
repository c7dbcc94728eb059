package dev.cistern.analysis.compare;

import dev.cistern.analysis.IncompatibleProfilesException;
import dev.cistern.analysis.compare.SideSums.Placed;
import dev.cistern.analysis.compare.TypeSums.Key;
import dev.cistern.model.Place;
import dev.cistern.model.Profile;
import dev.cistern.model.SampleType;
import dev.cistern.model.Stacks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which runs are compared by which sample type, all in one grid. */
final class Pairing {
  /** The runs of both sides that have a sample type. */
  record Pair(SampleType type, List<Placed> before, List<Placed> after) {}

  private final Grid grid = new Grid();
  private final List<Pair> pairs = new ArrayList<>();
  private final List<String> unpaired = new ArrayList<>();

  private Pairing() {}

  /** Pairs runs of one kind; sides without a common kind, but a common sample type, by that. */
  static Pairing of(List<Unit> before, List<Unit> after) throws IncompatibleProfilesException {
    Map<String, List<Run>> first = byKind(before);
    Map<String, List<Run>> second = byKind(after);
    if (first.isEmpty() || second.isEmpty()) {
      throw new IncompatibleProfilesException(
          "wanted profiles or recordings on both sides, found none %s"
              .formatted(first.isEmpty() ? "before" : "after"));
    }
    Pairing pairing = new Pairing();
    Map<String, SampleType> done = new LinkedHashMap<>();
    Set<String> common = new LinkedHashSet<>(first.keySet());
    common.retainAll(second.keySet());
    for (boolean asDefault : new boolean[] {true, false}) {
      for (String kind : common) {
        pairing.pair(
            first.getOrDefault(kind, List.of()),
            second.getOrDefault(kind, List.of()),
            asDefault,
            done);
      }
    }
    if (common.isEmpty()) {
      first.forEach((_, left) ->
          second.forEach((_, right) -> {
            if (!left.getFirst().timeline() && !right.getFirst().timeline()) {
              pairing.pair(left, right, false, done);
            }
          }));
    }
    if (done.isEmpty()) {
      throw new IncompatibleProfilesException(
          "the two sides are of different kinds: before is %s, after is %s"
              .formatted(names(first), names(second)));
    }
    if (!common.isEmpty()) {
      pairing.tellUnpaired(first, common, "before");
      pairing.tellUnpaired(second, common, "after");
    }
    return pairing;
  }

  private static Map<String, List<Run>> byKind(List<Unit> units) {
    return units.stream()
        .flatMap(unit -> unit.runs().stream())
        .filter(run -> !run.profile().sampleTypes().isEmpty())
        .collect(Collectors.groupingBy(Run::kind, LinkedHashMap::new, Collectors.toList()));
  }

  private static String names(Map<String, List<Run>> kinds) {
    return kinds.values().stream()
        .map(runs -> runs.getFirst().kindName())
        .distinct()
        .collect(Collectors.joining(" and "));
  }

  private void tellUnpaired(Map<String, List<Run>> kinds, Set<String> common, String side) {
    kinds.forEach((kind, runs) -> {
      if (!common.contains(kind)) {
        unpaired.add(
            "Only %s: %s (%s)."
                .formatted(side, runs.getFirst().kindName(), runs.getFirst().name()));
      }
    });
  }

  private void pair(
      List<Run> before, List<Run> after, boolean asDefault, Map<String, SampleType> done) {
    List<Placed> first = List.of();
    List<Placed> second = List.of();
    for (SampleType type : types(before, after)) {
      boolean isDefault =
          before.getFirst().profile().header().defaultSampleType().equals(type.type());
      if (done.containsKey(type.type()) || (asDefault && !isDefault)) {
        continue;
      }
      if (first.isEmpty()) {
        first = before.stream().map(run -> Placed.of(run, grid)).toList();
        second = after.stream().map(run -> Placed.of(run, grid)).toList();
      }
      done.put(type.type(), type);
      pairs.add(new Pair(type, first, second));
    }
  }

  /** What all profiles count, or any recording; nothing twice. */
  private static List<SampleType> types(List<Run> before, List<Run> after) {
    List<Run> all = new ArrayList<>(before);
    all.addAll(after);
    Set<SampleType> types = new LinkedHashSet<>();
    all.forEach(run -> types.addAll(run.profile().sampleTypes()));
    boolean timelines = all.getFirst().timeline();
    boolean cpu = types.stream().anyMatch(type -> type.type().equals("cpu"));
    return types.stream()
        .filter(type -> timelines || all.stream().allMatch(run -> has(run.profile(), type)))
        // A recording samples objects at a rate of its own, and holds old ones in a short queue.
        .filter(type -> !timelines || !type.type().equals("alloc_objects"))
        .filter(type -> !timelines || !type.type().startsWith("inuse_"))
        .filter(type -> !cpu || !type.type().equals("samples"))
        .toList();
  }

  private static boolean has(Profile profile, SampleType type) {
    return profile.sampleTypes().contains(type);
  }

  Grid grid() {
    return grid;
  }

  List<Pair> pairs() {
    return pairs;
  }

  /** Which evidence has no counterpart. */
  List<String> unpaired() {
    return unpaired;
  }

  /** A function with its costliest line, on the side that has more of it. */
  Place place(SampleType type, Key key, boolean onAfter) {
    Pair pair = pairs.stream().filter(one -> one.type().equals(type)).findFirst().orElseThrow();
    Map<Place, Double> byLine = new HashMap<>();
    for (Placed placed : onAfter ? pair.after() : pair.before()) {
      add(placed, type, key, byLine);
    }
    return byLine.entrySet().stream()
        .max(
            Map.Entry.<Place, Double>comparingByValue()
                .thenComparing(entry -> -entry.getKey().line()))
        .map(Map.Entry::getKey)
        .orElse(new Place("", 0, grid.name(key.row()), ""));
  }

  private static void add(Placed placed, SampleType type, Key key, Map<Place, Double> byLine) {
    Profile profile = placed.run().profile();
    int index = profile.typeIndex(type.type()).orElse(-1);
    Stacks stacks = profile.stacks();
    double[] byFrame = new double[stacks.frameCount()];
    for (int sample = 0; index >= 0 && sample < profile.sampleCount(); sample++) {
      int stack = profile.stackOf(sample);
      int depth = key.self() ? Math.min(1, stacks.depth(stack)) : stacks.depth(stack);
      for (int i = 0; i < depth; i++) {
        int frame = stacks.frameAt(stack, i);
        if (placed.rows()[frame] == key.row()) {
          byFrame[frame] += profile.value(sample, index);
          break;
        }
      }
    }
    for (int frame = 0; frame < byFrame.length; frame++) {
      if (byFrame[frame] != 0) {
        byLine.merge(Place.of(stacks.resolve(frame)), byFrame[frame], Double::sum);
      }
    }
  }
}
