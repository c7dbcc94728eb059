package dev.cistern.analysis;

import dev.cistern.analysis.Dossier.NamedProfile;
import dev.cistern.model.Profile;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The columns of a profile that count allocations.
 *
 * @param source the profile
 * @param bytesType the column of bytes
 * @param objectsType the column of objects, −1 where there is none
 * @param totalBytes of the whole profile
 */
record AllocationColumns(NamedProfile source, int bytesType, int objectsType, long totalBytes) {
  private static final List<String> BYTES =
      List.of("alloc_space", "alloc_size", "alloc_in_new_tlab_bytes", "alloc_bytes");
  private static final List<String> OBJECTS =
      List.of("alloc_objects", "alloc_samples", "alloc_in_new_tlab_objects");

  static Optional<AllocationColumns> of(NamedProfile source) {
    Profile profile = source.profile();
    int bytes = first(profile, BYTES);
    if (bytes < 0) {
      return Optional.empty();
    }
    long total = profile.total(bytes);
    if (total <= 0) {
      return Optional.empty();
    }
    return Optional.of(new AllocationColumns(source, bytes, first(profile, OBJECTS), total));
  }

  Profile profile() {
    return source.profile();
  }

  long bytes(int sample) {
    return profile().value(sample, bytesType);
  }

  long objects(int sample) {
    return objectsType < 0 ? 0 : profile().value(sample, objectsType);
  }

  /** How many sampled allocations the given bytes rest on, as far as the profile tells. */
  double samplesBehind(long bytes, long objects) {
    if (source.objectsAreSamples()) {
      return objects;
    }
    Profile.Header header = profile().header();
    boolean byBytes =
        header.periodType().filter(period -> period.unit().equals("bytes")).isPresent();
    if (byBytes && header.period() > 0) {
      return (double) bytes / header.period();
    }
    return (double) bytes / totalBytes * profile().sampleCount();
  }

  private static int first(Profile profile, List<String> names) {
    for (String name : names) {
      OptionalInt index = profile.typeIndex(name);
      if (index.isPresent()) {
        return index.getAsInt();
      }
    }
    return -1;
  }
}
