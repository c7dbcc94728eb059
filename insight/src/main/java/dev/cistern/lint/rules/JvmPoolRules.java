package dev.cistern.lint.rules;

import dev.cistern.lint.ir.Block;
import dev.cistern.lint.ir.Callee;
import dev.cistern.lint.ir.Exit;
import dev.cistern.lint.ir.Func;
import dev.cistern.lint.ir.Op;
import dev.cistern.lint.ir.Vars;
import dev.cistern.model.Severity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rules on how pools are made in Java. */
final class JvmPoolRules {
  private JvmPoolRules() {}

  /** POOL-13: a pool that lives no longer than the call that asks it. */
  static final class PerCall extends Rule {
    private final Set<String> types;

    PerCall(Set<String> types) {
      super("POOL-13");
      this.types = types;
    }

    @Override
    public List<Found> check(Seen seen) {
      List<Found> found = new ArrayList<>();
      for (String function : seen.functions()) {
        Func func = seen.func(function);
        boolean once = function.endsWith(".main") || function.endsWith(">");
        if (func != null && !once) {
          check(function, func, found);
        }
      }
      return found;
    }

    private void check(String function, Func func, List<Found> found) {
      Map<Integer, Op.Make> pools = new LinkedHashMap<>();
      Set<Op.Make> asked = new LinkedHashSet<>();
      Set<Op.Make> shared = new HashSet<>();
      for (Block block : func.code().blocks()) {
        for (Op op : block.ops()) {
          switch (op) {
            case Op.Make m when types.contains(m.type().name()) -> pools.put(m.dst(), m);
            case Op.Copy c when pools.containsKey(c.src()) ->
                pools.put(c.dst(), pools.get(c.src()));
            case Op.Call c -> call(c, pools, asked, shared);
            default -> Vars.reads(op, var -> note(pools, var, shared));
          }
        }
        if (block.exit() instanceof Exit.Return result) {
          result.results().forEach(var -> note(pools, var, shared));
        }
      }
      asked.removeAll(shared);
      asked.forEach(make -> found.add(one(function, func, make)));
    }

    private static void note(Map<Integer, Op.Make> pools, int var, Set<Op.Make> into) {
      Op.Make make = pools.get(var);
      if (make != null) {
        into.add(make);
      }
    }

    private static void call(
        Op.Call call, Map<Integer, Op.Make> pools, Set<Op.Make> asked, Set<Op.Make> shared) {
      boolean own = call.callee().simpleName().equals("<init>");
      for (int i = 0; i < call.args().size(); i++) {
        if (i > 0) {
          note(pools, call.args().get(i), shared);
        } else if (!own) {
          String name = call.callee().simpleName();
          boolean takes =
              name.equals("borrowObject")
                  || name.equals("getConnection")
                  || name.equals("getResource")
                  || name.equals("acquire")
                  || name.equals("lease");
          boolean method = !(call.callee() instanceof Callee.Named named) || named.method();
          if (takes && method) {
            note(pools, call.args().getFirst(), asked);
          } else if (!method) {
            note(pools, call.args().getFirst(), shared);
          }
        }
      }
    }

    private Found one(String function, Func func, Op.Make make) {
      return new Found(
          id(),
          Severity.MEDIUM,
          "a "
              + make.type().name().substring(make.type().name().lastIndexOf('.') + 1)
              + " is made anew by each call that asks it",
          "It is empty when it is asked, so each call pays for the pool and for a new object; what"
              + " is idle in it stays open until somebody closes it.",
          "Keep the pool in a field of what lives as long as the service.",
          function,
          func.file(),
          make.at(),
          List.of());
    }
  }

  /** POOL-08: a pool that is known to grow without a bound. */
  static final class Unbounded extends Rule {
    private static final Set<String> CALLS = Set.of("newLockFreePool", "sharedLockFreePool");

    Unbounded() {
      super("POOL-08");
    }

    @Override
    public List<Found> check(Seen seen) {
      List<Found> found = new ArrayList<>();
      for (Func func : seen.funcs(seen.functions())) {
        PoolUseRules.each(
            func,
            (_, op) -> {
              if (op instanceof Op.Call call && CALLS.contains(call.callee().simpleName())) {
                found.add(
                    new Found(
                        id(),
                        Severity.MEDIUM,
                        "Jackson's lock-free pool grows without a bound",
                        "Takers that collide make a new object and put it back too: the pool grows"
                            + " under load and nothing shrinks it.",
                        "Use JsonRecyclerPools.newConcurrentDequePool(), or threadLocalPool().",
                        func.name(),
                        func.file(),
                        call.at(),
                        List.of()));
              }
            });
      }
      return found;
    }
  }
}
