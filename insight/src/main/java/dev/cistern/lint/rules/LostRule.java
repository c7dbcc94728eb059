package dev.cistern.lint.rules;

import dev.cistern.lint.flow.Event;
import dev.cistern.lint.flow.Event.Kind;
import dev.cistern.lint.flow.Thing;
import dev.cistern.lint.flow.Thing.Origin;
import dev.cistern.lint.flow.Thing.Status;
import dev.cistern.lint.flow.Trail;
import dev.cistern.lint.ir.Callee;
import dev.cistern.lint.ir.Func;
import dev.cistern.lint.ir.Op;
import dev.cistern.model.Severity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * POOL-03: taken and on some way not given back.
 *
 * <p>A thing may have changed hands in any call it was an argument of. It is told as lost only
 * where every such call also happened on a way on which it was given back or handed on later: there
 * the call cannot have taken it over.
 */
final class LostRule extends Rule {
  LostRule() {
    super("POOL-03");
  }

  @Override
  public List<Found> check(Seen seen) {
    List<Found> found = new ArrayList<>();
    for (String function : seen.functions()) {
      Map<Integer, List<Event>> live = new LinkedHashMap<>();
      Map<Integer, Set<Integer>> done = new LinkedHashMap<>();
      Set<Integer> released = new HashSet<>();
      for (Event event : seen.events(function)) {
        Thing thing = event.thing();
        if (thing.origin() != Origin.ACQUIRED) {
          continue;
        }
        if (event.kind() == Kind.LEFT_LIVE && !thing.bounded()) {
          live.computeIfAbsent(thing.site(), _ -> new ArrayList<>()).add(event);
        } else if (event.kind() == Kind.LEFT_DONE) {
          done.computeIfAbsent(thing.site(), _ -> new HashSet<>()).addAll(thing.lent());
          if (thing.status() != Status.LIVE) {
            released.add(thing.site());
          }
        }
      }
      live.forEach((site, events) -> {
        for (Event event : events) {
          Set<Integer> known = done.get(site);
          Set<Integer> lent = event.thing().lent();
          boolean sure = known == null ? lent.isEmpty() : known.containsAll(lent);
          if (sure
              && isToBeGiven(seen, event.thing())
              && (released.contains(site) || !isOfInterface(seen, event))) {
            found.add(one(event, known == null));
            return;
          }
        }
      });
    }
    return found;
  }

  /**
   * Whether it comes from a pool that only an interface tells of: what such pools hold often goes
   * back by itself, so that a way without a give-back says little where none is seen.
   */
  private static boolean isOfInterface(Seen seen, Event event) {
    return isOfInterface(seen, event.function(), event.thing().at(), 1);
  }

  /** Whether a function takes from such a pool; {@code at} one place, or −1 for any. */
  private static boolean isOfInterface(Seen seen, String function, int at, int depth) {
    Func func = seen.func(function);
    boolean[] found = new boolean[1];
    if (func != null) {
      PoolUseRules.each(
          func,
          (_, op) -> {
            if ((at < 0 || op.at() == at)
                && op instanceof Op.Call call
                && call.callee() instanceof Callee.Named named) {
              found[0] |=
                  named.name().startsWith(Callee.ANY_POOL)
                      || depth > 0 && isOfInterface(seen, named.name(), -1, depth - 1);
            }
          });
    }
    return found[0];
  }

  /**
   * Whether a thing that lies in a field of what was made here is given back from there by anybody:
   * a method that waits to be called.
   */
  private static boolean isToBeGiven(Seen seen, Thing thing) {
    String text = thing.trail().steps().getFirst().text();
    if (!text.startsWith(Trail.HELD)) {
      return true;
    }
    String name = text.substring(Trail.HELD.length());
    if (name.endsWith(Trail.CALLED)) {
      String call = "." + name.substring(0, name.length() - 1);
      return seen.around(thing.pool()).stream().anyMatch(f -> seen.text(f).contains(call));
    }
    List<String> field = List.of(name);
    return seen.functions().stream()
        .filter(function -> seen.isOfSamePackage(thing.pool(), function))
        .map(seen::summary)
        .filter(Objects::nonNull)
        .flatMap(summary -> summary.outcomes().stream())
        .flatMap(outcome -> outcome.effects().entrySet().stream())
        .anyMatch(e -> e.getKey().fields().equals(field) && e.getValue().released());
  }

  private Found one(Event event, boolean never) {
    Found one =
        found(
            event,
            Severity.LOW,
            "taken from "
                + pool(event.pool())
                + (never ? " and never given back" : " and not given back on every way"),
            "No leak: the collector takes it. But it is lost for reuse, and the next taker allocates.",
            never
                ? "Give it back behind the last use."
                : "Give it back on this way too, or defer the give-back.");
    return one.movedTo(event.thing().at());
  }
}
