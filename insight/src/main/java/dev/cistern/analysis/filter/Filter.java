package dev.cistern.analysis.filter;

import dev.cistern.model.Event;
import dev.cistern.model.EventKind;
import dev.cistern.model.Evidence;
import dev.cistern.model.Labels;
import dev.cistern.model.Profile;
import dev.cistern.model.Snapshot;
import dev.cistern.model.Timeline;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.IntPredicate;

/**
 * What of the evidence counts: by label, by length, by what happened. Each member is held to what
 * it carries; one that carries no labels is left out where labels are asked for.
 */
public final class Filter {
  private static final String WHERE = "where ";
  private static final String LONGER = "longer-than ";
  private static final String EVENT = "event ";

  /** The words for what happened, each with the kinds of events and sample types behind it. */
  private static final Map<String, Set<EventKind>> KINDS =
      new TreeMap<>(
          Map.of(
              "block", EnumSet.of(EventKind.LOCK_WAIT, EventKind.TASK_WAITING),
              "alloc", EnumSet.of(EventKind.ALLOCATION_SAMPLE, EventKind.ALLOCATION_TLAB),
              "cpu", EnumSet.of(EventKind.CPU_SAMPLE, EventKind.TASK_RUNNING),
              "io", EnumSet.of(EventKind.IO, EventKind.TASK_IN_SYSCALL),
              "gc",
                  EnumSet.of(
                      EventKind.GC_CYCLE,
                      EventKind.GC_PHASE,
                      EventKind.STOP,
                      EventKind.MARK_ASSIST),
              "pool",
                  EnumSet.of(
                      EventKind.POOL_ACQUIRE,
                      EventKind.POOL_RELEASE,
                      EventKind.POOL_MISS,
                      EventKind.POOL_DROP,
                      EventKind.POOL_CONTENT,
                      EventKind.POOL_TRIM)));

  /** What tells of the whole runtime and belongs to nobody. */
  private static final Set<EventKind> OF_ALL =
      EnumSet.of(
          EventKind.GC_CYCLE,
          EventKind.GC_PHASE,
          EventKind.STOP,
          EventKind.SWEEP,
          EventKind.HEAP_LIVE,
          EventKind.HEAP_GOAL,
          EventKind.OBJECT_ALLOCATED,
          EventKind.OBJECT_FREED,
          EventKind.SPAN_ALLOCATED,
          EventKind.SPAN_FREED);

  private static final Map<String, Set<String>> TYPES =
      Map.of(
          "block", Set.of("contentions", "delay"),
          "alloc", Set.of("alloc_objects", "alloc_space", "alloc_size", "alloc_samples"),
          "cpu", Set.of("samples", "cpu"),
          "io", Set.of(),
          "gc", Set.of(),
          "pool", Set.of());

  private final List<Where> where = new ArrayList<>();
  private final Set<String> events = new TreeSet<>();
  private long longerThanNanos;

  /** The words that {@code --event} takes. */
  public static List<String> eventWords() {
    return List.copyOf(KINDS.keySet());
  }

  /** Adds a condition on labels. */
  public Filter where(String expression) throws FilterException {
    where.add(WhereParser.parse(expression));
    return this;
  }

  /** Leaves out events that have a length and are shorter. */
  public Filter longerThan(long nanos) {
    longerThanNanos = Math.max(longerThanNanos, nanos);
    return this;
  }

  /** Leaves only this kind of events and sample types, and others so named. */
  public Filter event(String word) throws FilterException {
    String lower = word.toLowerCase(Locale.ROOT);
    if (!KINDS.containsKey(lower)) {
      throw new FilterException(word, 0, "one of " + String.join(", ", KINDS.keySet()), word);
    }
    events.add(lower);
    return this;
  }

  /** Adds what a manifest says; what a newer version may have written there is an error. */
  public Filter of(List<String> manifest) throws FilterException {
    for (String one : manifest) {
      if (one.startsWith(WHERE)) {
        where(one.substring(WHERE.length()));
      } else if (one.startsWith(LONGER) && one.substring(LONGER.length()).matches("\\d{1,18}")) {
        longerThan(Long.parseLong(one.substring(LONGER.length())));
      } else if (one.startsWith(EVENT)) {
        event(one.substring(EVENT.length()));
      } else {
        throw new FilterException(one, 0, "where, longer-than or event", "another filter");
      }
    }
    return this;
  }

  /** The forms in which a manifest keeps them. */
  public static List<String> forManifest(
      List<String> where, Optional<Long> longerThanNanos, List<String> events) {
    List<String> forms = new ArrayList<>();
    where.forEach(one -> forms.add(WHERE + one));
    longerThanNanos.ifPresent(nanos -> forms.add(LONGER + nanos));
    events.forEach(one -> forms.add(EVENT + one));
    return forms;
  }

  public boolean isEmpty() {
    return where.isEmpty() && events.isEmpty() && longerThanNanos == 0;
  }

  /**
   * What is left.
   *
   * @param leftOut hears of each member that is left out as a whole, and why
   */
  public Snapshot apply(Snapshot snapshot, BiConsumer<String, String> leftOut) {
    if (isEmpty()) {
      return snapshot;
    }
    List<Evidence> members = new ArrayList<>();
    for (Evidence member : snapshot.members()) {
      left(member, leftOut).ifPresent(members::add);
    }
    List<Evidence> series =
        where.isEmpty()
            ? snapshot.series().stream().flatMap(one -> left(one, (_, _) -> {}).stream()).toList()
            : List.of();
    return new Snapshot(
        snapshot.manifest(), members, snapshot.damage(), series, snapshot.descriptors());
  }

  private Optional<Evidence> left(Evidence member, BiConsumer<String, String> leftOut) {
    if (member.timeline().isPresent()) {
      Timeline timeline = new FilteredTimeline(member.timeline().get(), this);
      return Optional.of(with(member, Optional.empty(), Optional.of(timeline)));
    }
    if (member.profile().isEmpty()) {
      return Optional.of(member);
    }
    Profile profile = member.profile().get();
    if (!where.isEmpty() && profile.labels().size() <= 1) {
      leftOut.accept(member.name(), "it carries no labels");
      return Optional.empty();
    }
    if (!events.isEmpty() && columns(profile).isEmpty()) {
      leftOut.accept(member.name(), "it holds no " + String.join(", ", events));
      return Optional.empty();
    }
    return Optional.of(with(member, Optional.of(left(profile)), Optional.empty()));
  }

  /** The sample types that are asked for. */
  private List<Integer> columns(Profile profile) {
    List<Integer> columns = new ArrayList<>();
    for (int i = 0; i < profile.sampleTypes().size(); i++) {
      String type = profile.sampleTypes().get(i).type();
      if (events.isEmpty()
          || events.stream().anyMatch(word -> TYPES.getOrDefault(word, Set.of()).contains(type))) {
        columns.add(i);
      }
    }
    return columns;
  }

  private Profile left(Profile profile) {
    List<Integer> columns = columns(profile);
    Profile.Builder builder =
        new Profile.Builder(
                columns.stream().map(profile.sampleTypes()::get).toList(),
                profile.stacks(),
                profile.labels(),
                profile.sampleCount())
            .header(profile.header());
    long[] values = new long[columns.size()];
    Map<Integer, Boolean> met = new HashMap<>(); // by label set
    for (int sample = 0; sample < profile.sampleCount(); sample++) {
      int set = profile.labelsOf(sample);
      if (met.computeIfAbsent(set, its -> meets(profile.labels(), its))) {
        for (int i = 0; i < values.length; i++) {
          values[i] = profile.value(sample, columns.get(i));
        }
        builder.add(profile.stackOf(sample), set, values);
      }
    }
    return builder.build();
  }

  /**
   * Whether an event is left; what tells of the whole runtime has no labels and stays.
   *
   * @param met whether a label set meets the conditions
   */
  boolean passes(Event event, IntPredicate met) {
    if (!events.isEmpty()
        && events.stream().noneMatch(word -> kinds(word).contains(event.kind()))) {
      return false;
    }
    if (event.durationNanos() > 0 && event.durationNanos() < longerThanNanos) {
      return false;
    }
    return where.isEmpty() || OF_ALL.contains(event.kind()) || met.test(event.labels());
  }

  /** Whether no task's events are left out for whose they are. */
  boolean showsAllTasks() {
    return where.isEmpty();
  }

  boolean meets(Labels labels, int set) {
    return where.stream().allMatch(one -> one.meets(labels, set));
  }

  private static Set<EventKind> kinds(String word) {
    return KINDS.getOrDefault(word, EnumSet.noneOf(EventKind.class));
  }

  private static Evidence with(
      Evidence member, Optional<Profile> profile, Optional<Timeline> timeline) {
    return new Evidence(
        member.name(),
        member.format(),
        member.facts(),
        profile,
        timeline,
        member.state(),
        member.damage(),
        member.benchmarks());
  }
}
