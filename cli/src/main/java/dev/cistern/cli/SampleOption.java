package dev.cistern.cli;

import dev.cistern.model.Profile;
import dev.cistern.model.SampleType;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Which sample type to show. */
final class SampleOption {
  @Option(
      names = "--sample",
      paramLabel = "TYPE",
      description = "Only this sample type, such as alloc_space or cpu; all by default.")
  private Optional<String> type = Optional.empty();

  /** The type asked for, which the profile has. */
  Optional<String> of(Profile profile) {
    type.ifPresent(asked -> require(profile, asked));
    return type;
  }

  private static void require(Profile profile, String type) {
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
}
