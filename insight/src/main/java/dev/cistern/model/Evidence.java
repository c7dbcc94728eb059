package dev.cistern.model;

import java.util.List;
import java.util.Optional;

/**
 * What a reader made of one file.
 *
 * @param name the file as the user named it, a member as {@code snapshot!member}
 * @param format the format's id, as {@link Facts#format}
 * @param facts what {@code info} tells; counted only when asked for
 * @param profile sampled totals, where the file has them
 * @param timeline events, where the file has them; scanned when an analysis wants them
 * @param state facts of the runtime, where the file has them
 * @param damage what was found wrong on opening, in file order; a scan may find more
 * @param benchmarks results of benchmarks, where the file has them
 */
public record Evidence(
    String name,
    String format,
    Facts.Source facts,
    Optional<Profile> profile,
    Optional<Timeline> timeline,
    Optional<RuntimeState> state,
    List<Damage> damage,
    Optional<Benchmarks> benchmarks) {

  /** Evidence of what ran. */
  public Evidence(
      String name,
      String format,
      Facts.Source facts,
      Optional<Profile> profile,
      Optional<Timeline> timeline,
      Optional<RuntimeState> state,
      List<Damage> damage) {
    this(name, format, facts, profile, timeline, state, damage, Optional.empty());
  }

  /** Evidence that is a profile. */
  public static Evidence of(
      String name, String format, Facts.Source facts, Profile profile, List<Damage> damage) {
    return new Evidence(
        name, format, facts, Optional.of(profile), Optional.empty(), Optional.empty(), damage);
  }
}
