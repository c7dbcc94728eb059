package dev.cistern.lint.flow;

import dev.cistern.lint.flow.Event.Kind;
import dev.cistern.lint.flow.Thing.Origin;
import dev.cistern.lint.flow.Thing.Status;
import dev.cistern.lint.ir.Code;
import dev.cistern.lint.ir.Shape;
import dev.cistern.lint.ir.TypeName;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells what is left where a function ends: what was not given back, and what still points to what
 * was.
 */
final class Leftovers {
  private final Memory memory;

  Leftovers(Memory memory) {
    this.memory = memory;
  }

  void tell(State state, Set<Integer> returned, int at, boolean panic, Code code) {
    for (Map.Entry<Integer, Thing> entry : List.copyOf(state.things.entrySet())) {
      Thing thing = entry.getValue();
      if (thing.origin() == Origin.FOREIGN) {
        continue;
      }
      boolean live =
          thing.status() == Status.LIVE
              && !thing.escaped()
              && !returned.contains(entry.getKey())
              && !isListed(state, entry.getKey())
              && state.facts.get(entry.getKey()) != Fact.NIL;
      Thing shown =
          live
              ? thing.as(
                  thing.status(),
                  memory.step(thing, at, panic ? Trail.LEFT_BY_EXCEPTION : Trail.LEFT))
              : thing;
      memory.tell(live ? Kind.LEFT_LIVE : Kind.LEFT_DONE, at, shown, TypeName.UNKNOWN, code.name());
    }
    held(state);
    if (!panic) {
      kept(state, at);
      mapped(state, at);
    }
  }

  /** Tells fields of what came in from outside that still have what was given back here. */
  private void kept(State state, int at) {
    for (Map.Entry<State.Key, State.Slot> entry : List.copyOf(state.heap.entrySet())) {
      Value value = entry.getValue().value();
      int holder = entry.getKey().base();
      Thing thing = value instanceof Value.Sym sym ? state.things.get(sym.id()) : null;
      if (thing != null
          && thing.origin() == Origin.FOREIGN
          && thing.status() == Status.RELEASED
          && !entry.getKey().field().startsWith("[")
          && memory.symbols().path(holder) != null
          && !memory.isCopy(holder)
          && !isReleased(state, holder)) {
        Thing told = thing.as(Status.RELEASED, memory.step(thing, at, "still in the field here"));
        memory.tell(Kind.KEPT_IN_FIELD, at, told, type(holder), entry.getKey().field());
      }
    }
  }

  /** Tells what was found in a map that came in from outside and given back here. */
  private void mapped(State state, int at) {
    for (Map.Entry<Integer, Thing> entry : List.copyOf(state.things.entrySet())) {
      Thing thing = entry.getValue();
      if (thing.origin() == Origin.FOREIGN
          && thing.status() == Status.RELEASED
          && memory.symbols().key(entry.getKey()) instanceof Symbols.Key.Derived derived
          && derived.op().equals("element")
          && isMapInPlace(state, derived.args().getFirst().base())) {
        Thing told = thing.as(Status.RELEASED, memory.step(thing, at, "still in the map here"));
        memory.tell(Kind.KEPT_IN_FIELD, at, told, TypeName.UNKNOWN, "[]");
      }
    }
  }

  /** Whether a map is still where it was found. */
  private boolean isMapInPlace(State state, int map) {
    if (map < 0
        || type(map).shape() != Shape.MAP
        || !(memory.symbols().key(map) instanceof Symbols.Key.Field field)) {
      return false;
    }
    State.Slot slot = state.heap.get(new State.Key(field.base(), field.name()));
    return slot != null && slot.value().equals(new Value.Sym(map));
  }

  private TypeName type(int holder) {
    return memory.symbols().key(holder) instanceof Symbols.Key.Param param
        ? memory.func().vars().get(memory.func().code().params().get(param.index())).type()
        : memory.symbols().type(holder);
  }

  /** Whether a list has it: whoever goes through that may give it back. */
  private static boolean isListed(State state, int thing) {
    return state.heap.entrySet().stream()
        .anyMatch(e -> e.getKey().field().startsWith("[") && e.getValue().value().base() == thing);
  }

  /**
   * Fields of others, variables of the package and channels that still lead to what was given back.
   */
  private void held(State state) {
    for (Map.Entry<State.Key, State.Slot> entry : List.copyOf(state.heap.entrySet())) {
      int holder = entry.getKey().base();
      if (entry.getValue().at() < 0
          || memory.symbols().isMade(holder)
          || !memory.isOutside(state, holder)
          || isReleased(state, holder)) {
        continue;
      }
      for (Value value : memory.reached().heldIn(state, entry.getValue().value())) {
        held(state, entry.getKey(), entry.getValue().at(), value);
      }
    }
  }

  private void held(State state, State.Key key, int at, Value value) {
    Thing thing = state.things.get(value.base());
    int holder = key.base();
    if (thing == null
        || thing.status() != Status.RELEASED
        || thing.origin() != Origin.ACQUIRED
        || holder == value.base()
        || memory.symbols().dependsOn(holder, value.base())
        || isOfEarlierRound(thing, at)
        || thing.trail().isHeld()) {
      return;
    }
    boolean part = value instanceof Value.Part p && p.kind() == Value.Kind.VIEW;
    boolean whole = value instanceof Value.Sym || !part;
    Kind kind = whole ? Kind.STORED_RELEASED : Kind.STORED_VIEW;
    String what = key.field().startsWith("channel ") ? "sent here" : "stored here";
    Thing told =
        thing.as(Status.TOLD, memory.step(thing, at, what + ", and outlives the give-back"));
    String via = value instanceof Value.Part p ? p.via() : "";
    memory.tell(kind, at, told, TypeName.UNKNOWN, via);
  }

  /**
   * Whether it was given back further up than it was stored, or by the call that took it: in a
   * later round of a loop.
   */
  private static boolean isOfEarlierRound(Thing thing, int stored) {
    return thing.trail().steps().stream()
        .anyMatch(step ->
            (step.at() < stored || step.at() == thing.at())
                && step.text().equals(Trail.GIVEN_BACK));
  }

  private static boolean isReleased(State state, int holder) {
    Thing thing = state.things.get(holder);
    return thing != null && thing.status() != Status.LIVE;
  }
}
