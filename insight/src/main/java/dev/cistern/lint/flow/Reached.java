package dev.cistern.lint.flow;

import dev.cistern.lint.ir.Code;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds what a value leads to. */
final class Reached {
  private final Memory memory;
  // By identity: a literal stands once in a function, and its hash would go through all of it.
  private final Map<Code, Set<Integer>> captured = new IdentityHashMap<>();

  Reached(Memory memory) {
    this.memory = memory;
  }

  /**
   * The symbols a value leads to over fields and what it may hold.
   *
   * @param functions whether over what function literals have of their surroundings, too
   */
  Set<Integer> from(State state, Value start, boolean functions) {
    Set<Integer> seen = new HashSet<>();
    Set<Code> gone = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Value> open = new ArrayDeque<>();
    open.push(start);
    while (!open.isEmpty()) {
      switch (open.pop()) {
        case Value.Cell cell -> open.push(memory.get(state, cell.var()));
        case Value.Bound bound -> bound.receiver().forEach(open::push);
        case Value.Fun fun -> {
          if (functions && gone.add(fun.code())) {
            captured(state, fun.code(), open);
          }
        }
        case Value.Sym sym -> next(state, sym.id(), seen, open);
        case Value.Part part -> next(state, part.of(), seen, open);
        case Value.Lit _ -> {}
      }
    }
    return seen;
  }

  private static void next(State state, int id, Set<Integer> seen, Deque<Value> open) {
    if (id <= 0 || !seen.add(id)) {
      return;
    }
    for (Map.Entry<State.Key, State.Slot> entry : state.heap.entrySet()) {
      if (entry.getKey().base() == id) {
        open.push(entry.getValue().value());
      }
    }
    for (int held : state.holds.getOrDefault(id, Set.of())) {
      open.push(new Value.Sym(held));
    }
  }

  private void captured(State state, Code code, Deque<Value> open) {
    for (int var : captured.computeIfAbsent(code, c -> Captured.of(c).reads())) {
      Value value = state.vars[var];
      if (value != null) {
        open.push(value);
      }
    }
  }

  /**
   * Somebody was waited for: who holds what was stored or sent before is taken to be done with it.
   */
  void waited(State state) {
    state.heap.replaceAll((key, slot) -> {
      boolean held =
          slot.at() >= 0
              && !memory.symbols().isMade(key.base())
              && heldIn(state, slot.value()).stream().anyMatch(value -> isTaken(state, value));
      return held ? new State.Slot(slot.value(), -1) : slot;
    });
  }

  /** What was made two rounds back and is still held is not what the last round made. */
  void part(State state, int old, int older) {
    boolean held =
        state.heap.entrySet().stream()
            .anyMatch(e ->
                memory.symbols().isMade(e.getKey().base())
                    && (e.getKey().base() == old || e.getValue().value().base() == old));
    if (held) {
      memory.escape(state, new Value.Sym(old));
      state.heap.keySet().removeIf(key -> key.base() == old);
      state.rename(old, older);
    }
  }

  private static boolean isTaken(State state, Value value) {
    Thing thing = state.things.get(value.base());
    return thing != null && thing.origin() == Thing.Origin.ACQUIRED;
  }

  /** A value, or what the fields of an object made here have. */
  List<Value> heldIn(State state, Value value) {
    int id = value.base();
    if (!(value instanceof Value.Sym) || !memory.symbols().isMade(id)) {
      return List.of(value);
    }
    return state.heap.entrySet().stream()
        .filter(entry -> entry.getKey().base() == id)
        .map(entry -> entry.getValue().value())
        .toList();
  }
}
