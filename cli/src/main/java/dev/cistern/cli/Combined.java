package dev.cistern.cli;

import dev.cistern.format.UnreadableException;
import dev.cistern.model.Damage;
import dev.cistern.model.Evidence;
import dev.cistern.model.Profile;
import dev.cistern.model.SampleType;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Several files as one profile: rolled up, merged, and a base subtracted if one is named. */
final class Combined {
  @Option(
      names = "--base",
      paramLabel = "FILE",
      description = "Subtract this profile: the difference of two cumulative ones.")
  private Optional<String> base = Optional.empty();

  /**
   * One profile and the files it reads from.
   *
   * @param name of the first file
   * @param code the exit code so far
   */
  record Result(String name, Profile profile, int code, List<Sources.Opened> opened)
      implements Closeable {
    @Override
    public void close() throws IOException {
      for (Sources.Opened one : opened) {
        one.close();
      }
    }
  }

  Result of(Verb verb, Sources sources) throws IOException, UnreadableException {
    List<Sources.Opened> opened = new ArrayList<>();
    List<Damage> damage = new ArrayList<>();
    Sources.Opened files = sources.open();
    opened.add(files);
    Profile profile = merged(files, damage);
    if (base.isPresent()) {
      Sources.Opened before = Sources.open(List.of(base.get()));
      opened.add(before);
      throw new UsageException("--base is not ready");
    }
    int code = Math.max(files.code(), verb.warn(damage));
    return new Result(files.members().getFirst().name(), profile, code, opened);
  }

  /** Refuses a sample type that the profile does not have. */
  static void requireType(Profile profile, String type) {
    if (profile.typeIndex(type).isEmpty()) {
      throw new UsageException(
          "--sample: no sample type '%s'; there are %s"
              .formatted(
                  type,
                  profile.sampleTypes().stream()
                      .map(SampleType::type)
                      .collect(Collectors.joining(", "))));
    }
  }

  private static Profile merged(Sources.Opened files, List<Damage> damage)
      throws IOException, UnreadableException {
    List<Profile> profiles = new ArrayList<>();
    for (Evidence member : files.members()) {
      damage.addAll(member.damage());
      if (member.profile().isPresent()) {
        profiles.add(member.profile().get());
      } else if (member.timeline().isPresent()) {
        throw new UsageException("not ready");
      }
    }
    if (profiles.isEmpty()) {
      throw new UnreadableException(
          files.members().getFirst().name(),
          0,
          "a profile or what can be rolled up to one",
          "none");
    }
    return profiles.getFirst();
  }
}
