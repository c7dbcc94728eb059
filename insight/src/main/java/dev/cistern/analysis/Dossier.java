package dev.cistern.analysis;

import dev.cistern.catalogue.Catalogue;
import dev.cistern.catalogue.Thresholds;
import dev.cistern.model.EventKind;
import dev.cistern.model.Evidence;
import dev.cistern.model.Language;
import dev.cistern.model.Manifest.Descriptors;
import dev.cistern.model.Profile;
import dev.cistern.model.RuntimeState;
import dev.cistern.model.SourceFiles;
import dev.cistern.model.Stacks;
import dev.cistern.model.Timeline;
import dev.cistern.model.Variables;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** All evidence of one snapshot as analyses read it, after every timeline was scanned. */
public final class Dossier {
  /**
   * A profile and where it comes from.
   *
   * @param name the file
   * @param seconds the window's length; 0 where it is not known, or where the profile counts since
   *     the start of the process
   * @param basis what its figures rest on, in words
   * @param objectsAreSamples whether a count of objects counts samples only
   */
  record NamedProfile(
      String name, Profile profile, double seconds, String basis, boolean objectsAreSamples) {}

  /** A timeline that was scanned, and how many events of each kind it had. */
  record Scanned(
      String name, Timeline timeline, Map<EventKind, Long> counts, long endNanos, boolean lost) {
    double seconds() {
      return endNanos / 1e9;
    }
  }

  private final Catalogue catalogue;
  private final OptionalLong requests;
  private final List<NamedProfile> profiles = new ArrayList<>();
  private final List<Scanned> timelines = new ArrayList<>();
  private final List<RuntimeState> states = new ArrayList<>();
  private List<TaskSeries> taskSeries = List.of();
  private Variables variables = Variables.NONE;
  private Optional<SourceFiles> source = Optional.empty();
  private List<Evidence> totals = List.of();
  private List<List<Descriptors>> descriptors = List.of();
  private final Map<EventKind, Long> counts = new EnumMap<>(EventKind.class);
  private final Map<Stacks, Frames> frames = new IdentityHashMap<>();

  Dossier(Catalogue catalogue, OptionalLong requests) {
    this.catalogue = catalogue;
    this.requests = requests;
  }

  void add(NamedProfile profile) {
    profiles.add(profile);
  }

  void add(Scanned timeline) {
    timelines.add(timeline);
    timeline.counts().forEach((kind, count) -> counts.merge(kind, count, Long::sum));
  }

  void add(RuntimeState state) {
    states.add(state);
  }

  Catalogue catalogue() {
    return catalogue;
  }

  Thresholds thresholds() {
    return catalogue.thresholds();
  }

  /** How many requests the window served, if the user said so. */
  OptionalLong requests() {
    return requests;
  }

  List<NamedProfile> profiles() {
    return profiles;
  }

  List<Scanned> timelines() {
    return timelines;
  }

  List<RuntimeState> states() {
    return states;
  }

  /** The series of dumps, one for each language that has any. */
  List<TaskSeries> taskSeries() {
    return taskSeries;
  }

  void taskSeries(List<TaskSeries> series) {
    taskSeries = List.copyOf(series);
  }

  /** What tells pools by their variables: the program's own, and the source of who uses them. */
  void program(Variables its, Optional<SourceFiles> itsSource) {
    variables = its;
    source = itsSource;
  }

  Variables variables() {
    return variables;
  }

  Optional<SourceFiles> source() {
    return source;
  }

  /** What each process had open, as counted from outside. */
  List<List<Descriptors>> descriptors() {
    return descriptors;
  }

  void descriptors(Collection<List<Descriptors>> ofEach) {
    descriptors = List.copyOf(ofEach);
  }

  /** Running totals at moments of the window. */
  List<Evidence> totals() {
    return totals;
  }

  /**
   * Takes the running totals of the snapshot that has most of them: those of another may be of
   * another process, and differences between processes tell nothing.
   */
  void totals(List<Evidence> series) {
    Map<String, List<Evidence>> bySnapshot = new LinkedHashMap<>();
    for (Evidence total : series) {
      String snapshot = total.name().substring(0, Math.max(0, total.name().lastIndexOf('!')));
      bySnapshot.computeIfAbsent(snapshot, _ -> new ArrayList<>()).add(total);
    }
    for (List<Evidence> one : bySnapshot.values()) {
      totals = one.size() > totals.size() ? List.copyOf(one) : totals;
    }
  }

  /** The heap's totals in the order of time. */
  List<Profile> heapTotals() {
    return totals.stream()
        .flatMap(total -> total.profile().stream())
        .filter(profile ->
            profile.typeIndex("inuse_objects").isPresent() && profile.header().timeNanos() > 0)
        .sorted(Comparator.comparingLong(profile -> profile.header().timeNanos()))
        .toList();
  }

  /** What the scan of a timeline found. */
  Scanned scanned(Timeline timeline) {
    return timelines.stream()
        .filter(one -> one.timeline() == timeline)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("a timeline that was not scanned"));
  }

  /** How many events of a kind all timelines had. */
  long seen(EventKind kind) {
    return counts.getOrDefault(kind, 0L);
  }

  /**
   * The allocation profiles, the one to go by first; several of one process tell the same, and one
   * of a known window tells more than one since the process's start.
   */
  List<AllocationColumns> allocations() {
    List<AllocationColumns> found = new ArrayList<>();
    for (NamedProfile profile : profiles) {
      AllocationColumns.of(profile).ifPresent(found::add);
    }
    found.sort(
        Comparator.comparing((AllocationColumns columns) -> columns.source().seconds() == 0)
            .thenComparing(Comparator.comparingLong(AllocationColumns::totalBytes).reversed()));
    return found;
  }

  /** What the frames of a table are. */
  Frames frames(Stacks stacks) {
    return frames.computeIfAbsent(stacks, table -> new Frames(table, catalogue));
  }

  /** Whether any evidence is of this runtime. */
  boolean has(Language language) {
    for (Scanned timeline : timelines) {
      if (timeline.timeline().language() == language) {
        return true;
      }
    }
    for (RuntimeState state : states) {
      if (state.language() == language) {
        return true;
      }
    }
    for (NamedProfile profile : profiles) {
      Stacks stacks = profile.profile().stacks();
      if (stacks.frameCount() > 0 && stacks.language(stacks.frameCount() / 2) == language) {
        return true;
      }
    }
    return false;
  }
}
