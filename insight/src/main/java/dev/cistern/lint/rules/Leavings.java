package dev.cistern.lint.rules;

import dev.cistern.lint.flow.Event;
import dev.cistern.lint.flow.Event.Kind;
import dev.cistern.lint.flow.Thing;
import dev.cistern.lint.flow.Thing.Origin;
import dev.cistern.lint.flow.Thing.Status;
import dev.cistern.lint.flow.Trail;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a function leaves behind on some way.
 *
 * <p>A thing may have changed hands in any call it was an argument of. It counts as left only where
 * every such call also happened on a way on which it was dealt with later: there the call cannot
 * have taken it over.
 */
final class Leavings {
  private Leavings() {}

  /**
   * A thing that is left.
   *
   * @param event where
   * @param never whether it is given back nowhere, nor handed to anybody
   * @param dealt whether it is dealt with on some way: given back, or handed on for good
   */
  record Left(Event event, boolean never, boolean dealt) {}

  /** One for each thing of an origin that is left, a plain way before one by exception. */
  static List<Left> of(List<Event> events, Origin origin) {
    Map<Integer, List<Event>> live = new LinkedHashMap<>();
    Map<Integer, Set<Integer>> done = new HashMap<>();
    for (Event event : events) {
      Thing thing = event.thing();
      if (thing.origin() != origin) {
        continue;
      }
      if (event.kind() == Kind.LEFT_LIVE) {
        live.computeIfAbsent(thing.site(), _ -> new ArrayList<>()).add(event);
      } else if (event.kind() == Kind.LEFT_DONE) {
        Set<Integer> lent = done.computeIfAbsent(thing.site(), _ -> new HashSet<>());
        if (thing.status() != Status.LIVE || thing.origin() == Origin.OPENED) {
          lent.addAll(thing.lent());
        }
      }
    }
    List<Left> left = new ArrayList<>();
    live.forEach((site, all) -> {
      Set<Integer> known = done.getOrDefault(site, Set.of());
      boolean dealt = done.containsKey(site);
      boolean never = !dealt && all.stream().allMatch(e -> e.thing().lent().isEmpty());
      all.stream()
          .filter(event -> known.containsAll(event.thing().lent()))
          .min(java.util.Comparator.comparing(Leavings::isByException))
          .ifPresent(event -> left.add(new Left(event, never, dealt)));
    });
    return left;
  }

  /** Whether an exception leaves the function with it. */
  static boolean isByException(Event event) {
    List<Trail.Step> steps = event.thing().trail().steps();
    return !steps.isEmpty() && steps.getLast().text().equals(Trail.LEFT_BY_EXCEPTION);
  }
}
