package dev.cistern.lint.flow;

import dev.cistern.lint.flow.Event.Kind;
import dev.cistern.lint.flow.Thing.Origin;
import dev.cistern.lint.flow.Thing.Status;
import dev.cistern.lint.ir.Block;
import dev.cistern.lint.ir.Code;
import dev.cistern.lint.ir.Exit;
import dev.cistern.lint.ir.Func;
import dev.cistern.lint.ir.Op;
import dev.cistern.lint.ir.Shape;
import dev.cistern.lint.ir.TypeName;
import dev.cistern.lint.ir.Vars;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Goes along the paths of one function. */
final class Walker {
  private static final int STATES_PER_BLOCK = 16;
  private static final int STATES_MORE = 16;
  private static final int STEPS_MAX = 20_000;
  private static final int LITERAL_STEPS = 4_000;
  private final Func func;
  private final Analyzer analyzer;
  private final Symbols symbols = new Symbols();
  private final Memory memory;
  private final Refine refine;
  private final Steps steps;
  private final CallSteps calls;
  // By identity: a literal stands once in a function, and its hash would go through all of it.
  private final Set<Code> open = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<Code> entered = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<Integer> around = new HashSet<>();
  private int spent;

  /** A way a body ends. */
  record Ending(State state, List<Value> results, boolean panic, int at) {}

  Walker(Func func, Analyzer analyzer, Consumer<Event> events) {
    this.func = func;
    this.analyzer = analyzer;
    this.memory = new Memory(func, symbols, events);
    this.refine = new Refine(symbols);
    this.calls = new CallSteps(this, memory, analyzer.knowledge());
    this.steps = new Steps(func, memory, refine, calls);
  }

  Program program() {
    return analyzer.program();
  }

  Summary summary(String name) {
    return analyzer.summary(name);
  }

  boolean isRelevant(String name) {
    return analyzer.isRelevant(name);
  }

  /** Enters a literal unless it is being gone through already. */
  boolean enter(Code code) {
    entered.add(code);
    return open.size() < 6 && open.add(code);
  }

  void leave(Code code) {
    open.remove(code);
  }

  /** The things that are used while something runs. */
  Set<Integer> touchedBy(Runnable run) {
    Set<Integer> touched = new HashSet<>();
    Set<Integer> before = memory.recordTouched(touched);
    run.run();
    memory.recordTouched(before);
    return touched;
  }

  /** Goes through the whole function and sums it up. */
  Summary walk() {
    State start = new State(func.vars().size());
    List<Integer> params = func.code().params();
    for (int i = 0; i < params.size(); i++) {
      start.vars[params.get(i)] = symbols.sym(new Symbols.Key.Param(i));
    }
    Lent lent = new Lent(memory, analyzer.knowledge());
    lent.begin(start, func.code());
    List<Ending> endings = run(func.code(), start);
    for (Ending ending : endings) {
      lent.tell(ending, func.code());
      if (!ending.panic() || analyzer.knowledge().conventions().leavesByException()) {
        leave(ending, func.code());
      }
    }
    Summary summary =
        new Outcomes(
                memory,
                !analyzer.knowledge().conventions().leavesByException(),
                analyzer.knowledge().conventions().comparesArguments())
            .of(params.size(), endings);
    boolean whole = spent <= STEPS_MAX;
    spent = Math.min(spent, STEPS_MAX - LITERAL_STEPS);
    literals();
    return whole ? summary : Summary.UNKNOWN;
  }

  /** Goes through the literals that were made and never called here: somebody else calls them. */
  private void literals() {
    for (Code code : func.literals()) {
      if (entered.contains(code) || spent > STEPS_MAX) {
        continue;
      }
      State start = new State(func.vars().size());
      Lent lent = new Lent(memory, analyzer.knowledge());
      lent.begin(start, code);
      for (Ending ending : run(code, start)) {
        lent.tell(ending, code);
        if (!ending.panic() || analyzer.knowledge().conventions().leavesByException()) {
          leave(ending, code);
        }
      }
    }
  }

  /** The states that a block was entered with. */
  private static final class Known {
    private final int[] hashes = new int[STATES_PER_BLOCK + STATES_MORE];
    private final State[] states = new State[STATES_PER_BLOCK + STATES_MORE];
    private final Set<Integer> held = new HashSet<>();
    private int count;

    /**
     * Takes note of a state as it is; not of one that was there before, or one too many. Where
     * there are many already, one that holds of pools what none before held still has a place.
     */
    boolean take(State state) {
      if (count == hashes.length) {
        return false;
      }
      int holds = state.held();
      boolean other = held.add(holds);
      if (count >= STATES_PER_BLOCK && !other) {
        return false;
      }
      int hash = state.hashCode(); // costs as much as a copy
      for (int i = 0; i < count; i++) {
        if (hashes[i] == hash && states[i].equals(state)) {
          return false;
        }
      }
      hashes[count] = hash;
      states[count++] = state.copy();
      return true;
    }
  }

  /** Goes along all paths of a body from a state on. */
  List<Ending> run(Code code, State start) {
    List<Ending> endings = new ArrayList<>();
    Map<Integer, Known> seen = new HashMap<>();
    record At(int block, State state) {}
    Deque<At> todo = new ArrayDeque<>();
    todo.push(new At(0, start));
    int base = start.defers.size();
    boolean whole = code == func.code();
    while (!todo.isEmpty() && spent <= STEPS_MAX) {
      At at = todo.pop();
      if (whole) {
        boolean params = analyzer.knowledge().conventions().comparesArguments();
        at.state().prune(code.live().get(at.block()), symbols, params);
      }
      if (!seen.computeIfAbsent(at.block(), _ -> new Known()).take(at.state())) {
        continue;
      }
      Block block = code.blocks().get(at.block());
      for (State state : block(block, at.state())) {
        switch (block.exit()) {
          case Exit.Jump jump -> todo.push(new At(jump.to(), state));
          case Exit.Branch branch -> {
            Value condition = memory.get(state, branch.condition());
            State other = state.copy();
            if (refine.assume(other, condition, false)) {
              todo.push(new At(branch.otherwise(), other.parted()));
            }
            if (refine.assume(state, condition, true)) {
              todo.push(new At(branch.then(), state.parted()));
            }
          }
          case Exit.Choose choose -> {
            State parted = state.parted();
            for (int i = choose.ways().size() - 1; i >= 0; i--) {
              todo.push(new At(choose.ways().get(i), i == 0 ? parted : parted.copy()));
            }
          }
          case Exit.Return result ->
              finish(state, base, result.results(), false, result.at(), endings);
          case Exit.Panic panic -> finish(state, base, List.of(), true, panic.at(), endings);
          case Exit.Halt _ -> {}
        }
      }
    }
    return endings;
  }

  private List<State> block(Block block, State start) {
    List<State> states = new ArrayList<>();
    states.add(start);
    for (Op op : block.ops()) {
      spent += states.size();
      if (spent > STEPS_MAX) {
        return List.of();
      }
      if (states.size() == 1) {
        states = new ArrayList<>(steps.step(states.getFirst(), op));
        continue;
      }
      List<State> next = new ArrayList<>();
      for (State state : states) {
        next.addAll(steps.step(state, op));
      }
      states = next;
    }
    return states;
  }

  /** Runs what was deferred, last first, and tells the end. */
  private void finish(
      State state, int base, List<Integer> results, boolean panic, int at, List<Ending> endings) {
    boolean before = memory.ending(true);
    List<State> states = List.of(state);
    boolean more = true;
    while (more) {
      more = false;
      List<State> next = new ArrayList<>();
      for (State one : states) {
        if (one.defers.size() <= base) {
          next.add(one);
          continue;
        }
        more = true;
        State.Deferred last = one.defers.removeLast();
        stale(one, last);
        next.addAll(
            calls.now(one, last.call(), last.function(), last.args(), one.again(last.call().id())));
      }
      states = next;
      if (states.size() > STATES_PER_BLOCK) {
        states = states.subList(0, STATES_PER_BLOCK);
      }
    }
    memory.ending(before);
    for (State one : states) {
      List<Value> values = results.stream().map(var -> memory.get(one, var)).toList();
      endings.add(new Ending(one, values, panic, at));
    }
  }

  /** A deferred give-back has the slice as it was; tells if the variable's has grown since. */
  private void stale(State state, State.Deferred deferred) {
    for (int i = 0; i < deferred.args().size() && i < deferred.call().args().size(); i++) {
      Value then = deferred.args().get(i);
      Value now = state.vars[deferred.call().args().get(i)];
      Thing thing = state.things.get(then.base());
      if (thing != null
          && thing.origin() == Origin.ACQUIRED
          && now instanceof Value.Part grown
          && grown.of() == then.base()
          && grown.kind() == Value.Kind.GROWN
          && !now.equals(then)) {
        memory.tell(Kind.STALE_DEFER, deferred.call().at(), thing, TypeName.UNKNOWN, "");
      }
    }
  }

  /** Tells what a function leaves behind where it ends. */
  private void leave(Ending ending, Code code) {
    State state = ending.state();
    Set<Integer> returned = new HashSet<>();
    List<Shape> types =
        code.results().stream().map(var -> func.vars().get(var).type().shape()).toList();
    for (int i = 0; i < ending.results().size(); i++) {
      Value value = ending.results().get(i);
      for (int id : memory.reachableByCalls(state, value)) {
        returned.add(id);
      }
      boolean copy =
          value instanceof Value.Part && i < types.size() && types.get(i) == Shape.STRUCT;
      if (!copy) {
        returned(state, value, ending.at(), new HashSet<>());
      }
    }
    if (code != func.code()) {
      for (int var : around()) {
        if (state.vars[var] != null) {
          returned.addAll(memory.reachableByCalls(state, state.vars[var]));
        }
      }
    }
    new Leftovers(memory).tell(state, returned, ending.at(), ending.panic(), code);
  }

  /** The variables of the function around its literals: what one of them sets there stays. */
  private Set<Integer> around() {
    if (around.isEmpty()) {
      around.addAll(func.code().results());
      for (Block block : func.code().blocks()) {
        for (Op op : block.ops()) {
          Vars.reads(op, around::add);
          Vars.writes(op, around::add);
        }
      }
    }
    return around;
  }

  /** Tells a result that is, leads to, or shares memory with something given back. */
  private void returned(State state, Value value, int at, Set<Integer> seen) {
    Thing thing = state.things.get(value.base());
    if (thing != null && thing.status() == Status.RELEASED) {
      boolean part = value instanceof Value.Part p && p.kind() == Value.Kind.VIEW;
      boolean own = thing.origin() == Origin.FOREIGN && !part;
      if (!own && thing.origin() != Origin.OPENED) {
        Thing told = thing.as(Status.TOLD, memory.step(thing, at, "returned here"));
        String via = value instanceof Value.Part p ? p.via() : "";
        Kind kind = part ? Kind.RETURNED_VIEW : Kind.RETURNED_RELEASED;
        memory.tell(kind, at, told, TypeName.UNKNOWN, via);
        state.things.put(value.base(), told);
      }
      return;
    }
    int id = value.base();
    if (symbols.isMade(id) && seen.add(id)) {
      for (Map.Entry<State.Key, State.Slot> entry : List.copyOf(state.heap.entrySet())) {
        if (entry.getKey().base() == id) {
          returned(state, entry.getValue().value(), at, seen);
        }
      }
    }
  }
}
