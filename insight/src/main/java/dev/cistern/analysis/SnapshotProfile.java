package dev.cistern.analysis;

import dev.cistern.model.Profile;
import dev.cistern.model.SampleType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One profile of all that a snapshot, or several, hold: members of the same name are added up, and
 * each sample type comes from the first member that has it, one of a known window before one since
 * the process's start. What says the same twice (heap beside allocs) is so taken once.
 */
public final class SnapshotProfile {
  private final Map<String, List<Profile>> byMember = new LinkedHashMap<>();

  /** Adds a member; {@code name} as {@code snapshot!member}. */
  public void add(String name, Profile profile) {
    String member = name.substring(name.lastIndexOf('!') + 1);
    byMember.computeIfAbsent(member, _ -> new ArrayList<>()).add(profile);
  }

  public boolean isEmpty() {
    return byMember.isEmpty();
  }

  /** The profile of all members. */
  public Profile profile() throws IncompatibleProfilesException {
    List<Profile> summed = new ArrayList<>();
    for (List<Profile> same : byMember.values()) {
      summed.add(same.size() == 1 ? same.getFirst() : ProfileMath.merge(same));
    }
    summed.sort(Comparator.comparing(profile -> profile.header().durationNanos() == 0));
    Set<String> taken = new HashSet<>();
    List<SampleType> types = new ArrayList<>();
    Map<Profile, List<SampleType>> from = new LinkedHashMap<>();
    for (Profile profile : summed) {
      List<SampleType> its = new ArrayList<>();
      for (SampleType type : profile.sampleTypes()) {
        if (taken.add(type.type())) {
          its.add(type);
        }
      }
      if (!its.isEmpty()) {
        from.put(profile, its);
        types.addAll(its);
      }
    }
    ProfileSum sum = new ProfileSum(types);
    from.forEach((profile, its) -> sum.addColumns(profile, columns(types, its, profile)));
    return sum.build(header(summed.getFirst().header(), taken));
  }

  private static Profile.Header header(Profile.Header first, Set<String> types) {
    String shown =
        types.contains("cpu") ? "cpu" : types.contains("alloc_space") ? "alloc_space" : "";
    return new Profile.Header(
        first.timeNanos(),
        first.durationNanos(),
        first.periodType(),
        first.period(),
        shown.isEmpty() ? first.defaultSampleType() : shown,
        first.dropFrames(),
        first.keepFrames(),
        first.comments());
  }

  private static int[] columns(List<SampleType> types, List<SampleType> its, Profile profile) {
    return types.stream()
        .mapToInt(type -> its.contains(type) ? profile.typeIndex(type.type()).orElse(-1) : -1)
        .toArray();
  }
}
