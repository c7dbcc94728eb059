package dev.cistern.lint.rules;

import dev.cistern.lint.flow.Event;
import dev.cistern.lint.flow.Event.Kind;
import dev.cistern.lint.flow.Outcome;
import dev.cistern.lint.flow.Summary;
import dev.cistern.lint.flow.Thing;
import dev.cistern.lint.ir.Callee;
import dev.cistern.lint.ir.Code;
import dev.cistern.lint.ir.Func;
import dev.cistern.lint.ir.Op;
import dev.cistern.model.Severity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Rules on who owns an object, over several functions. */
final class OwnedRules {
  private OwnedRules() {}

  /** POOL-10: taken from one pool, given back to another. */
  static final class WrongPool extends Rule {
    WrongPool() {
      super("POOL-10");
    }

    @Override
    public List<Found> check(Seen seen) {
      List<Found> found = new ArrayList<>();
      for (String function : seen.functions()) {
        Map<Integer, Set<String>> pools = new HashMap<>();
        for (Event event : seen.events(function)) {
          if (event.kind() == Kind.ACQUIRED || event.isRelease()) {
            pools.computeIfAbsent(event.at(), _ -> new HashSet<>()).add(event.pool());
          }
        }
        for (Event event : seen.events(function)) {
          // One of several pools, by a condition: another one there gives back to the right one.
          boolean sure =
              event.isRelease()
                  && pools.getOrDefault(event.at(), Set.of()).size() == 1
                  && pools.getOrDefault(event.thing().at(), Set.of()).size() == 1;
          if (sure && isOther(seen, event)) {
            found.add(
                found(
                    event,
                    Severity.MEDIUM,
                    "taken from "
                        + pool(event.thing().pool())
                        + " and given back to "
                        + pool(event.pool()),
                    "One pool runs empty, and the other hands out objects of a kind or size its"
                        + " takers do not expect.",
                    "Give it back to the pool it came from."));
          }
        }
      }
      return found;
    }

    private static boolean isOther(Seen seen, Event event) {
      Thing thing = event.thing();
      return thing.origin() == Thing.Origin.ACQUIRED
          && !thing.bounded()
          && !thing.pool().equals(event.pool())
          && seen.isVariable(thing.pool())
          && seen.isVariable(event.pool());
    }
  }

  /** POOL-03: a give-back that a loop defers in each round runs only when the function ends. */
  static final class DeferredInLoop extends Rule {
    DeferredInLoop() {
      super("POOL-03");
    }

    @Override
    public List<Found> check(Seen seen) {
      List<Found> found = new ArrayList<>();
      // Only of what was followed: to follow all that is deferred anywhere takes its time.
      Set<String> givers = new HashSet<>(Set.of("sync.(*Pool).Put"));
      Set<String> takers = new HashSet<>(Set.of("sync.(*Pool).Get"));
      for (String function : seen.functions()) {
        Summary summary = seen.summary(function);
        if (summary != null && summary.returnsFresh()) {
          takers.add(function);
        }
        if (summary != null
            && summary.outcomes().stream().anyMatch(DeferredInLoop::givesParameter)) {
          givers.add(function);
        }
      }
      Calls calls = new Calls(givers, takers);
      for (Func func : seen.funcs(seen.functions())) {
        check(calls, func, func.code(), found);
        func.literals().forEach(literal -> check(calls, func, literal, found));
      }
      return found;
    }

    /** The functions that give a parameter back, and those that return something fresh. */
    private record Calls(Set<String> givers, Set<String> takers) {
      boolean isGiver(Op op) {
        return isOf(givers, op, Op.Mode.DEFERRED);
      }

      boolean isTaker(Op op) {
        return isOf(takers, op, Op.Mode.NOW);
      }

      private static boolean isOf(Set<String> functions, Op op, Op.Mode mode) {
        return op instanceof Op.Call call
            && call.mode() == mode
            && call.callee() instanceof Callee.Named named
            && functions.contains(named.name());
      }
    }

    private void check(Calls calls, Func func, Code code, List<Found> found) {
      for (int i = 0; i < code.blocks().size(); i++) {
        for (Op op : code.blocks().get(i).ops()) {
          if (calls.isGiver(op) && takesInLoop(calls, code, i)) {
            found.add(
                new Found(
                    id(),
                    Severity.LOW,
                    "each round takes an object, and gives it back only when the function ends",
                    "Deferred calls run when the function ends, not the round: the pool is of no"
                        + " use to the rounds that follow, and all objects stay in use until then.",
                    "Give it back at the end of the round, or put the round into a function of its"
                        + " own.",
                    func.name(),
                    func.file(),
                    op.at(),
                    List.of()));
          }
        }
      }
    }

    private static boolean givesParameter(Outcome outcome) {
      return outcome.effects().entrySet().stream()
          .anyMatch(e -> e.getKey().fields().isEmpty() && e.getValue().released());
    }

    /** Whether each round takes, and not only one that needs it. */
    private static boolean takesInLoop(Calls calls, Code code, int block) {
      Set<Integer> round = PoolUseRules.reachable(code, block);
      if (!round.contains(block)) {
        return false;
      }
      round.removeIf(other -> !PoolUseRules.reachable(code, other).contains(block));
      Set<Integer> taking = new HashSet<>(round);
      taking.removeIf(one -> code.blocks().get(one).ops().stream().noneMatch(calls::isTaker));
      int first = Collections.min(round);
      return taking.contains(first)
          || !taking.isEmpty() && !PoolUseRules.reachable(code, first, taking).contains(first);
    }
  }

  /** POOL-06: a function gives back what its caller still owns, and gives back itself. */
  static final class NotOwned extends Rule {
    NotOwned() {
      super("POOL-06");
    }

    @Override
    public List<Found> check(Seen seen) {
      Map<String, Set<String>> takers = new HashMap<>();
      Set<String> handedOut = new HashSet<>();
      for (String function : seen.functions()) {
        for (Event event : seen.events(function)) {
          Thing thing = event.thing();
          if (event.kind() == Kind.ACQUIRED) {
            takers.computeIfAbsent(event.pool(), _ -> new HashSet<>()).add(function);
          } else if (thing.origin() == Thing.Origin.ACQUIRED
              && (event.kind() == Kind.LEFT_LIVE
                  || event.kind() == Kind.STORED_IN_FIELD
                  || event.kind() == Kind.RELEASED_BY_CALL
                  || event.kind() == Kind.LEFT_DONE && thing.status() == Thing.Status.LIVE)) {
            handedOut.add(thing.pool());
          }
        }
      }
      List<Found> found = new ArrayList<>();
      for (Event event : seen.all(Kind.RELEASED)) {
        Set<String> taken = takers.getOrDefault(event.pool(), Set.of());
        if (event.thing().origin() == Thing.Origin.FOREIGN
            && seen.isVariable(event.pool())
            && !taken.isEmpty()
            && !handedOut.contains(event.pool())
            && !taken.contains(event.function())
            && !isGiver(event.function())
            && givesParameter(seen.summary(event.function()), event.pool())
            && worksOnIt(seen.func(event.function()))) {
          found.add(fault(event));
        }
      }
      return found;
    }

    /** Whether a function calls others with a parameter: it does not only give back. */
    private static boolean worksOnIt(@org.jspecify.annotations.Nullable Func func) {
      return func != null
          && func.code().blocks().stream()
              .flatMap(block -> block.ops().stream())
              .anyMatch(op ->
                  op instanceof Op.Call call
                      && call.mode() == Op.Mode.NOW
                      && !(call.callee() instanceof Callee.Named named
                          && named.name().equals("sync.(*Pool).Put"))
                      && call.args().stream().skip(1).anyMatch(func.code().params()::contains));
    }

    private static boolean givesParameter(
        @org.jspecify.annotations.Nullable Summary summary, String pool) {
      return summary != null
          && summary.outcomes().stream()
              .flatMap(outcome -> outcome.effects().entrySet().stream())
              .anyMatch(e ->
                  e.getKey().fields().isEmpty()
                      && e.getValue().released()
                      && e.getValue().pool().equals(pool));
    }

    private Found fault(Event event) {
      return found(
          event,
          Severity.MEDIUM,
          "gives back to " + pool(event.pool()) + " what its caller took and gives back itself",
          "Whoever takes from this pool gives back in the same function, so the pool has the object"
              + " twice.",
          "Leave it to who took it.");
    }
  }

  /** Whether a function's name says that it gives something back or ends it. */
  static boolean isGiver(String function) {
    return GIVER.matcher(function.substring(function.lastIndexOf('.') + 1)).lookingAt();
  }

  private static final Pattern GIVER =
      Pattern.compile(
          "(?i)(put|free|release|close|recycle|return|give|restore|stop|destroy|dispose|finish|done|end|"
              + "shutdown|drop|reset|clear|clean|cancel|delete|remove|discard|reclaim|back|unref|decref|"
              + "dec|teardown|abort|kill|exit|finali[sz]e|terminate|flush|drain)");
}
