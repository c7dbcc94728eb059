package dev.cistern.lint.flow;

import dev.cistern.lint.flow.Event.Kind;
import dev.cistern.lint.flow.Thing.Origin;
import dev.cistern.lint.flow.Thing.Status;
import dev.cistern.lint.ir.Callee;
import dev.cistern.lint.ir.Shape;
import dev.cistern.lint.ir.TypeName;
import java.util.Set;

/** What taking and giving back do to a state. */
final class Releases {
  private final Memory memory;

  Releases(Memory memory) {
    this.memory = memory;
  }

  /** Something is taken from a pool. */
  void acquire(State state, Value.Sym value, int site, int at, String pool, Thing.Clean clean) {
    Trail trail = memory.start(at, "taken from " + Callee.shownPool(pool) + " here");
    acquire(state, value, site, at, pool, clean, trail);
  }

  /** Something comes in a field of what holds it. */
  void hold(
      State state, Value.Sym value, int site, int at, Outcome.Result.Fresh fresh, String field) {
    Trail trail = memory.start(at, Trail.HELD + field);
    acquire(state, value, site, at, fresh.pool(), fresh.clean(), trail);
  }

  private void acquire(
      State state, Value.Sym value, int site, int at, String pool, Thing.Clean clean, Trail trail) {
    Thing thing =
        new Thing(
            Origin.ACQUIRED,
            pool,
            site,
            at,
            Status.LIVE,
            false,
            false,
            clean,
            false,
            Set.of(),
            trail);
    state.things.put(value.id(), thing);
    memory.tell(Kind.ACQUIRED, at, thing, TypeName.UNKNOWN, "");
  }

  /** Something is opened that must be closed. */
  void open(State state, Value.Sym value, int site, int at, String what) {
    Thing thing =
        new Thing(
            Origin.OPENED,
            what,
            site,
            at,
            Status.LIVE,
            false,
            false,
            Thing.Clean.AS_TAKEN,
            false,
            Set.of(),
            memory.start(at, "opened here"));
    state.things.put(value.id(), thing);
  }

  /**
   * Something is given back.
   *
   * @param type its static type
   * @param byCall whether a function that is called does it
   */
  void release(State state, Value given, int at, String pool, TypeName type, boolean byCall) {
    Value value = given;
    boolean address = false;
    if (value instanceof Value.Cell cell) {
      value = memory.get(state, cell.var());
      address = true;
    }
    if (value instanceof Value.Lit lit && lit.value() == null) {
      if (!byCall) {
        nil(at, pool, type);
      }
      return;
    }
    int id = value.base();
    if (id < 0) {
      return;
    }
    if (value instanceof Value.Part part && part.kind() == Value.Kind.VIEW) {
      tellRelease(Thing.foreign(memory.start(at, "")), at, pool, type, byCall, address);
      return;
    }
    Thing thing = state.things.get(id);
    if (thing == null) {
      thing = Thing.foreign(memory.start(at, ""));
    }
    boolean found = memory.symbols().key(id) instanceof Symbols.Key.Field;
    if (!byCall && !found && state.facts.get(id) == Fact.NIL && type.shape() == Shape.POINTER) {
      nil(at, pool, type);
    }
    switch (thing.status()) {
      case RELEASED -> again(state, id, thing, at, type, byCall);
      case RELEASED_ELSEWHERE -> {
        Thing told =
            thing.as(
                Status.TOLD, memory.step(thing, at, memory.whenEnding("given back again here")));
        if (thing.origin() != Origin.FOREIGN) {
          memory.tell(Kind.RELEASED_TWICE, at, told, type, "spawn");
        }
        state.things.put(id, told);
      }
      case LIVE -> live(state, value, thing, at, pool, type, byCall, address);
      case TOLD -> {}
    }
  }

  private void again(State state, int id, Thing thing, int at, TypeName type, boolean byCall) {
    if (memory.isEnding() && memory.symbols().isOfEarlierRound(id)) {
      // Each round deferred a give-back of its own.
      return;
    }
    Trail trail = memory.step(thing, at, memory.whenEnding("given back again here"));
    Thing told = thing.as(Status.TOLD, trail);
    memory.tell(Kind.RELEASED_TWICE, at, told, type, byCall ? "call" : "");
    state.things.put(id, told);
  }

  private void live(
      State state,
      Value value,
      Thing thing,
      int at,
      String pool,
      TypeName type,
      boolean byCall,
      boolean address) {
    int id = value.base();
    if (value instanceof Value.Part part && part.kind() == Value.Kind.TAIL) {
      memory.tell(Kind.TAIL_RELEASED, at, thing, type, "");
    }
    tellRelease(thing, at, pool, type, byCall, address);
    for (int held : state.holds.getOrDefault(id, Set.of())) {
      // What a call made of something of the same pool may be that thing itself.
      state.things.computeIfPresent(
          held, (_, one) -> one.pool().equals(pool) ? one.asEscaped() : one);
    }
    spawned(state, id, thing, at, type);
    Thing next = thing.as(Status.RELEASED, memory.step(thing, at, memory.givenBack()));
    if (next.pool().isEmpty()) {
      next = next.from(pool);
    }
    state.things.put(id, next);
  }

  private void tellRelease(
      Thing thing, int at, String pool, TypeName type, boolean byCall, boolean address) {
    Kind kind = byCall ? Kind.RELEASED_BY_CALL : Kind.RELEASED;
    String detail = address ? "address" : thing.bounded() ? "bounded" : "";
    memory.tell(kind, at, thing, pool, type, detail);
  }

  private void nil(int at, String pool, TypeName type) {
    Thing thing = Thing.foreign(memory.start(at, "nil is given back here"));
    memory.tell(Kind.NIL_RELEASED, at, thing, pool, type, "");
  }

  private void spawned(State state, int id, Thing thing, int at, TypeName type) {
    for (State.Spawned spawn : state.spawns) {
      if (!spawn.touched().contains(id)) {
        continue;
      }
      boolean reached =
          spawn.roots().stream().anyMatch(root -> memory.reachable(state, root).contains(id));
      if (reached) {
        Trail trail =
            new Trail(
                memory.step(thing, spawn.at(), "a goroutine that works on it starts here"),
                memory.func().file(),
                at,
                "given back here, while it may still run");
        Thing told = thing.as(Status.TOLD, trail);
        memory.tell(Kind.RELEASED_WHILE_SPAWNED, at, told, type, "");
        return;
      }
    }
  }
}
