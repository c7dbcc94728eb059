package dev.cistern.cli;

import dev.cistern.analysis.IncompatibleProfilesException;
import dev.cistern.analysis.ProfileMath;
import dev.cistern.analysis.Rollup;
import dev.cistern.analysis.SnapshotProfile;
import dev.cistern.format.EvidenceLoader;
import dev.cistern.format.UnreadableException;
import dev.cistern.model.Damage;
import dev.cistern.model.Evidence;
import dev.cistern.model.Profile;
import dev.cistern.model.Snapshot;
import dev.cistern.model.Timeline;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Several files as one profile: rolled up, merged, and a base subtracted if one is named. */
final class Combined {
  @Option(
      names = "--base",
      paramLabel = "FILE",
      description = "Subtract this profile: the difference of two cumulative ones.")
  private Optional<String> base = Optional.empty();

  @Mixin private FilterOptions filters = new FilterOptions();

  /**
   * One profile.
   *
   * @param name of the first file
   * @param code the exit code that its damage asks for
   */
  record Result(String name, Profile profile, int code) {}

  /** What the filters leave of a snapshot. */
  Snapshot left(Snapshot snapshot, Verb verb) {
    return filters.left(snapshot, verb);
  }

  /** Opens and combines; shows on a terminal that it is at work. */
  Result of(Verb verb, Sources sources)
      throws IOException, UnreadableException, IncompatibleProfilesException {
    Set<Damage> damage = new LinkedHashSet<>();
    String name;
    Profile profile;
    try (Progress _ = verb.reading();
        EvidenceLoader files = sources.open()) {
      name = files.snapshot().members().getFirst().name().replaceFirst("!.*", "");
      profile = merged(filters.left(files.snapshot(), verb), name, damage);
      if (base.isPresent()) {
        try (EvidenceLoader before = EvidenceLoader.load(base.get(), System.in)) {
          profile =
              ProfileMath.delta(
                  profile, merged(filters.left(before.snapshot(), verb), base.get(), damage));
        }
      }
    }
    return new Result(name, profile, verb.warn(List.copyOf(damage)));
  }

  private static Profile merged(Snapshot snapshot, String name, Set<Damage> damage)
      throws IOException, UnreadableException, IncompatibleProfilesException {
    List<Profile> profiles = new ArrayList<>();
    SnapshotProfile ofSnapshots = new SnapshotProfile();
    damage.addAll(snapshot.damage());
    for (Evidence member : snapshot.members()) {
      if (member.profile().isPresent()) {
        profiles.add(member.profile().get());
        ofSnapshots.add(member.name(), member.profile().get());
      } else if (member.timeline().isPresent()) {
        Timeline timeline = member.timeline().get();
        Rollup rollup = new Rollup(timeline);
        damage.addAll(timeline.scan(List.of(rollup)));
        profiles.add(rollup.profile());
        ofSnapshots.add(member.name(), rollup.profile());
      }
    }
    if (profiles.isEmpty()) {
      throw new UnreadableException(name, 0, "a profile or what can be rolled up to one", "none");
    }
    if (snapshot.members().stream().allMatch(member -> member.name().contains("!"))) {
      return ofSnapshots.profile();
    }
    return profiles.size() == 1 ? profiles.getFirst() : ProfileMath.merge(profiles);
  }
}
