package dev.cistern.analysis;

import dev.cistern.catalogue.Catalogue;
import dev.cistern.model.Event;
import dev.cistern.model.EventKind;
import dev.cistern.model.EventVisitor;
import dev.cistern.model.Language;
import dev.cistern.model.Timeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Gathers the objects that are alive at the end by the application's field that holds them. */
final class OldObjectWatch implements EventVisitor {
  private static final String ARROW = " ← ";
  private static final String STATIC = "static ";
  private static final int OBJECTS_MAX = 1 << 14;
  private static final int HEAPS_MAX = 1 << 12;

  /**
   * What one field holds.
   *
   * @param holder {@code package.Class.field}
   * @param type the class of what was sampled first
   */
  record Holder(
      String holder,
      String type,
      String examplePath,
      int exampleStack,
      long bytes,
      long oldestNanos,
      long[] startNanos) {
    int objects() {
      return startNanos.length;
    }
  }

  private record Held(int path, int stack, long bytes, long startNanos) {}

  private final Timeline timeline;
  private final Set<Long> addresses = new HashSet<>();
  private final List<Held> objects = new ArrayList<>();
  private final List<Long> heapAfter = new ArrayList<>();

  OldObjectWatch(Timeline timeline) {
    this.timeline = timeline;
  }

  @Override
  public Set<EventKind> kinds() {
    return EnumSet.of(EventKind.OBJECT_HELD, EventKind.HEAP_LIVE);
  }

  @Override
  public void event(Event event) {
    if (event.kind() == EventKind.HEAP_LIVE) {
      boolean after = timeline.strings().get(event.text()).equals("after");
      if (after && heapAfter.size() < HEAPS_MAX) {
        heapAfter.add(event.value());
      }
    } else if (objects.size() < OBJECTS_MAX
        && (event.object() == 0 || addresses.add(event.object()))) {
      objects.add(new Held(event.text(), event.stack(), event.value(), event.timeNanos()));
    }
  }

  Timeline timeline() {
    return timeline;
  }

  /**
   * By how much the heap after a collection grew from the first third to the last, if it is told.
   */
  OptionalDouble heapGrowth() {
    int third = heapAfter.size() / 3;
    if (third == 0) {
      return OptionalDouble.empty();
    }
    double first = mean(heapAfter.subList(0, third));
    double last = mean(heapAfter.subList(heapAfter.size() - third, heapAfter.size()));
    return first <= 0 ? OptionalDouble.empty() : OptionalDouble.of(last / first - 1);
  }

  private static double mean(List<Long> values) {
    return values.stream().mapToLong(Long::longValue).average().orElse(0);
  }

  /** What fields of the application hold, the most first; what pools hold is not for here. */
  List<Holder> holders(Dossier dossier) {
    Map<Integer, Optional<String>> holderOfPath = new HashMap<>();
    Map<String, List<Held>> byHolder = new LinkedHashMap<>();
    for (Held one : objects) {
      holderOfPath
          .computeIfAbsent(one.path(), path -> holder(dossier.catalogue(), path))
          .ifPresent(holder -> byHolder.computeIfAbsent(holder, _ -> new ArrayList<>()).add(one));
    }
    List<Holder> holders = new ArrayList<>();
    byHolder.forEach((holder, held) -> holders.add(holder(holder, held)));
    holders.sort(Comparator.comparingInt(Holder::objects).reversed());
    return holders;
  }

  private Holder holder(String holder, List<Held> held) {
    Held example = held.stream().max(Comparator.comparingLong(Held::bytes)).orElseThrow();
    String path = timeline.strings().get(example.path());
    int arrow = path.indexOf(ARROW);
    return new Holder(
        holder,
        arrow < 0 ? path : path.substring(0, arrow),
        path,
        example.stack(),
        held.stream().mapToLong(Held::bytes).sum(),
        held.stream().mapToLong(Held::startNanos).min().orElse(0),
        held.stream().mapToLong(Held::startNanos).toArray());
  }

  /** The first field of the application's on the way up; none where a known pool comes first. */
  private Optional<String> holder(Catalogue catalogue, int path) {
    String[] hops = timeline.strings().get(path).split(ARROW, -1);
    for (int i = 1; i < hops.length; i++) {
      String hop = hops[i].startsWith(STATIC) ? hops[i].substring(STATIC.length()) : hops[i];
      if (catalogue.inside(hop).isPresent()) {
        return Optional.empty();
      }
      boolean field = hop.indexOf('.') > 0 && hop.indexOf('[') < 0 && !hop.startsWith("(");
      if (field && !hop.startsWith("…") && !catalogue.isLibrary(Language.JVM, hop)) {
        return Optional.of(hop);
      }
    }
    return Optional.empty();
  }
}
