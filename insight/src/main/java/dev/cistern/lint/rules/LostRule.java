package dev.cistern.lint.rules;

import dev.cistern.lint.flow.Event;
import dev.cistern.lint.flow.Event.Kind;
import dev.cistern.lint.flow.Outcome;
import dev.cistern.lint.flow.Reach;
import dev.cistern.lint.flow.Summary;
import dev.cistern.lint.flow.Thing;
import dev.cistern.lint.flow.Thing.Origin;
import dev.cistern.lint.flow.Thing.Status;
import dev.cistern.lint.flow.Trail;
import dev.cistern.lint.ir.Callee;
import dev.cistern.lint.ir.Code;
import dev.cistern.lint.ir.Exit;
import dev.cistern.lint.ir.Func;
import dev.cistern.lint.ir.Op;
import dev.cistern.model.Severity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * POOL-03: taken and on some way not given back.
 *
 * <p>A thing may have changed hands in any call it was an argument of. It is told as lost only
 * where every such call also happened on a way on which it was given back or handed on later, here
 * or in a function that takes from the same pool: there the call cannot have taken it over.
 */
final class LostRule extends Rule {
  /** A deferred give-back that hangs on a condition: who does not give back has decided so. */
  private static final Pattern DECIDED =
      Pattern.compile(
          "(?is)defer func\\(\\) \\{(\\s|//[^\\n"
              + "]*)*if ((?!\\}\\(\\)).){1,600}?(put|release|free|recycle)\\w*\\(");

  LostRule() {
    super("POOL-03");
  }

  /**
   * The ways on which a thing that was taken in one place is left, and those on which it is not.
   */
  private static final class Ways {
    final List<Event> live = new ArrayList<>();
    final Set<Integer> lent = new HashSet<>(); // where it was given back or handed on later
    final Set<Integer> ends = new HashSet<>(); // of the ways on which it was given back
    boolean done;

    void add(Event event) {
      if (event.kind() == Kind.LEFT_LIVE) {
        live.add(event);
        return;
      }
      done = true;
      lent.addAll(event.thing().lent());
      if (event.thing().status() != Status.LIVE) {
        ends.add(event.at());
      }
    }
  }

  @Override
  public List<Found> check(Seen seen) {
    List<Found> found = new ArrayList<>();
    Peers peers = new Peers(seen);
    for (String function : seen.functions()) {
      Map<Integer, Ways> sites = new LinkedHashMap<>();
      for (Event event : seen.events(function)) {
        boolean left = event.kind() == Kind.LEFT_LIVE || event.kind() == Kind.LEFT_DONE;
        if (left && event.thing().origin() == Origin.ACQUIRED) {
          sites.computeIfAbsent(event.thing().site(), _ -> new Ways()).add(event);
        }
      }
      for (Ways ways : sites.values()) {
        ways.live.stream()
            .filter(event -> isLost(seen, peers, event, ways))
            .findFirst()
            .ifPresent(event -> found.add(one(event, !ways.done)));
      }
    }
    return found;
  }

  private static boolean isLost(Seen seen, Peers peers, Event event, Ways ways) {
    Thing thing = event.thing();
    Set<Integer> lent = new HashSet<>(thing.lent());
    lent.removeAll(ways.lent);
    // Who looks at its size may drop it for that; where nobody gives it back, that was not why.
    boolean dropped = ways.done && thing.bounded();
    return !dropped
        && peers.keepNothing(event, lent)
        && !isDecided(seen, event, ways)
        && isToBeGiven(seen, thing)
        && (!ways.ends.isEmpty() || !isOfInterface(seen, event));
  }

  /**
   * Whether not to give it back may be meant: a condition says so; or it was taken on a condition
   * and another way to the same return gives it back, so that two conditions may agree; or it came
   * with an error and was handed on.
   */
  private static boolean isDecided(Seen seen, Event event, Ways ways) {
    boolean handedOn = event.thing().lent().stream().anyMatch(id -> id < 0);
    Func func = seen.func(event.function());
    if (func != null
            && event.at() != func.code().end()
            && ways.ends.contains(event.at())
            && isTakenOnCondition(func, event.thing().site(), event.at())
        || DECIDED.matcher(seen.text(event.function())).find()) {
      return true;
    }
    boolean[] withError = new boolean[1];
    if (func != null && handedOn) {
      PoolUseRules.each(
          func,
          (_, op) ->
              withError[0] |=
                  op instanceof Op.Call call
                      && call.id() == event.thing().site()
                      && call.dsts().size() > 1);
    }
    return withError[0];
  }

  /**
   * Whether a return can also be come to without the taking. In a loop another round may have given
   * back what that one took, which says nothing.
   */
  private static boolean isTakenOnCondition(Func func, int site, int returnAt) {
    List<Code> bodies = new ArrayList<>(func.literals());
    bodies.add(func.code());
    for (Code code : bodies) {
      for (int block = 0; block < code.blocks().size(); block++) {
        if (code.blocks().get(block).ops().stream().anyMatch(op -> op.id() == site)) {
          return block != 0
              && !PoolUseRules.reachable(code, block).contains(block)
              && returnsAt(code, PoolUseRules.reachable(code, 0, Set.of(block)), returnAt);
        }
      }
    }
    return false;
  }

  private static boolean returnsAt(Code code, Set<Integer> blocks, int at) {
    return blocks.stream()
        .anyMatch(block ->
            code.blocks().get(block).exit() instanceof Exit.Return left && left.at() == at);
  }

  /**
   * Whether it comes from a pool that only an interface or a name tells of: what such pools hold
   * often goes back by itself, so that a way without a give-back says little where none is seen.
   */
  private static boolean isOfInterface(Seen seen, Event event) {
    return event.thing().pool().startsWith(Callee.OUTSIDE)
        || takesByName(seen, event.function(), event.thing().at(), 1);
  }

  /**
   * Whether a function takes from a pool that only an interface or a name tells of.
   *
   * @param at one place, or −1 for any
   * @param depth how far to look into the functions that it calls
   */
  static boolean takesByName(Seen seen, String function, int at, int depth) {
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
                      || depth > 0 && takesByName(seen, named.name(), -1, depth - 1);
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
    for (String function : seen.functions()) {
      boolean near = seen.isOfSamePackage(thing.pool(), function);
      Summary summary = seen.summary(function);
      for (Outcome outcome : summary == null ? List.<Outcome>of() : summary.outcomes()) {
        for (Map.Entry<Reach, Outcome.Effect> e : outcome.effects().entrySet()) {
          if (e.getKey().fields().equals(field)
              && e.getValue().released()
              && (near || e.getValue().pool().equals(thing.pool()))) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private Found one(Event event, boolean never) {
    Found one =
        found(
            event,
            Severity.LOW,
            "taken from "
                + pool(event.pool())
                + (never ? " and never given back" : " and not given back on every way"),
            "No leak: the collector takes it. But it is lost for reuse, and the next taker"
                + " allocates.",
            never
                ? "Give it back behind the last use."
                : "Give it back on this way too, or defer the give-back.");
    return one.movedTo(event.thing().at());
  }
}
