package dev.cistern.lint.rules;

import dev.cistern.lint.ir.Func;
import dev.cistern.lint.ir.Op;
import dev.cistern.model.Severity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** POOL-14: a deferred give-back of what a variable of the package holds. */
final class DeferredGlobal extends Rule {
  DeferredGlobal() {
    super("POOL-14");
  }

  @Override
  public List<Found> check(Seen seen) {
    List<Found> found = new ArrayList<>();
    for (Func func : seen.funcs(seen.functions())) {
      List<Op.Call> puts = new ArrayList<>();
      Set<String> set = new HashSet<>();
      PoolUseRules.each(
          func,
          (_, op) -> {
            if (op instanceof Op.SetGlobal global) {
              set.add(global.name());
            } else if (op instanceof Op.Call call
                && call.mode() == Op.Mode.DEFERRED
                && PoolUseRules.FactoryCalled.is(call.callee(), "Put")) {
              puts.add(call);
            }
          });
      if (!puts.isEmpty()) {
        Writes writes = new Writes(func);
        puts.stream()
            .filter(put -> isGlobal(writes.sources(put.args().getLast()), set))
            .forEach(put -> found.add(one(func, put)));
      }
    }
    return found;
  }

  /** Whether something comes from variables of the package alone that are not set here. */
  private static boolean isGlobal(List<Op> from, Set<String> set) {
    return !from.isEmpty()
        && from.stream().allMatch(one -> one instanceof Op.Global g && !set.contains(g.name()));
  }

  private Found one(Func func, Op.Call call) {
    return Looked.found(
        id(),
        Severity.MEDIUM,
        "the deferred give-back is of a variable of the package, not of what this function took",
        "Whoever else uses the variable goes on with an object that the pool hands to the next"
            + " taker; and a second call gives it back twice.",
        "Give back what this function took, or set the variable to nil under its lock first.",
        func,
        call.at());
  }
}
