package dev.cistern.lint.rules;

import dev.cistern.lint.ir.Func;
import dev.cistern.lint.ir.Op;
import dev.cistern.lint.ir.Vars;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which operations of a function set which of its variables. */
final class Writes {
  private final Map<Integer, List<Op>> byVar = new HashMap<>();

  Writes(Func func) {
    PoolUseRules.each(
        func,
        (_, op) ->
            Vars.writes(op, var -> byVar.computeIfAbsent(var, _ -> new ArrayList<>()).add(op)));
  }

  /** All that set a variable; none for a parameter that nothing sets. */
  List<Op> of(int var) {
    return byVar.getOrDefault(var, List.of());
  }

  /** What a variable's value comes from, through copies; all where there are several. */
  List<Op> sources(int var) {
    List<Op> sources = new ArrayList<>();
    sources(var, new HashSet<>(), sources);
    return sources;
  }

  private void sources(int var, Set<Integer> seen, List<Op> into) {
    if (!seen.add(var)) {
      return;
    }
    for (Op op : of(var)) {
      if (op instanceof Op.Copy copy) {
        sources(copy.src(), seen, into);
      } else {
        into.add(op);
      }
    }
  }

  /** The variables that a value is copied from, itself among them. */
  Set<Integer> copies(int var) {
    Set<Integer> seen = new HashSet<>();
    copies(var, seen);
    return seen;
  }

  private void copies(int var, Set<Integer> seen) {
    if (seen.add(var)) {
      for (Op op : of(var)) {
        if (op instanceof Op.Copy copy) {
          copies(copy.src(), seen);
        }
      }
    }
  }
}
