package dev.cistern.lint.flow;

import dev.cistern.lint.flow.Outcome.Effect;
import dev.cistern.lint.flow.Outcome.Result;
import dev.cistern.lint.flow.State.Key;
import dev.cistern.lint.flow.State.Slot;
import dev.cistern.lint.flow.Thing.Origin;
import dev.cistern.lint.flow.Thing.Status;
import dev.cistern.lint.ir.Op;
import dev.cistern.lint.ir.TypeName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Sums functions up from their endings, and carries summaries out where they are called. */
final class Summaries {
  private static final int OUTCOMES_MAX = 8;
  private final Memory memory;
  private final Symbols symbols;
  private final Releases releases;

  Summaries(Memory memory, Releases releases) {
    this.memory = memory;
    this.symbols = memory.symbols();
    this.releases = releases;
  }

  Summary of(int params, List<Walker.Ending> endings) {
    Set<Outcome> outcomes = new LinkedHashSet<>();
    for (Walker.Ending ending : endings) {
      if (!ending.panic() && outcomes.size() < OUTCOMES_MAX) {
        outcomes.add(outcome(ending));
      }
    }
    boolean trivial = outcomes.stream().allMatch(Summaries::isTrivial);
    if (trivial && outcomes.size() > 1) {
      int results = outcomes.iterator().next().results().size();
      List<Result> unknown = new ArrayList<>();
      for (int i = 0; i < results; i++) {
        unknown.add(new Result.Unknown());
      }
      return new Summary(params, List.of(new Outcome(Map.of(), unknown, Map.of())), true);
    }
    return new Summary(params, List.copyOf(outcomes), true);
  }

  private static boolean isTrivial(Outcome outcome) {
    return outcome.effects().isEmpty()
        && outcome.fields().isEmpty()
        && outcome.results().stream()
            .noneMatch(r ->
                r instanceof Result.Fresh
                    || r instanceof Result.Given
                    || r instanceof Result.Opened);
  }

  private Outcome outcome(Walker.Ending ending) {
    State state = ending.state();
    Map<Reach, Effect> effects = new HashMap<>();
    state.things.forEach((id, thing) -> {
      Reach path = symbols.path(id);
      if (path == null || thing.origin() != Origin.FOREIGN) {
        return;
      }
      boolean released =
          thing.status() == Status.RELEASED || thing.status() == Status.RELEASED_ELSEWHERE;
      boolean kept = thing.escaped() || thing.status() == Status.TOLD || !thing.lent().isEmpty();
      if (released
          || kept
          || thing.bounded()
          || thing.clean() != Thing.Clean.AS_TAKEN
          || thing.grown()) {
        effects.put(
            path,
            new Effect(
                released, thing.pool(), kept, thing.bounded(), thing.clean(), thing.grown()));
      }
    });
    List<Result> results = new ArrayList<>();
    ending.results().forEach(value -> results.add(result(state, value)));
    Map<Reach, Result> fields = new HashMap<>();
    state.heap.forEach((key, slot) -> {
      Reach base = symbols.path(key.base());
      if (base != null
          && !memory.isCopy(key.base())
          && slot.at() >= 0
          && base.fields().size() < 2
          && !key.field().startsWith("[")) {
        List<String> names = new ArrayList<>(base.fields());
        names.add(key.field());
        fields.put(new Reach(base.param(), names), result(state, slot.value()));
      }
    });
    return new Outcome(effects, results, fields);
  }

  private Result result(State state, Value value) {
    if (value instanceof Value.Lit lit) {
      boolean plain = lit.value() == null || lit.value() instanceof Boolean;
      return plain ? new Result.Known(value) : new Result.Unknown();
    }
    int id = value.base();
    if (id < 0) {
      return value instanceof Value.Fun || value instanceof Value.Bound
          ? new Result.NotNil()
          : new Result.Unknown();
    }
    Fact fact = state.facts.get(id);
    if (value instanceof Value.Sym && fact == Fact.NIL) {
      return new Result.Known(Value.NIL);
    }
    Thing thing = state.things.get(id);
    boolean whole =
        value instanceof Value.Sym
            || value instanceof Value.Part p
                && (p.via().equals("*")
                    || p.kind() != Value.Kind.VIEW && p.kind() != Value.Kind.TAIL);
    if (thing != null && thing.status() == Status.LIVE && whole && !thing.escaped()) {
      if (thing.origin() == Origin.ACQUIRED) {
        return new Result.Fresh(thing.pool(), thing.clean());
      }
      if (thing.origin() == Origin.OPENED) {
        return new Result.Opened(thing.pool());
      }
    }
    Reach path = symbols.path(id);
    if (path != null) {
      boolean part = value instanceof Value.Part;
      Value.Kind kind = value instanceof Value.Part p ? p.kind() : Value.Kind.SLICE;
      return new Result.Given(path, part, kind);
    }
    if (fact == Fact.TRUE || fact == Fact.FALSE) {
      return new Result.Known(new Value.Lit(fact == Fact.TRUE));
    }
    boolean notNil = fact == Fact.NOT_NIL || symbols.isMade(id) || symbols.isError(id);
    return notNil ? new Result.NotNil() : new Result.Unknown();
  }

  /** Carries a call out by the function's summary; a state for each way it may end. */
  List<State> apply(State start, Op.Call op, Summary summary, List<Value> args, boolean again) {
    for (int i = 0; i < args.size(); i++) {
      if (!releases(summary, i)) {
        memory.use(start, args.get(i), op.at(), "used here");
      }
    }
    List<State> out = new ArrayList<>();
    int count = summary.outcomes().size();
    for (int i = 0; i < count; i++) {
      State state = i == count - 1 ? start : start.copy();
      Outcome outcome = summary.outcomes().get(i);
      List<Value> given = args.size() > summary.params() ? args.subList(0, summary.params()) : args;
      List<Value> results = results(state, op, outcome, given, again);
      effects(state, op, outcome, given, summary);
      fields(state, op, outcome, summary, given, again);
      for (int k = 0; k < op.dsts().size(); k++) {
        state.vars[op.dsts().get(k)] =
            k < results.size() ? results.get(k) : memory.fresh(state, op.id(), k, false, again);
      }
      out.add(state);
    }
    return out;
  }

  /** Whether a parameter itself is given back on some way: that is told as such, not as a use. */
  private static boolean releases(Summary summary, int param) {
    Reach whole = new Reach(param, List.of());
    return summary.outcomes().stream()
        .map(outcome -> outcome.effects().get(whole))
        .anyMatch(effect -> effect != null && effect.released());
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

  private Value value(
      State state, Op.Call op, Result result, List<Value> args, int slot, boolean again) {
    return switch (result) {
      case Result.Known known -> known.value();
      case Result.Given given -> {
        Value base = resolve(state, given.path(), args, type(op, slot));
        if (!given.part()) {
          yield base;
        }
        yield switch (base) {
          case Value.Sym sym -> new Value.Part(sym.id(), given.kind(), "");
          case Value.Part part ->
              part.kind() == Value.Kind.VIEW
                  ? part
                  : new Value.Part(part.of(), given.kind(), part.via());
          case Value.Lit _, Value.Fun _, Value.Bound _, Value.Cell _ -> base;
        };
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
      case Result.NotNil _ -> {
        Value.Sym sym = memory.fresh(state, op.id(), slot, false, again);
        state.facts.put(sym.id(), Fact.NOT_NIL);
        hold(state, sym, args, op, slot);
        yield sym;
      }
      case Result.Unknown _ -> {
        Value.Sym sym = memory.fresh(state, op.id(), slot, false, again);
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
          if (!isRepeatedWithGuard(state, path, effect, args, summary)) {
            effect(state, op, path, effect, args);
          }
        });
    // What this function gives back or keeps on another way is not the caller's any more on this
    // one either.
    for (Outcome other : summary.outcomes()) {
      other
          .effects()
          .forEach((path, effect) -> {
            Effect here = outcome.effects().get(path);
            boolean whole = path.fields().isEmpty() || path.fields().equals(List.of("Body"));
            boolean taken = effect.released() || effect.kept() && whole;
            if (taken && (here == null || !here.released())) {
              Value value = resolve(state, path, args, TypeName.UNKNOWN);
              Thing thing = state.things.get(value.base());
              if (thing != null) {
                state.things.put(value.base(), thing.asEscaped());
              }
            }
          });
    }
  }

  /** Whether what is another's is given back again by what may look first at its fields. */
  private boolean isRepeatedWithGuard(
      State state, Reach path, Effect effect, List<Value> args, Summary summary) {
    Thing thing =
        effect.released()
            ? state.things.get(resolve(state, path, args, TypeName.UNKNOWN).base())
            : null;
    return thing != null
        && thing.origin() == Origin.FOREIGN
        && thing.status() == Status.RELEASED
        && summary.setsFieldsOf(path.param());
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
    if (effect.released() && !path.fields().isEmpty() && path.param() < args.size()) {
      for (int held : state.holds.getOrDefault(args.get(path.param()).base(), Set.of())) {
        state.things.computeIfPresent(held, (_, t) -> t.asEscaped());
      }
    }
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
            case Result.Known known ->
                state.heap.put(new Key(id, field), new Slot(known.value(), op.at()));
            case Result.Given given when isSwap(outcome, path, given) ->
                memory.forget(state, new Key(id, field), op.id());
            case Result.Given given -> {
              Value value = value(state, op, given, args, op.dsts().size(), again);
              // What is stored on some ways only may hang on what this caller never asks for.
              boolean always =
                  summary.outcomes().stream().allMatch(o -> o.fields().containsKey(path));
              state.heap.put(new Key(id, field), new Slot(value, always ? op.at() : -1));
            }
            case Result.Fresh _, Result.Opened _, Result.NotNil _, Result.Unknown _ ->
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
