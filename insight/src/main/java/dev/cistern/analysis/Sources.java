package dev.cistern.analysis;

import dev.cistern.analysis.Dossier.Scanned;
import dev.cistern.model.Amounts;
import dev.cistern.model.DiagnosisResult.Source;
import dev.cistern.model.Evidence;
import dev.cistern.model.Profile;
import dev.cistern.model.RuntimeState;
import dev.cistern.model.SampleType;
import dev.cistern.model.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** One line on what each file holds. */
final class Sources {
  private Sources() {}

  static List<Source> of(Snapshot snapshot, Dossier dossier) {
    List<Source> sources = new ArrayList<>();
    for (Evidence member : snapshot.members()) {
      List<String> parts = new ArrayList<>();
      member.profile().ifPresent(profile -> parts.add(profile(profile)));
      dossier.timelines().stream()
          .filter(scanned -> member.timeline().filter(t -> t == scanned.timeline()).isPresent())
          .forEach(scanned -> parts.add(timeline(scanned)));
      member.state().ifPresent(state -> parts.add(state(state)));
      String summary = parts.isEmpty() ? "nothing to analyse" : String.join("; ", parts);
      sources.add(new Source(member.name(), member.format(), summary));
    }
    return sources;
  }

  private static String profile(Profile profile) {
    String types =
        profile.sampleTypes().stream().map(SampleType::type).collect(Collectors.joining(", "));
    String window =
        profile.header().durationNanos() > 0
            ? " over " + Amounts.nanos(profile.header().durationNanos())
            : "";
    return Amounts.plural(profile.sampleCount(), "sample", "samples") + " of " + types + window;
  }

  private static String timeline(Scanned scanned) {
    return "events over " + Amounts.nanos(scanned.endNanos());
  }

  private static String state(RuntimeState state) {
    long tasks = state.tasks().stream().mapToLong(RuntimeState.TaskGroup::count).sum();
    List<String> parts = new ArrayList<>();
    if (tasks > 0) {
      parts.add(Amounts.plural(tasks, "task", "tasks"));
    }
    state
        .memory()
        .ifPresent(memory ->
            parts.add("memory statistics, heap " + Amounts.bytes(memory.heapAllocBytes())));
    return parts.isEmpty() ? "runtime facts" : String.join(", ", parts);
  }
}
