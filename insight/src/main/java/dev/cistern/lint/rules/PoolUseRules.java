package dev.cistern.lint.rules;

import dev.cistern.lint.ir.Block;
import dev.cistern.lint.ir.Callee;
import dev.cistern.lint.ir.Code;
import dev.cistern.lint.ir.Exit;
import dev.cistern.lint.ir.Func;
import dev.cistern.lint.ir.Op;
import dev.cistern.lint.ir.Vars;
import dev.cistern.model.Severity;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** The rules on how a pool itself is made and called. */
final class PoolUseRules {
  private PoolUseRules() {}

  /** Tells every operation of a function and its literals with the code it stands in. */
  static void each(Func func, BiConsumer<Code, Op> to) {
    each(func.code(), to);
    func.literals().forEach(literal -> each(literal, to));
  }

  private static void each(Code code, BiConsumer<Code, Op> to) {
    for (Block block : code.blocks()) {
      block.ops().forEach(op -> to.accept(code, op));
    }
  }

  /** The blocks that may follow a block; itself only where it lies in a loop. */
  static Set<Integer> reachable(Code code, int block) {
    return reachable(code, block, Set.of());
  }

  /** The blocks that may follow a block on ways that go through none of some others. */
  static Set<Integer> reachable(Code code, int block, Set<Integer> without) {
    Set<Integer> reached = new HashSet<>();
    Deque<Integer> open = new ArrayDeque<>(code.blocks().get(block).exit().targets());
    while (!open.isEmpty()) {
      int at = open.pop();
      if (!without.contains(at) && reached.add(at)) {
        open.addAll(code.blocks().get(at).exit().targets());
      }
    }
    return reached;
  }

  /** POOL-13: a pool copied, overwritten or made per call. */
  static final class PoolCopied extends Rule {
    PoolCopied() {
      super("POOL-13");
    }

    @Override
    public List<Found> check(Seen seen) {
      List<Found> found = new ArrayList<>();
      for (String function : seen.functions()) {
        Func func = seen.func(function);
        for (Seen.Mark mark : func == null ? List.<Seen.Mark>of() : seen.marks(function)) {
          String title =
              switch (mark.what()) {
                case "POOL_COPIED" -> "a pool is copied: " + mark.text();
                case "POOL_OVERWRITTEN" ->
                    "a sync.Pool that may be in use is overwritten: " + mark.text();
                default -> "";
              };
          if (!title.isEmpty()) {
            found.add(
                new Found(
                    id(),
                    Severity.MEDIUM,
                    title,
                    "A pool has queues that point into itself and belongs to all its users: a copy"
                        + " or a new one has none of the objects, and a goroutine inside it may"
                        + " crash.",
                    "Keep one pool in a package variable or behind a pointer; set only its New.",
                    function,
                    func == null ? "" : func.file(),
                    mark.at(),
                    List.of()));
          }
        }
      }
      return found;
    }
  }

  /** POOL-13: a pool that lives no longer than the call that asks it. */
  static final class PerCall extends Rule {
    PerCall() {
      super("POOL-13");
    }

    @Override
    public List<Found> check(Seen seen) {
      List<Found> found = new ArrayList<>();
      for (String function : seen.functions()) {
        Func func = seen.func(function);
        if (func == null || function.endsWith(".main")) {
          continue;
        }
        check(func, func.code(), found);
        func.literals().forEach(literal -> check(func, literal, found));
      }
      return found;
    }

    private void check(Func func, Code code, List<Found> found) {
      Map<Integer, Op.Make> pools = pools(code);
      Set<Integer> asked = pools.isEmpty() ? Set.of() : asked(code, pools.keySet());
      if (!asked.isEmpty()) {
        asked.removeAll(sharedWith(func, code, pools.keySet()));
        asked.stream()
            .map(pools::get)
            .distinct()
            .forEach(make -> found.add(one(func.name(), func, make)));
      }
    }

    /** The variables that hold a pool made here, or its address. */
    private static Map<Integer, Op.Make> pools(Code code) {
      Map<Integer, Op.Make> pools = new LinkedHashMap<>();
      for (Block block : code.blocks()) {
        for (Op op : block.ops()) {
          switch (op) {
            case Op.Make m when m.type().name().equals("sync.Pool") -> pools.put(m.dst(), m);
            case Op.Copy c when pools.containsKey(c.src()) ->
                pools.put(c.dst(), pools.get(c.src()));
            case Op.AddressOf a when pools.containsKey(a.var()) ->
                pools.put(a.dst(), pools.get(a.var()));
            default -> {}
          }
        }
      }
      return pools;
    }

    /** Those that are asked by the function itself, and not in a loop. */
    private static Set<Integer> asked(Code code, Set<Integer> pools) {
      Set<Integer> asked = new LinkedHashSet<>();
      for (int i = 0; i < code.blocks().size(); i++) {
        for (Op op : code.blocks().get(i).ops()) {
          if (op instanceof Op.Call call
              && FactoryCalled.is(call.callee(), "Get")
              && pools.contains(call.args().getFirst())
              && !reachable(code, i).contains(i)) {
            asked.add(call.args().getFirst());
          }
        }
      }
      return asked;
    }

    /** Those that others may ask too: literals, callees, whoever reads the field or variable. */
    private static Set<Integer> sharedWith(Func func, Code code, Set<Integer> pools) {
      Set<Integer> shared = new HashSet<>();
      for (Code other : func.literals()) {
        if (other != code) {
          PoolUseRules.each(other, (_, op) -> Vars.reads(op, shared::add));
        }
      }
      for (Block block : code.blocks()) {
        for (Op op : block.ops()) {
          boolean own =
              op instanceof Op.Copy
                  || op instanceof Op.AddressOf
                  || op instanceof Op.Call c
                      && c.callee() instanceof Callee.Named n
                      && n.name().startsWith("sync.(*Pool).");
          if (op instanceof Op.Store store) {
            shared.add(store.src());
          } else if (!own) {
            Vars.reads(op, shared::add);
          }
        }
        if (block.exit() instanceof Exit.Return result) {
          shared.addAll(result.results());
        }
      }
      // Whoever has one name for a pool has the pool.
      Map<Integer, Op.Make> all = pools(code);
      Set<Op.Make> makes = new HashSet<>();
      shared.stream().filter(pools::contains).forEach(var -> makes.add(all.get(var)));
      all.forEach((var, make) -> {
        if (makes.contains(make)) {
          shared.add(var);
        }
      });
      return shared;
    }

    private Found one(String function, Func func, Op.Make make) {
      return new Found(
          id(),
          Severity.MEDIUM,
          "a sync.Pool is made anew by each call that asks it",
          "It is empty when it is asked, so its factory runs each time, and what is put into it"
              + " goes with it: dearer than no pool.",
          "Keep the pool in a package variable or in a field of what lives longer.",
          function,
          func.file(),
          make.at(),
          List.of());
    }
  }

  /** POOL-15: the factory is called instead of Get. */
  static final class FactoryCalled extends Rule {
    FactoryCalled() {
      super("POOL-15");
    }

    @Override
    public List<Found> check(Seen seen) {
      List<Found> found = new ArrayList<>();
      for (Func func : seen.funcs(seen.functions())) {
        Set<String> asked = new HashSet<>();
        each(
            func,
            (_, op) -> {
              if (op instanceof Op.Call c && is(c.callee(), "Get")) {
                asked.add(c.pool());
              }
            });
        each(
            func,
            (_, op) -> {
              if (op instanceof Op.Call c
                  && is(c.callee(), "New")
                  && !asked.contains(c.pool())
                  && !asked.contains("")) {
                found.add(
                    new Found(
                        id(),
                        Severity.MEDIUM,
                        pool(c.pool()) + ".New is called directly: the pool is never asked",
                        "New only makes an object. What lies in the pool is not reused, and each"
                            + " call allocates.",
                        "Call Get.",
                        func.name(),
                        func.file(),
                        c.at(),
                        List.of()));
              }
            });
      }
      return found;
    }

    static boolean is(Callee callee, String method) {
      return callee instanceof Callee.Named named && named.name().equals("sync.(*Pool)." + method);
    }
  }
}
