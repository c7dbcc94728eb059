package dev.cistern.format.pprof;

import dev.cistern.model.Damage;
import dev.cistern.model.Facts;
import dev.cistern.model.Profile;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What {@code info} tells of a profile. */
public final class ProfileFacts {
  private ProfileFacts() {}

  /** Counts them; the format states no version. */
  public static Facts of(String format, Profile profile, List<Damage> damage) {
    Profile.Header header = profile.header();
    Optional<Instant> start =
        header.timeNanos() == 0
            ? Optional.empty()
            : Optional.of(Instant.EPOCH.plusNanos(header.timeNanos()));
    List<Facts.Total> totals =
        IntStream.range(0, profile.sampleTypes().size())
            .mapToObj(type -> new Facts.Total(profile.sampleTypes().get(type), profile.total(type)))
            .toList();
    return new Facts(
        format,
        "",
        start,
        header.durationNanos(),
        new Facts.OfProfile(profile.sampleCount(), totals),
        damage);
  }
}
