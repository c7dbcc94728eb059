package dev.cistern.lint.rules;

import dev.cistern.lint.ir.Block;
import dev.cistern.lint.ir.Callee;
import dev.cistern.lint.ir.Code;
import dev.cistern.lint.ir.Func;
import dev.cistern.lint.ir.Op;
import dev.cistern.model.Severity;
import java.util.ArrayList;
import java.util.List;
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
                case "POOL_COPIED" -> "a sync.Pool is copied: " + mark.text();
                case "POOL_OVERWRITTEN" ->
                    "a sync.Pool that may be in use is overwritten: " + mark.text();
                case "POOL_LOCAL" -> "a sync.Pool is made at every call: " + mark.text();
                default -> "";
              };
          if (!title.isEmpty()) {
            found.add(
                new Found(
                    id(),
                    Severity.MEDIUM,
                    title,
                    "A pool has queues that point into itself and belongs to all its users: a copy or a new one"
                        + " has none of the objects, and a goroutine inside it may crash.",
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

  /** POOL-15: the factory is called instead of Get. */
  static final class FactoryCalled extends Rule {
    FactoryCalled() {
      super("POOL-15");
    }

    @Override
    public List<Found> check(Seen seen) {
      List<Found> found = new ArrayList<>();
      for (String function : seen.functions()) {
        Func func = seen.func(function);
        if (func == null) {
          continue;
        }
        boolean[] gets = new boolean[1];
        each(func, (_, op) -> gets[0] |= op instanceof Op.Call c && is(c.callee(), "Get"));
        each(
            func,
            (_, op) -> {
              if (!gets[0] && op instanceof Op.Call c && is(c.callee(), "New")) {
                found.add(
                    new Found(
                        id(),
                        Severity.MEDIUM,
                        pool(c.pool()) + ".New is called directly: the pool is never asked",
                        "New only makes an object. What lies in the pool is not reused, and each call allocates.",
                        "Call Get.",
                        function,
                        func.file(),
                        c.at(),
                        List.of()));
              }
            });
      }
      return found;
    }

    private static boolean is(Callee callee, String method) {
      return callee instanceof Callee.Named named && named.name().equals("sync.(*Pool)." + method);
    }
  }
}
