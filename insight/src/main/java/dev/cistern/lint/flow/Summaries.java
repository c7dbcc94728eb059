package dev.cistern.lint.flow;

import dev.cistern.lint.flow.Outcome.Effect;
import dev.cistern.lint.flow.Outcome.Result;
import dev.cistern.lint.flow.State.Key;
import dev.cistern.lint.flow.State.Slot;
import dev.cistern.lint.flow.Thing.Origin;
import dev.cistern.lint.flow.Thing.Status;
import dev.cistern.lint.ir.Op;
import dev.cistern.lint.ir.Shape;
import dev.cistern.lint.ir.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Carries summaries out where functions are called. */
final class Summaries {
  /** Results and what their fields hold are told apart by numbers; fields begin here. */
  private static final int FIELD_SLOTS = 256;

  private final Memory memory;
  private final Symbols symbols;
  private final Releases releases;
  private final Questions questions;

  Summaries(Memory memory, Releases releases) {
    this.memory = memory;
    this.symbols = memory.symbols();
    this.releases = releases;
    this.questions = new Questions(memory);
  }

  /** Carries a call out by the function's summary; a state for each way it may end. */
  List<State> apply(State start, Op.Call op, Summary all, List<Value> args, boolean again) {
    Summary summary = possible(start, all, args);
    for (int i = 0; i < args.size(); i++) {
      if (!releases(summary, i)) {
        memory.use(start, args.get(i), op.at(), "used here");
      }
    }
    used(start, op, summary, args);
    follow(start, op, summary, args);
    List<State> out = new ArrayList<>();
    List<Outcome> possible = questions.possible(start, summary, args);
    int count = possible.size();
    for (int i = 0; i < count; i++) {
      State state = i == count - 1 ? start : start.copy();
      Outcome outcome = possible.get(i);
      List<Value> given = args.size() > summary.params() ? args.subList(0, summary.params()) : args;
      questions.learn(state, outcome.asked(), given);
      List<Value> results = results(state, op, outcome, given, again);
      effects(state, op, outcome, given, summary);
      questions.pass(state, outcome.asked(), given);
      fields(state, op, outcome, summary, given, again);
      for (Reach started : outcome.started()) {
        Value root = resolve(state, started, given, TypeName.UNKNOWN);
        state.spawns.add(new State.Spawned(op.at(), Set.of(root), things(state, root), true));
      }
      for (int k = 0; k < op.dsts().size(); k++) {
        state.vars[op.dsts().get(k)] =
            k < results.size() ? results.get(k) : memory.fresh(state, op.id(), k, false, again);
        boolean failed = k < results.size() && outcome.results().get(k) instanceof Result.NotNil;
        if (failed && type(op, k).name().equals("error")) {
          Refine.failed(state, op.id());
        }
      }
      out.add(state);
    }
    return out;
  }

  /** Without the ways on which an argument is nil that is none, or the other way round. */
  private Summary possible(State state, Summary all, List<Value> args) {
    List<Outcome> outcomes =
        all.outcomes().stream()
            .filter(one -> one.given().entrySet().stream().allMatch(e -> may(state, e, args)))
            .toList();
    boolean same = outcomes.isEmpty() || outcomes.size() == all.outcomes().size();
    return same ? all : new Summary(all.params(), outcomes, all.known(), all.used());
  }

  private boolean may(State state, Map.Entry<Integer, Fact> given, List<Value> args) {
    if (given.getKey() >= args.size()) {
      return true;
    }
    Fact known =
        switch (args.get(given.getKey())) {
          case Value.Lit lit -> lit.value() == null ? Fact.NIL : Fact.NOT_NIL;
          case Value.Sym sym when symbols.isMade(sym.id()) -> Fact.NOT_NIL;
          case Value.Sym sym -> state.facts.get(sym.id());
          case Value.Part _, Value.Fun _, Value.Bound _, Value.Cell _ -> null;
        };
    return known != Fact.NIL && known != Fact.NOT_NIL || known == given.getValue();
  }

  private static Set<Integer> things(State state, Value value) {
    return state.things.containsKey(value.base()) ? Set.of(value.base()) : Set.of();
  }

  /** What a callee uses on all its ways is used by the call. */
  private void used(State state, Op.Call op, Summary summary, List<Value> args) {
    boolean gone =
        state.isStraight()
            || state.things.values().stream().anyMatch(t -> t.status() != Status.LIVE);
    if (gone) {
      summary
          .used()
          .forEach((path, type) -> {
            if (path.param() < args.size() && !released(summary, path)) {
              memory.use(state, resolve(state, path, args, type), op.at(), "used here");
            }
          });
    }
  }

  /** What a callee follows on all its ways is no nil pointer: else the call had panicked. */
  private void follow(State state, Op.Call op, Summary summary, List<Value> args) {
    for (Reach path : summary.used().keySet()) {
      int param = path.param();
      if (!path.fields().isEmpty()
          && param < args.size()
          && param < op.argTypes().size()
          && op.argTypes().get(param).shape() == Shape.POINTER
          && args.get(param) instanceof Value.Sym sym) {
        state.facts.putIfAbsent(sym.id(), Fact.NOT_NIL);
      }
    }
  }

  private static boolean released(Summary summary, Reach path) {
    return summary.outcomes().stream()
        .map(outcome -> outcome.effects().get(path))
        .anyMatch(effect -> effect != null && effect.released());
  }

  /** Whether a parameter itself is given back on some way: that is told as such, not as a use. */
  private static boolean releases(Summary summary, int param) {
    return released(summary, new Reach(param, List.of()));
  }

  /** What a path leads to; {@code type} is that of its last field. */
  private Value resolve(State state, Reach path, List<Value> args, TypeName type) {
    Value value = path.param() < args.size() ? args.get(path.param()) : new Value.Lit("?");
    int left = path.fields().size();
    for (String field : path.fields()) {
      value = memory.peek(state, value, field, --left == 0 ? type : TypeName.UNKNOWN);
    }
    return value;
  }

  private TypeName type(Op.Call op, int slot) {
    return slot < op.dsts().size()
        ? memory.func().vars().get(op.dsts().get(slot)).type()
        : TypeName.UNKNOWN;
  }

  private List<Value> results(
      State state, Op.Call op, Outcome outcome, List<Value> args, boolean again) {
    List<Value> values = new ArrayList<>();
    for (int i = 0; i < outcome.results().size(); i++) {
      values.add(value(state, op, outcome.results().get(i), args, i, again));
    }
    return values;
  }

  private static Value part(Value base, Value.Kind kind) {
    return switch (base) {
      case Value.Sym sym -> new Value.Part(sym.id(), kind, "");
      case Value.Part part ->
          part.kind() == Value.Kind.VIEW ? part : new Value.Part(part.of(), kind, part.via());
      case Value.Lit _, Value.Fun _, Value.Bound _, Value.Cell _ -> base;
    };
  }

  private Value value(
      State state, Op.Call op, Result result, List<Value> args, int slot, boolean again) {
    return switch (result) {
      case Result.Known known -> known.value();
      case Result.Given given -> {
        Value base = resolve(state, given.path(), args, type(op, slot));
        yield given.part() ? part(base, given.kind()) : base;
      }
      case Result.Fresh fresh -> {
        Value.Sym sym = memory.fresh(state, op.id(), slot, false, again);
        releases.acquire(state, sym, op.id(), op.at(), fresh.pool(), fresh.clean());
        state.facts.put(sym.id(), Fact.NOT_NIL);
        hold(state, sym, args, op, slot);
        yield sym;
      }
      case Result.Opened opened -> {
        Value.Sym sym = memory.fresh(state, op.id(), slot, false, again);
        releases.open(state, sym, op.id(), op.at(), opened.what());
        state.facts.put(sym.id(), Fact.NOT_NIL);
        yield sym;
      }
      case Result.Made made -> {
        Value.Sym sym = memory.fresh(state, op.id(), slot, false, again);
        state.facts.put(sym.id(), Fact.NOT_NIL);
        int next = FIELD_SLOTS * (slot + 1);
        for (Map.Entry<String, Result.Fresh> field : made.fields().entrySet()) {
          Value.Sym held = memory.fresh(state, op.id(), next++, false, again);
          releases.hold(state, held, op.id(), op.at(), field.getValue(), field.getKey());
          state.facts.put(held.id(), Fact.NOT_NIL);
          String name = field.getKey().replace(Trail.CALLED, "");
          state.heap.put(new Key(sym.id(), name), new Slot(held, -1));
        }
        hold(state, sym, args, op, slot);
        yield sym;
      }
      case Result.NotNil _, Result.Unknown _ -> {
        Value.Sym sym = memory.fresh(state, op.id(), slot, false, again);
        boolean notNil = result instanceof Result.NotNil;
        if (type(op, slot).name().equals("error")) {
          memory.error(state, sym, notNil);
        } else if (notNil) {
          state.facts.put(sym.id(), Fact.NOT_NIL);
        }
        hold(state, sym, args, op, slot);
        yield sym;
      }
    };
  }

  private void hold(State state, Value.Sym sym, List<Value> args, Op.Call op, int slot) {
    if (isPlain(type(op, slot))) {
      return;
    }
    Set<Integer> held = new java.util.HashSet<>();
    for (Value arg : args) {
      for (int id : memory.reachable(state, arg)) {
        if (state.things.containsKey(id)) {
          held.add(id);
        }
      }
    }
    if (!held.isEmpty()) {
      state.holds.put(sym.id(), held);
    }
  }

  private static boolean isPlain(TypeName type) {
    return switch (type.shape()) {
      case STRING, SCALAR -> true;
      default -> type.name().equals("error");
    };
  }

  private void effects(
      State state, Op.Call op, Outcome outcome, List<Value> args, Summary summary) {
    outcome
        .effects()
        .forEach((path, effect) -> {
          if (!isRepeatedWithGuard(state, path, effect, args, outcome)) {
            effect(state, op, path, effect, args);
          }
        });
    // What it gives back or keeps on another way is not the caller's any more on this one either.
    for (Outcome other : summary.outcomes()) {
      other
          .effects()
          .forEach((path, effect) -> {
            Effect here = outcome.effects().get(path);
            boolean whole = path.fields().isEmpty() || path.fields().equals(List.of("Body"));
            boolean sure = effect.released() || effect.kept();
            if ((sure || effect.lent()) && (here == null || !here.released())) {
              releasedFrom(state, path, effect, args);
              Value value = resolve(state, path, args, TypeName.UNKNOWN);
              Thing thing = state.things.get(value.base());
              if (thing != null && (sure || whole || thing.trail().isCalled())) {
                state.things.put(value.base(), sure ? thing.asEscaped() : thing.lentTo(~op.id()));
              }
            }
          });
    }
  }

  /** Whether what is another's is given back again by what looks first whether it has been. */
  private boolean isRepeatedWithGuard(
      State state, Reach path, Effect effect, List<Value> args, Outcome outcome) {
    Thing thing =
        effect.released()
            ? state.things.get(resolve(state, path, args, TypeName.UNKNOWN).base())
            : null;
    return thing != null
        && thing.status() == Status.RELEASED
        && questions.mayBeAnsweredOtherwise(state, outcome.asked(), args);
  }

  private void effect(State state, Op.Call op, Reach path, Effect effect, List<Value> args) {
    Value value = resolve(state, path, args, TypeName.UNKNOWN);
    int id = value instanceof Value.Cell cell ? memory.get(state, cell.var()).base() : value.base();
    Thing thing = state.things.get(id);
    if (thing == null && id >= 0 && (symbols.path(id) != null || symbols.isMade(id))) {
      thing = Thing.foreign(memory.start(op.at(), ""));
    }
    if (thing != null) {
      Thing next = thing;
      if (effect.bounded()) {
        next = next.asBounded();
      }
      if (effect.clean() == Thing.Clean.RESET || effect.clean() == Thing.Clean.WRITTEN) {
        next = next.as(effect.clean());
      } else if (effect.clean() == Thing.Clean.WRITTEN_UNRESET) {
        next = Steps.written(next);
      }
      if (effect.grown()) {
        next = next.asGrown();
      }
      if (!next.equals(thing)) {
        state.things.put(id, next);
      }
    }
    releasedFrom(state, path, effect, args);
    boolean deep = path.fields().size() > 1 && thing != null && thing.origin() == Origin.FOREIGN;
    if (effect.released() && deep && thing != null && thing.status() != Status.LIVE) {
      // What stood there so far in may be another by now.
      return;
    }
    if (effect.released()) {
      TypeName type =
          path.fields().isEmpty() && path.param() < op.argTypes().size()
              ? op.argTypes().get(path.param())
              : TypeName.UNKNOWN;
      releases.release(state, value, op.at(), effect.pool(), type, true);
    } else if (effect.kept()) {
      memory.escape(state, value);
    } else if (effect.lent()) {
      memory.lend(state, value, value instanceof Value.Part ? op.id() : ~op.id());
    }
  }

  /** What may be held by something is not the caller's any more where that gives back a field. */
  private void releasedFrom(State state, Reach path, Effect effect, List<Value> args) {
    if (!effect.released() || path.param() >= args.size()) {
      return;
    }
    Value arg = args.get(path.param());
    Value holder = arg instanceof Value.Cell cell ? memory.get(state, cell.var()) : arg;
    for (int held : state.holds.getOrDefault(holder.base(), Set.of())) {
      // Of what is given back itself, it may be that very thing.
      Thing thing = state.things.get(held);
      if (thing != null && (!path.fields().isEmpty() || thing.pool().equals(effect.pool()))) {
        state.things.put(held, thing.asEscaped());
      }
    }
  }

  private void fields(
      State state, Op.Call op, Outcome outcome, Summary summary, List<Value> args, boolean again) {
    outcome
        .fields()
        .forEach((path, result) -> {
          Reach base = new Reach(path.param(), path.fields().subList(0, path.fields().size() - 1));
          Value holder = resolve(state, base, args, TypeName.UNKNOWN);
          int id = holder.base();
          String field = path.fields().getLast();
          if (holder instanceof Value.Cell cell && field.equals("*")) {
            int slot = 32 + path.param();
            state.vars[cell.var()] = value(state, op, result, args, slot, again);
            return;
          }
          if (id < 0 || field.equals("*")) {
            return;
          }
          switch (result) {
            case Result.Known known -> {
              memory.dropElements(state, new Key(id, field), known.value());
              state.heap.put(new Key(id, field), new Slot(known.value(), op.at()));
            }
            case Result.Given given when isSwap(outcome, path, given) ->
                memory.forget(state, new Key(id, field), op.id());
            case Result.Given given -> {
              Value value = value(state, op, given, args, op.dsts().size(), again);
              // What is stored on some ways only may hang on what this caller never asks for.
              boolean always =
                  summary.outcomes().stream().allMatch(o -> o.fields().containsKey(path));
              memory.dropElements(state, new Key(id, field), value);
              state.heap.put(new Key(id, field), new Slot(value, always ? op.at() : -1));
            }
            case Result.Fresh _,
                Result.Opened _,
                Result.Made _,
                Result.NotNil _,
                Result.Unknown _ ->
                memory.forget(state, new Key(id, field), op.id());
          }
        });
  }

  /** Whether two parameters exchange what their fields hold. */
  private static boolean isSwap(Outcome outcome, Reach path, Result.Given given) {
    return given.path().param() != path.param()
        && outcome.fields().entrySet().stream()
            .anyMatch(other ->
                other.getKey().param() == given.path().param()
                    && other.getValue() instanceof Result.Given back
                    && back.path().param() == path.param());
  }
}
