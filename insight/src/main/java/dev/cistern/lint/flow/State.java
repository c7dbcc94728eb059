package dev.cistern.lint.flow;

import dev.cistern.lint.ir.Op;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What holds at a point of a path. */
final class State {
  private static final int ASKED_MAX = 24;
  final @Nullable Value[] vars;
  final Map<Key, Slot> heap;
  final Map<Integer, Thing> things;
  final Map<Integer, Fact> facts;

  /** What a value may hold without anything being known of how. */
  final Map<Integer, Set<Integer>> holds;

  final List<Deferred> defers;
  final List<Spawned> spawns;
  private final BitSet done;

  // Shared by copies and never changed; no part of what makes states equal.
  private Map<Integer, Optional<Fact>> asked;
  private boolean straight = true;

  /** A field of a value. */
  record Key(int base, String field) {
    // By hand, as below: what a record makes by itself is slow until it is compiled.
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key key && key.base == base && key.field.equals(field);
    }

    @Override
    public int hashCode() {
      return 31 * base + field.hashCode();
    }
  }

  /** What a field holds, and where it was stored; −1 where it was only read. */
  record Slot(Value value, int at) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Slot slot && slot.value.equals(value);
    }

    @Override
    public int hashCode() {
      return value.hashCode();
    }
  }

  /** A deferred call with its arguments as they were. */
  record Deferred(Op.Call call, @Nullable Value function, List<Value> args) {}

  /**
   * A goroutine that was started and not waited for.
   *
   * @param roots what it got
   * @param touched the things it works on
   * @param byCall whether a function that was called started it, and may have a way to wait for it
   */
  record Spawned(int at, Set<Value> roots, Set<Integer> touched, boolean byCall) {}

  State(int vars) {
    this(
        new Value[vars],
        new HashMap<>(),
        new HashMap<>(),
        new HashMap<>(),
        new HashMap<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        new BitSet(),
        Map.of());
  }

  private State(
      @Nullable Value[] vars,
      Map<Key, Slot> heap,
      Map<Integer, Thing> things,
      Map<Integer, Fact> facts,
      Map<Integer, Set<Integer>> holds,
      List<Deferred> defers,
      List<Spawned> spawns,
      BitSet done,
      Map<Integer, Optional<Fact>> asked) {
    this.vars = vars;
    this.heap = heap;
    this.things = things;
    this.facts = facts;
    this.holds = holds;
    this.defers = defers;
    this.spawns = spawns;
    this.done = done;
    this.asked = asked;
  }

  State copy() {
    State copy =
        new State(
            vars.clone(),
            new HashMap<>(heap),
            new HashMap<>(things),
            new HashMap<>(facts),
            new HashMap<>(holds),
            new ArrayList<>(defers),
            new ArrayList<>(spawns),
            (BitSet) done.clone(),
            asked);
    copy.straight = straight;
    return copy;
  }

  /** What of pools is held: a number that is the same where the same is. */
  int held() {
    int hash = defers.size();
    for (Map.Entry<Integer, Thing> entry : things.entrySet()) {
      Thing thing = entry.getValue();
      if (thing.origin() != Thing.Origin.FOREIGN) {
        int one = (entry.getKey() * 31 + thing.site()) * 31 + thing.status().ordinal();
        hash += (one * 31 + thing.lent().hashCode()) * 2 + (thing.escaped() ? 1 : 0);
      }
    }
    return hash;
  }

  /** Whether every call comes this way so far. */
  boolean isStraight() {
    return straight;
  }

  /** Itself, once the way has parted. */
  State parted() {
    straight = false;
    return this;
  }

  /** What conditions on the way asked of which symbols, and the answer where it is a plain one. */
  Map<Integer, Optional<Fact>> asked() {
    return asked;
  }

  /** Takes note that a condition asked something of a symbol. */
  void ask(int symbol, Optional<Fact> answer) {
    Optional<Fact> before = asked.get(symbol);
    boolean known = before != null && (before.isEmpty() || before.equals(answer));
    if (!known && asked.size() < ASKED_MAX) {
      Map<Integer, Optional<Fact>> more = new HashMap<>(asked);
      more.put(symbol, before == null ? answer : Optional.empty());
      asked = more;
    }
  }

  /** Whether an operation ran before on this path; it is marked as run. */
  boolean again(int op) {
    boolean before = done.get(op);
    done.set(op);
    return before;
  }

  /** Puts another symbol in the place of one, everywhere. */
  void rename(int from, int to) {
    for (int i = 0; i < vars.length; i++) {
      Value value = vars[i];
      if (value != null) {
        vars[i] = value.renamed(from, to);
      }
    }
    Map<Key, Slot> moved = new HashMap<>();
    heap.entrySet()
        .removeIf(entry -> {
          Key key = entry.getKey();
          Slot slot = entry.getValue();
          Value value = slot.value().renamed(from, to);
          if (key.base() == from) {
            moved.put(new Key(to, key.field()), new Slot(value, slot.at()));
            return true;
          }
          entry.setValue(new Slot(value, slot.at()));
          return false;
        });
    heap.keySet().removeIf(key -> key.base() == to);
    heap.putAll(moved);
    move(things, from, to);
    move(facts, from, to);
    move(holds, from, to);
    for (int i = 0; i < defers.size(); i++) {
      Deferred d = defers.get(i);
      List<Value> args = d.args().stream().map(v -> v.renamed(from, to)).toList();
      Value function = d.function();
      defers.set(
          i, new Deferred(d.call(), function == null ? null : function.renamed(from, to), args));
    }
  }

  private static <V> void move(Map<Integer, V> map, int from, int to) {
    V value = map.remove(from);
    map.remove(to);
    if (value != null) {
      map.put(to, value);
    }
  }

  /** Whether anything refers to a symbol. */
  boolean mentions(int symbol) {
    for (Value value : vars) {
      if (value != null && value.base() == symbol) {
        return true;
      }
    }
    for (Map.Entry<Key, Slot> entry : heap.entrySet()) {
      if (entry.getKey().base() == symbol || entry.getValue().value().base() == symbol) {
        return true;
      }
    }
    return things.containsKey(symbol)
        || defers.stream().anyMatch(d -> d.args().stream().anyMatch(v -> v.base() == symbol));
  }

  /**
   * Forgets variables that are not read any more, and what only they led to.
   *
   * @param params whether what is known of parameters is kept
   */
  void prune(BitSet live, Symbols symbols, boolean params) {
    for (int i = 0; i < vars.length; i++) {
      if (vars[i] != null && !live.get(i)) {
        vars[i] = null;
      }
    }
    BitSet reached = new BitSet();
    for (Value value : vars) {
      reach(value, reached);
    }
    for (Deferred d : defers) {
      reach(d.function(), reached);
      d.args().forEach(value -> reach(value, reached));
    }
    for (Spawned spawned : spawns) {
      spawned.roots().forEach(value -> reach(value, reached));
    }
    things.keySet().forEach(reached::set);
    int before;
    do {
      before = reached.cardinality();
      heap.forEach((key, slot) -> {
        if (reached.get(key.base()) || !symbols.isMade(key.base())) {
          reach(slot.value(), reached);
        }
      });
    } while (reached.cardinality() > before);
    heap.keySet().removeIf(key -> symbols.isMade(key.base()) && !reached.get(key.base()));
    facts
        .keySet()
        .removeIf(symbol ->
            !isReached(symbol, reached, symbols)
                && !symbols.isErrorBeside(symbol, reached)
                && !(params && symbols.key(symbol) instanceof Symbols.Key.Param));
  }

  private static boolean isReached(int symbol, BitSet reached, Symbols symbols) {
    if (reached.get(symbol)) {
      return true;
    }
    if (!(symbols.key(symbol) instanceof Symbols.Key.Derived derived)) {
      return false;
    }
    for (Value arg : derived.args()) {
      if (arg.base() >= 0 && !isReached(arg.base(), reached, symbols)) {
        return false;
      }
    }
    return true;
  }

  private static void reach(@Nullable Value value, BitSet into) {
    switch (value) {
      case Value.Bound bound -> bound.receiver().forEach(inner -> reach(inner, into));
      case null -> {}
      case Value.Sym sym -> into.set(sym.id());
      case Value.Part part -> into.set(part.of());
      case Value.Lit _, Value.Fun _, Value.Cell _ -> {}
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof State state
        && Arrays.equals(vars, state.vars)
        && heap.equals(state.heap)
        && things.equals(state.things)
        && facts.equals(state.facts)
        && defers.equals(state.defers)
        && spawns.equals(state.spawns);
  }

  @Override
  public int hashCode() {
    return Objects.hash(Arrays.hashCode(vars), heap, things, facts);
  }
}
