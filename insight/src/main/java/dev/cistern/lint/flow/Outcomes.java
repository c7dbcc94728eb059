package dev.cistern.lint.flow;

import dev.cistern.lint.flow.Outcome.Effect;
import dev.cistern.lint.flow.Outcome.Result;
import dev.cistern.lint.flow.Thing.Origin;
import dev.cistern.lint.flow.Thing.Status;
import dev.cistern.lint.ir.TypeName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Sums functions up from their endings. */
final class Outcomes {
  private static final int OUTCOMES_MAX = 8;
  private final Memory memory;
  private final Symbols symbols;
  private final Questions questions;
  private final boolean holders;
  private final boolean compares;

  /**
   * Begins.
   *
   * @param holders whether who makes something that holds pooled things hands them on with it
   * @param compares whether ways are told apart by parameters that are nil
   */
  Outcomes(Memory memory, boolean holders, boolean compares) {
    this.memory = memory;
    this.holders = holders;
    this.compares = compares;
    this.symbols = memory.symbols();
    this.questions = new Questions(memory);
  }

  /** The summary of a function that ends in these ways. */
  Summary of(int params, List<Walker.Ending> endings) {
    Map<Outcome, Set<Question>> ends = new LinkedHashMap<>();
    Map<Outcome, Map<Integer, Fact>> given = new HashMap<>();
    for (Walker.Ending ending : endings) {
      if (!ending.panic() && ends.size() < OUTCOMES_MAX) {
        Set<Question> asked = questions.of(ending.state());
        Outcome end = outcome(ending);
        ends.merge(end, asked, Questions::common);
        given.merge(end, given(ending.state(), params), Outcomes::common);
      }
    }
    List<Outcome> outcomes = new ArrayList<>();
    ends.forEach((end, asked) ->
        outcomes.add(
            new Outcome(
                end.effects(),
                end.results(),
                end.fields(),
                end.started(),
                asked,
                given.getOrDefault(end, Map.of()))));
    Map<Reach, TypeName> used = Map.copyOf(memory.used());
    boolean trivial = outcomes.stream().allMatch(Outcomes::isTrivial);
    if (trivial && outcomes.size() > 1) {
      int results = outcomes.getFirst().results().size();
      List<Result> unknown = new ArrayList<>();
      for (int i = 0; i < results; i++) {
        unknown.add(new Result.Unknown());
      }
      return new Summary(
          params,
          List.of(new Outcome(Map.of(), unknown, Map.of(), Set.of(), Set.of(), Map.of())),
          true,
          used);
    }
    return new Summary(params, List.copyOf(outcomes), true, used);
  }

  /** Which parameters are nil at an end, and which are not. */
  private Map<Integer, Fact> given(State state, int params) {
    if (!compares) {
      return Map.of();
    }
    Map<Integer, Fact> given = new HashMap<>();
    for (int i = 0; i < params; i++) {
      Fact fact = state.facts.get(symbols.intern(new Symbols.Key.Param(i)));
      if (fact == Fact.NIL || fact == Fact.NOT_NIL) {
        given.put(i, fact);
      }
    }
    return given;
  }

  private static Map<Integer, Fact> common(Map<Integer, Fact> one, Map<Integer, Fact> other) {
    Map<Integer, Fact> both = new HashMap<>(one);
    both.entrySet().retainAll(other.entrySet());
    return both;
  }

  private static boolean isTrivial(Outcome outcome) {
    return outcome.effects().isEmpty()
        && outcome.fields().isEmpty()
        && outcome.started().isEmpty()
        && outcome.results().stream()
            .noneMatch(r ->
                r instanceof Result.Fresh
                    || r instanceof Result.Made
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
      boolean kept = thing.escaped() || thing.status() == Status.TOLD;
      boolean lent = !thing.lent().isEmpty();
      if (released
          || kept
          || lent
          || thing.bounded()
          || thing.clean() != Thing.Clean.AS_TAKEN
          || thing.grown()) {
        effects.put(
            path,
            new Effect(
                released, thing.pool(), kept, lent, thing.bounded(), thing.clean(), thing.grown()));
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
          && base.fields().size() < 2) {
        Result result = result(state, slot.value());
        boolean whole = !key.field().startsWith("[");
        if (whole || isParameter(result) && !base.fields().isEmpty()) {
          List<String> names = new ArrayList<>(base.fields());
          names.add(key.field());
          fields.put(new Reach(base.param(), names), result);
        }
      }
    });
    return new Outcome(effects, results, fields, started(state), Set.of(), Map.of());
  }

  /** Whether it is a parameter, or memory of one. */
  private static boolean isParameter(Result result) {
    return result instanceof Result.Given given && given.path().fields().isEmpty();
  }

  /** What goroutines have that were started and not waited for. */
  private Set<Reach> started(State state) {
    Set<Reach> started = new HashSet<>();
    for (State.Spawned spawn : state.spawns) {
      for (Value root : spawn.roots()) {
        Reach path = symbols.path(root.base());
        if (path != null && path.fields().isEmpty()) {
          started.add(path);
        }
      }
    }
    return started;
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
    if (thing != null && thing.status() == Status.LIVE && whole && !thing.mayBeAnothers()) {
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
    if (holders && value instanceof Value.Sym && symbols.isMade(id)) {
      Map<String, Result.Fresh> fields = heldBy(state, id);
      return fields.isEmpty() ? new Result.NotNil() : new Result.Made(fields);
    }
    boolean notNil = fact == Fact.NOT_NIL || symbols.isMade(id) || symbols.isError(id);
    return notNil ? new Result.NotNil() : new Result.Unknown();
  }

  /**
   * What was taken and lies in fields of an object made here, or is to be given back by a function
   * literal in one.
   */
  private Map<String, Result.Fresh> heldBy(State state, int made) {
    Map<String, Result.Fresh> fields = new TreeMap<>();
    state.heap.forEach((key, slot) -> {
      if (key.base() != made || key.field().startsWith("[")) {
        return;
      }
      switch (slot.value()) {
        case Value.Sym sym -> held(state, sym.id(), key.field(), fields);
        case Value.Part part -> {
          if (part.kind() == Value.Kind.SLICE || part.kind() == Value.Kind.GROWN) {
            held(state, part.of(), key.field(), fields);
          }
        }
        case Value.Fun fun -> {
          Captured captured = Captured.of(fun.code());
          for (int var : captured.mayRelease() ? captured.reads() : Set.<Integer>of()) {
            if (state.vars[var] instanceof Value.Sym sym) {
              held(state, sym.id(), key.field() + Trail.CALLED, fields);
            }
          }
        }
        default -> {}
      }
    });
    return fields;
  }

  private static void held(State state, int id, String field, Map<String, Result.Fresh> fields) {
    Thing held = state.things.get(id);
    if (held != null
        && held.origin() == Origin.ACQUIRED
        && held.status() == Status.LIVE
        && !held.mayBeAnothers()) {
      fields.put(field, new Result.Fresh(held.pool(), held.clean()));
    }
  }
}
