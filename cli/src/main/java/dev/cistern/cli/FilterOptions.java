package dev.cistern.cli;

import dev.cistern.analysis.filter.Filter;
import dev.cistern.analysis.filter.FilterException;
import dev.cistern.model.Manifest;
import dev.cistern.model.Snapshot;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What of the evidence the user wants to see, at collection or afterwards. */
final class FilterOptions {
  @Option(
      names = "--where",
      paramLabel = "CONDITION",
      description =
          "Only samples and events with these labels: 'label.service == \"auth\"', joined by &&, ||,"
              + " ! and parentheses. What carries no labels is left out.")
  private List<String> where = List.of();

  @Option(
      names = "--longer-than",
      paramLabel = "TIME",
      converter = Span.class,
      description = "Leave out waits and other events that are shorter; profiles have no lengths.")
  private Optional<Duration> longerThan = Optional.empty();

  @Option(
      names = "--event",
      split = ",",
      paramLabel = "KIND",
      description = "Only these: alloc, block, cpu, gc, io, pool.")
  private List<String> events = List.of();

  /** As a manifest keeps them; one that cannot be read is the user's mistake. */
  List<String> forManifest() {
    filter();
    return Filter.forManifest(where, longerThan.map(Duration::toNanos), events);
  }

  private Filter filter() {
    Filter filter = new Filter();
    try {
      for (String one : where) {
        filter.where(one);
      }
      for (String one : events) {
        filter.event(one);
      }
    } catch (FilterException e) {
      throw new UsageException("a filter cannot be read: " + e.getMessage());
    }
    longerThan.ifPresent(length -> filter.longerThan(length.toNanos()));
    return filter;
  }

  /** What is left of a snapshot by these and by those it was collected with. */
  Snapshot left(Snapshot snapshot, Verb verb) {
    Filter filter = filter();
    try {
      filter.of(snapshot.manifest().map(Manifest::filters).orElse(List.of()));
    } catch (FilterException e) {
      verb.say("cistern: warning: a filter of the snapshot is not applied: " + e.getMessage());
    }
    Map<String, String> leftOut = new LinkedHashMap<>();
    Snapshot left = filter.apply(snapshot, leftOut::put);
    if (!leftOut.isEmpty()) {
      verb.say(
          "cistern: note: left out by the filter: "
              + String.join(", ", leftOut.keySet().stream().map(FilterOptions::member).toList())
              + " ("
              + String.join("; ", leftOut.values().stream().distinct().toList())
              + ")");
    }
    return left;
  }

  private static String member(String name) {
    return name.substring(name.lastIndexOf('!') + 1);
  }
}
