package dev.cistern.analysis;

import dev.cistern.model.Evidence;
import dev.cistern.model.Language;
import dev.cistern.model.Place;
import dev.cistern.model.Profile;
import dev.cistern.model.RuntimeState;
import dev.cistern.model.RuntimeState.TaskGroup;
import dev.cistern.model.Stacks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The goroutines or threads of one process at one moment.
 *
 * @param name the file
 * @param format the file's format: dumps of one series have the same
 * @param timeNanos when, since the epoch; 0 where it is not known
 * @param groups those alike together
 */
record TaskDump(
    String name,
    String format,
    long timeNanos,
    Language language,
    Stacks stacks,
    List<TaskGroup> groups) {
  private static final List<String> TASK_TYPES = List.of("goroutine", "thread");

  /** A dump, or a profile that counts every task once; nothing of any other evidence. */
  static Optional<TaskDump> of(Evidence evidence) {
    long timeNanos = evidence.profile().map(profile -> profile.header().timeNanos()).orElse(0L);
    Optional<RuntimeState> state = evidence.state().filter(one -> !one.tasks().isEmpty());
    if (state.isPresent()) {
      RuntimeState told = state.get();
      return Optional.of(
          new TaskDump(
              evidence.name(),
              evidence.format(),
              timeNanos,
              told.language(),
              told.stacks(),
              told.tasks()));
    }
    return evidence.profile().flatMap(profile -> ofProfile(evidence, profile));
  }

  private static Optional<TaskDump> ofProfile(Evidence evidence, Profile profile) {
    OptionalInt type =
        TASK_TYPES.stream()
            .map(profile::typeIndex)
            .filter(OptionalInt::isPresent)
            .findFirst()
            .orElse(OptionalInt.empty());
    boolean difference = profile.header().durationNanos() > 0;
    if (type.isEmpty() || difference || profile.sampleCount() == 0) {
      return Optional.empty();
    }
    List<TaskGroup> groups = new ArrayList<>();
    for (int sample = 0; sample < profile.sampleCount(); sample++) {
      long count = profile.value(sample, type.getAsInt());
      if (count < 0) {
        return Optional.empty(); // a difference of two
      }
      groups.add(new TaskGroup("", count, 0, profile.stackOf(sample), "", Place.UNKNOWN, ""));
    }
    boolean threads = profile.sampleTypes().get(type.getAsInt()).type().equals("thread");
    return Optional.of(
        new TaskDump(
            evidence.name(),
            evidence.format(),
            profile.header().timeNanos(),
            threads ? Language.JVM : Language.GO,
            profile.stacks(),
            groups));
  }

  long tasks() {
    return groups.stream().mapToLong(TaskGroup::count).sum();
  }

  /** What the tasks are called, of one or of many. */
  String noun(boolean many) {
    String one = language == Language.GO ? "goroutine" : "thread";
    return many ? one + "s" : one;
  }
}
