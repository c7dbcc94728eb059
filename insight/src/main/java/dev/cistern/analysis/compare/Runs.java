package dev.cistern.analysis.compare;

import dev.cistern.analysis.Diagnosis;
import dev.cistern.analysis.Rollup;
import dev.cistern.catalogue.Catalogue;
import dev.cistern.model.Damage;
import dev.cistern.model.Evidence;
import dev.cistern.model.Profile;
import dev.cistern.model.SampleType;
import dev.cistern.model.Snapshot;
import dev.cistern.model.Timeline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads one side into units and runs.
 *
 * <p>Evidence of different kinds that lies together is one unit, evidence of one kind is a series:
 * first the whole side is tried as one unit, then each snapshot or folder, then each file.
 */
final class Runs {
  private final Catalogue catalogue;
  private final String toolVersion;
  private final Set<Damage> damage = new LinkedHashSet<>();

  Runs(Catalogue catalogue, String toolVersion) {
    this.catalogue = catalogue;
    this.toolVersion = toolVersion;
  }

  /** What was found wrong while reading. */
  Set<Damage> damage() {
    return damage;
  }

  /** The side's units, in the order of their files. */
  List<Unit> read(Snapshot side) throws IOException {
    damage.addAll(side.damage());
    List<Unit> units = new ArrayList<>();
    for (List<Evidence> members : units(side.members())) {
      List<Run> runs = new ArrayList<>();
      for (Evidence member : members) {
        if (member.profile().isPresent()) {
          runs.add(ofProfile(member, member.profile().get()));
        } else if (member.timeline().isPresent()) {
          runs.add(ofTimeline(member, member.timeline().get()));
        }
      }
      Diagnosis diagnosis = new Diagnosis(catalogue, OptionalLong.empty());
      units.add(new Unit(List.copyOf(runs), diagnosis.run(Snapshot.of(members), toolVersion)));
    }
    return units;
  }

  private static Collection<List<Evidence>> units(List<Evidence> members) {
    if (members.stream().allMatch(member -> member.name().contains("!"))) {
      return distinct(members).stream()
          .collect(Collectors.groupingBy(Runs::container, LinkedHashMap::new, Collectors.toList()))
          .values();
    }
    List<Function<Evidence, String>> ways = List.of(_ -> "", Runs::container);
    for (Function<Evidence, String> way : ways) {
      Map<String, List<Evidence>> units =
          members.stream()
              .collect(Collectors.groupingBy(way, LinkedHashMap::new, Collectors.toList()));
      if (units.values().stream().allMatch(Runs::areOfDifferentKinds)) {
        return units.values();
      }
    }
    return members.stream().map(List::of).toList();
  }

  /**
   * Of each snapshot what counts once: a collected one has some sample types twice (heap beside
   * allocs), and since the start of the process beside the window.
   */
  private static List<Evidence> distinct(List<Evidence> members) {
    List<Evidence> sorted = new ArrayList<>(members);
    sorted.sort(Comparator.comparing(Runs::isWindowless));
    Set<String> seen = new HashSet<>();
    List<Evidence> left = new ArrayList<>();
    for (Evidence member : sorted) {
      Object kind =
          member.profile().map(profile -> (Object) profile.sampleTypes()).orElse(member.name());
      if (seen.add(container(member) + "!" + kind)) {
        left.add(member);
      }
    }
    return left;
  }

  private static boolean isWindowless(Evidence member) {
    return member.profile().isPresent() && member.profile().get().header().durationNanos() == 0;
  }

  /** The snapshot or folder that a member lies in. */
  private static String container(Evidence member) {
    int inside = member.name().lastIndexOf('!');
    if (inside >= 0) {
      return member.name().substring(0, inside);
    }
    Path folder = Path.of(member.name()).getParent();
    return folder == null ? "" : folder.toString();
  }

  private static boolean areOfDifferentKinds(List<Evidence> unit) {
    Set<String> kinds = new HashSet<>();
    return unit.stream().allMatch(member -> kinds.add(kind(member)));
  }

  private static String kind(Evidence member) {
    if (member.profile().isPresent()) {
      Profile profile = member.profile().get();
      return profile.header().defaultSampleType() + ": " + typeNames(profile);
    }
    return member.format();
  }

  private static String typeNames(Profile profile) {
    return profile.sampleTypes().stream().map(SampleType::type).collect(Collectors.joining(", "));
  }

  private static Run ofProfile(Evidence member, Profile profile) {
    return new Run(
        member.name(),
        kind(member),
        "a profile of " + typeNames(profile),
        profile,
        profile.header().durationNanos() / 1e9,
        new ProfileSpread(profile),
        false);
  }

  private Run ofTimeline(Evidence member, Timeline timeline) throws IOException {
    TimelineSpread spread = new TimelineSpread(timeline);
    Rollup rollup = new Rollup(timeline, spread);
    damage.addAll(timeline.scan(List.of(rollup)));
    Profile profile = rollup.profile();
    spread.finish(rollup, profile);
    return new Run(
        member.name(),
        kind(member),
        "a recording (" + member.format() + ")",
        profile,
        timeline.durationNanos() / 1e9,
        spread,
        true);
  }
}
