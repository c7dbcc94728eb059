package dev.cistern.analysis;

import dev.cistern.model.Profile;
import dev.cistern.model.Profile.Header;
import dev.cistern.model.SampleType;
import dev.cistern.model.UnitFamily;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Sums and differences of profiles, as {@code go tool pprof} makes them: of the sample types that
 * all have, in the smallest unit that one of them uses; samples of the same stack and labels become
 * one; what sums to 0 is left out.
 */
public final class ProfileMath {
  private static final String DIFF_BASE_KEY = "pprof::base";

  private ProfileMath() {}

  /** The sum of several profiles. */
  public static Profile merge(List<Profile> profiles) throws IncompatibleProfilesException {
    ProfileSum sum = new ProfileSum(commonTypes(profiles));
    for (Profile profile : profiles) {
      sum.add(profile, 1);
    }
    return sum.build(header(profiles));
  }

  /**
   * What came after {@code base}, for cumulative profiles of one process ({@code -base}): its
   * values subtracted. The window is the time between the two, where both state it.
   */
  public static Profile delta(Profile profile, Profile base) throws IncompatibleProfilesException {
    List<Profile> both = List.of(profile, base);
    ProfileSum sum = new ProfileSum(commonTypes(both));
    sum.add(profile, 1);
    sum.add(base, -1);
    return sum.build(window(header(both), profile.header(), base.header()));
  }

  /**
   * The difference of two profiles for comparison ({@code -diff_base}): the base's samples stay
   * apart, labelled {@code pprof::base}, and shares refer to them.
   */
  public static Profile difference(Profile profile, Profile base)
      throws IncompatibleProfilesException {
    List<Profile> both = List.of(profile, base);
    ProfileSum sum = new ProfileSum(commonTypes(both));
    sum.add(profile, 1);
    sum.addLabelled(base, -1, DIFF_BASE_KEY, "true");
    return sum.build(header(both));
  }

  private static List<SampleType> commonTypes(List<Profile> profiles)
      throws IncompatibleProfilesException {
    List<SampleType> common = new ArrayList<>();
    for (SampleType type : profiles.getFirst().sampleTypes()) {
      boolean everywhere = true;
      for (Profile other : profiles) {
        everywhere &= other.typeIndex(type.type()).isPresent();
      }
      if (everywhere) {
        common.add(new SampleType(type.type(), finestUnit(type, profiles)));
      }
    }
    if (common.isEmpty()) {
      throw new IncompatibleProfilesException(
          "the profiles have no sample type in common: "
              + profiles.stream()
                  .map(ProfileMath::typeNames)
                  .distinct()
                  .collect(Collectors.joining(" against ")));
    }
    return common;
  }

  private static String typeNames(Profile profile) {
    return profile.sampleTypes().stream().map(SampleType::type).collect(Collectors.joining(", "));
  }

  /** The smallest unit in which any of them counts a type, so that the others lose nothing. */
  private static String finestUnit(SampleType type, List<Profile> profiles)
      throws IncompatibleProfilesException {
    String finest = type.unit();
    for (Profile other : profiles) {
      String unit = other.sampleTypes().get(other.typeIndex(type.type()).orElseThrow()).unit();
      Optional<Double> ratio = UnitFamily.ratio(unit, finest);
      if (ratio.isEmpty()) {
        throw new IncompatibleProfilesException(
            "the profiles count %s in different units: %s and %s"
                .formatted(type.type(), type.unit(), unit));
      }
      finest = ratio.get() < 1 ? unit : finest;
    }
    return finest;
  }

  private static Header header(List<Profile> profiles) {
    Header first = profiles.getFirst().header();
    long timeNanos = 0;
    long durationNanos = 0;
    long period = 0;
    String defaultType = "";
    Set<String> comments = new LinkedHashSet<>();
    for (Profile profile : profiles) {
      Header header = profile.header();
      timeNanos = timeNanos == 0 ? header.timeNanos() : Math.min(timeNanos, header.timeNanos());
      durationNanos += header.durationNanos();
      if (header.periodType().equals(first.periodType())) {
        period = Math.max(period, header.period());
      }
      defaultType = defaultType.isEmpty() ? header.defaultSampleType() : defaultType;
      comments.addAll(header.comments());
    }
    return new Header(
        timeNanos,
        durationNanos,
        first.periodType(),
        period,
        defaultType,
        first.dropFrames(),
        first.keepFrames(),
        List.copyOf(comments));
  }

  private static Header window(Header merged, Header header, Header base) {
    long between = header.timeNanos() - base.timeNanos();
    boolean known = header.timeNanos() != 0 && base.timeNanos() != 0 && between > 0;
    return new Header(
        known ? header.timeNanos() : merged.timeNanos(),
        known ? between : merged.durationNanos(),
        merged.periodType(),
        merged.period(),
        merged.defaultSampleType(),
        merged.dropFrames(),
        merged.keepFrames(),
        merged.comments());
  }
}
