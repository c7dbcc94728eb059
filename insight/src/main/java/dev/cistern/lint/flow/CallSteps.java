package dev.cistern.lint.flow;

import dev.cistern.lint.flow.Event.Kind;
import dev.cistern.lint.flow.Thing.Origin;
import dev.cistern.lint.ir.Callee;
import dev.cistern.lint.ir.Code;
import dev.cistern.lint.ir.Op;
import dev.cistern.lint.ir.TypeName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Carries out calls: of literals in place, of known functions by what they do, of others by name.
 */
final class CallSteps {
  private final Walker walker;
  private final Memory memory;
  private final KnownCalls known;
  private final Views views;
  private final Summaries summaries;

  CallSteps(Walker walker, Memory memory, Knowledge knowledge) {
    this.walker = walker;
    this.memory = memory;
    this.known = new KnownCalls(memory, knowledge);
    this.views = new Views(knowledge);
    this.summaries = new Summaries(memory, new Releases(memory));
  }

  List<State> call(State state, Op.Call op, boolean again) {
    List<Value> args = op.args().stream().map(arg -> memory.get(state, arg)).toList();
    Value function =
        op.callee() instanceof Callee.Value value ? memory.get(state, value.var()) : null;
    if (op.mode() == Op.Mode.NOW && !Captured.isReleasing(op.callee())) {
      // Who gets it too may wait for the goroutine that has it.
      state.spawns.removeIf(spawn ->
          spawn.byCall() && args.stream().anyMatch(arg -> spawn.touched().contains(arg.base())));
    }
    if (op.mode() == Op.Mode.NOW
        && known.provesReceiver(op.callee())
        && !args.isEmpty()
        && args.getFirst() instanceof Value.Sym receiver) {
      state.facts.putIfAbsent(receiver.id(), Fact.NOT_NIL); // else it had thrown
    }
    return switch (op.mode()) {
      case NOW -> now(state, op, function, args, again);
      case DEFERRED -> {
        state.defers.add(new State.Deferred(op, function, args));
        yield List.of(state);
      }
      case SPAWNED -> {
        spawn(state, op, function, args);
        yield List.of(state);
      }
      case THROWN -> List.of(thrown(state, op, args));
    };
  }

  /** Carries out a call now; a deferred one when its time has come. */
  List<State> now(
      State state, Op.Call op, @Nullable Value function, List<Value> args, boolean again) {
    if (function instanceof Value.Fun fun) {
      return inline(state, op, fun.code(), args, again);
    }
    if (function instanceof Value.Bound bound) {
      List<Value> all = new ArrayList<>(bound.receiver());
      all.addAll(args);
      List<TypeName> types = new ArrayList<>();
      bound.receiver().forEach(_ -> types.add(TypeName.UNKNOWN));
      types.addAll(op.argTypes());
      Op.Call direct =
          new Op.Call(
              op.id(), op.at(), op.dsts(), bound.callee(), op.args(), types, op.mode(), op.pool());
      return named(state, direct, all, again);
    }
    if (op.callee() instanceof Callee.Value value) {
      return value(state, op, value, args, again);
    }
    return named(state, op, args, again);
  }

  private List<State> value(
      State state, Op.Call op, Callee.Value value, List<Value> args, boolean again) {
    if (!value.field().isEmpty()) {
      for (String name : walker.program().fieldFunctions(value.field())) {
        Callee callee = new Callee.Named(name, false);
        Op.Call direct =
            new Op.Call(
                op.id(), op.at(), op.dsts(), callee, op.args(), op.argTypes(), op.mode(), "");
        Value view = views.of(state, direct, args, summaryOf(direct));
        if (view != null && !op.dsts().isEmpty()) {
          args.forEach(arg -> memory.use(state, arg, op.at(), "used here"));
          state.vars[op.dsts().getFirst()] = view;
          return List.of(state);
        }
      }
    }
    if (!value.field().isEmpty()) {
      // What its literal has of where it was made may be given back by it.
      memory.escape(state, memory.get(state, value.var()));
    }
    if (value.given()) {
      for (Value arg : args) {
        Thing thing = state.things.get(arg.base());
        if (thing != null && thing.origin() == Origin.ACQUIRED) {
          memory.tell(Kind.HANDED_TO_CALLBACK, op.at(), thing, TypeName.UNKNOWN, "");
        }
      }
    }
    return List.of(known.unknown(state, op, args, again));
  }

  private @Nullable Summary summaryOf(Op.Call op) {
    return op.callee() instanceof Callee.Named named ? walker.summary(named.name()) : null;
  }

  private List<State> named(State state, Op.Call op, List<Value> args, boolean again) {
    closures(state, op, args);
    Summary summary = null;
    if (op.callee() instanceof Callee.Named named && !known.isTrusted(named.name())) {
      boolean interesting = walker.isRelevant(named.name()) || carries(state, args);
      summary = interesting ? walker.summary(named.name()) : null;
    }
    if (summary != null && summary.known()) {
      if (summary.outcomes().isEmpty()) {
        return List.of();
      }
      List<State> after = summaries.apply(state, op, summary, args, again);
      after.forEach(one -> known.cleaned(one, op, args));
      return after;
    }
    return known.call(state, op, args, again);
  }

  /** A call that ends in an exception: it may have done what it does to what it got, or not. */
  private State thrown(State state, Op.Call op, List<Value> args) {
    boolean trusted = op.callee() instanceof Callee.Named named && known.isTrusted(named.name());
    Summary summary = trusted ? null : summaryOf(op);
    closures(state, op, args);
    if (summary == null || !summary.known()) {
      return known.thrown(state, op, args);
    }
    List<Outcome> outcomes =
        summary.outcomes().stream()
            .map(one ->
                new Outcome(one.effects(), List.of(), Map.of(), Set.of(), Set.of(), Map.of()))
            .distinct()
            .limit(1)
            .toList();
    Summary effects = new Summary(summary.params(), outcomes, true, Map.of());
    return outcomes.isEmpty() ? state : summaries.apply(state, op, effects, args, true).getFirst();
  }

  /** Whether an argument is something taken here, or leads to it. */
  private boolean carries(State state, List<Value> args) {
    if (state.things.values().stream().noneMatch(CallSteps::isFollowed)) {
      return false;
    }
    for (Value arg : args) {
      for (int id : memory.reachable(state, arg)) {
        Thing thing = state.things.get(id);
        if (thing != null && isFollowed(thing)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isFollowed(Thing thing) {
    return thing.origin() != Origin.FOREIGN || thing.status() == Thing.Status.RELEASED;
  }

  private List<State> inline(State state, Op.Call op, Code code, List<Value> args, boolean again) {
    if (!walker.enter(code)) {
      return List.of(known.unknown(state, op, args, again));
    }
    for (int i = 0; i < code.params().size(); i++) {
      state.vars[code.params().get(i)] =
          i < args.size() ? args.get(i) : memory.fresh(state, op.id(), 16 + i, false, again);
    }
    List<State> out = new ArrayList<>();
    for (Walker.Ending ending : walker.run(code, state)) {
      if (ending.panic()) {
        continue;
      }
      for (int i = 0; i < op.dsts().size(); i++) {
        Value result =
            i < ending.results().size()
                ? ending.results().get(i)
                : memory.fresh(ending.state(), op.id(), i, false, again);
        ending.state().vars[op.dsts().get(i)] = result;
      }
      out.add(ending.state());
    }
    walker.leave(code);
    return out;
  }

  /** Function literals handed to a call may run there: what they touch is lent or given away. */
  private void closures(State state, Op.Call op, List<Value> args) {
    for (Value arg : args) {
      if (arg instanceof Value.Bound bound && Captured.isReleasing(bound.callee())) {
        // Whoever gets x.Close may call it.
        bound.receiver().forEach(receiver -> memory.escape(state, receiver));
      } else if (arg instanceof Value.Sym sym
          && memory.symbols().key(sym.id()) instanceof Symbols.Key.Field field
          && Captured.isReleasing(field.name())) {
        memory.escape(state, new Value.Sym(field.base()));
      }
      if (!(arg instanceof Value.Fun fun)) {
        continue;
      }
      Captured captured = Captured.of(fun.code());
      for (int var : captured.reads()) {
        Value value = state.vars[var];
        if (value == null) {
          continue;
        }
        for (int id : memory.reachable(state, value)) {
          Thing thing = state.things.get(id);
          if (thing != null) {
            state.things.put(id, captured.mayRelease() ? thing.asEscaped() : thing.lentTo(op.id()));
          }
        }
      }
      for (int var : captured.writes()) {
        Value value = state.vars[var];
        if (value != null) {
          memory.escape(state, value);
        }
        state.vars[var] = memory.symbols().sym(new Symbols.Key.Site(op.id(), 100 + var, 0, false));
      }
    }
  }

  /** Starts a goroutine: what it touches is not the starter's alone any more. */
  private void spawn(State state, Op.Call op, @Nullable Value function, List<Value> args) {
    Set<Value> roots = new HashSet<>(args);
    if (function instanceof Value.Fun fun) {
      for (int var : Captured.of(fun.code()).reads()) {
        Value value = state.vars[var];
        if (value != null) {
          roots.add(value);
        }
      }
    } else if (function instanceof Value.Bound bound) {
      roots.addAll(bound.receiver());
    }
    State inside = state.copy();
    inside.defers.clear();
    inside.spawns.clear();
    Set<Integer> released = new HashSet<>();
    Set<Integer> touched = walker.touchedBy(() -> endings(inside, op, function, args, released));
    for (Value root : roots) {
      for (int id : memory.reachable(state, root)) {
        Thing thing = state.things.get(id);
        if (thing != null && thing.origin() == Origin.OPENED) {
          state.things.put(id, thing.asEscaped());
        }
      }
    }
    for (int id : released) {
      Thing thing = state.things.get(id);
      if (thing == null) {
        thing = Thing.foreign(memory.start(op.at(), ""));
      }
      if (thing.status() == Thing.Status.LIVE) {
        Trail trail = memory.step(thing, op.at(), "a goroutine that gives it back starts here");
        if (thing.origin() == Origin.ACQUIRED && function instanceof Value.Fun) {
          memory.tell(Kind.RELEASED_IN_SPAWN, op.at(), thing, TypeName.UNKNOWN, "");
        }
        state.things.put(id, thing.as(Thing.Status.RELEASED_ELSEWHERE, trail).asEscaped());
      }
    }
    touched.retainAll(state.things.keySet());
    touched.removeAll(released);
    state.spawns.add(new State.Spawned(op.at(), roots, touched, false));
  }

  private void endings(
      State inside, Op.Call op, @Nullable Value function, List<Value> args, Set<Integer> released) {
    Op.Call now =
        new Op.Call(
            op.id(),
            op.at(),
            op.dsts(),
            op.callee(),
            op.args(),
            op.argTypes(),
            Op.Mode.NOW,
            op.pool());
    Set<Integer> done = new HashSet<>();
    inside.things.forEach((id, thing) -> {
      if (thing.status() != Thing.Status.LIVE) {
        done.add(id);
      }
    });
    for (State end : now(inside, now, function, args, true)) {
      end.things.forEach((id, thing) -> {
        boolean known = inside.things.containsKey(id) || memory.symbols().path(id) != null;
        if (known && !done.contains(id) && thing.status() == Thing.Status.RELEASED) {
          released.add(id);
        }
      });
    }
  }
}
