package dev.cistern.lint.flow;

import dev.cistern.lint.flow.State.Key;
import dev.cistern.lint.ir.Op;
import java.util.List;

/** Follows what containers that others have too keep and give out again. */
final class Containers {
  private final Memory memory;
  private final Symbols symbols;
  private final Conventions names;

  Containers(Memory memory, Conventions names) {
    this.memory = memory;
    this.symbols = memory.symbols();
    this.names = names;
  }

  /** Carries out what a call does to its receiver, or to a map. */
  void call(State state, Op.Call op, Value receiver, List<Value> args, String name) {
    if (name.equals("builtin.delete") || name.equals("builtin.clear")) {
      int map = args.isEmpty() ? -1 : args.getFirst().base();
      state.heap.keySet().removeIf(key -> key.base() == map && key.field().startsWith("["));
    }
    int id = receiver.base();
    if (id < 0 || symbols.isMade(id)) {
      return;
    }
    Key kept = new Key(Symbols.GLOBALS, "kept " + id);
    int index = names.keeps(name);
    if (index >= 0 && index < args.size() && symbols.isMade(args.get(index).base())) {
      memory.escape(state, args.get(index));
    }
    if (names.takesOut(op.callee().simpleName())) {
      state.heap.remove(kept);
    }
    if (index >= 0 && index < args.size() && state.things.containsKey(args.get(index).base())) {
      state.heap.put(kept, new State.Slot(args.get(index), op.at()));
    }
  }
}
