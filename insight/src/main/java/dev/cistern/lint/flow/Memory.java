package dev.cistern.lint.flow;

import dev.cistern.lint.flow.Event.Kind;
import dev.cistern.lint.flow.State.Key;
import dev.cistern.lint.flow.State.Slot;
import dev.cistern.lint.flow.Thing.Status;
import dev.cistern.lint.ir.Func;
import dev.cistern.lint.ir.Shape;
import dev.cistern.lint.ir.TypeName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** Reads and writes the memory of a state, and follows what becomes of things there. */
final class Memory {
  private static final int USED_MAX = 16;
  private final Func func;
  private final Symbols symbols;
  private final Consumer<Event> events;
  private final Map<Reach, TypeName> used = new HashMap<>();
  private final Reached reached = new Reached(this);
  private Set<Integer> touched = new HashSet<>();
  private boolean ending;

  Memory(Func func, Symbols symbols, Consumer<Event> events) {
    this.func = func;
    this.symbols = symbols;
    this.events = events;
  }

  /** Takes note whether deferred calls run now; gives how it was before. */
  boolean ending(boolean now) {
    boolean before = ending;
    ending = now;
    return before;
  }

  /** Whether deferred calls run now. */
  boolean isEnding() {
    return ending;
  }

  /** A step's text, with when it happens where that is not its turn. */
  String whenEnding(String text) {
    return ending ? text + Trail.AT_END : text;
  }

  /** How a give-back is told: one that was deferred stands before what it comes behind. */
  String givenBack() {
    return ending ? Trail.GIVEN_BACK_AT_END : Trail.GIVEN_BACK;
  }

  Func func() {
    return func;
  }

  Symbols symbols() {
    return symbols;
  }

  void tell(Kind kind, int at, Thing thing, TypeName type, String detail) {
    tell(kind, at, thing, thing.pool(), type, detail);
  }

  /** Of a pool that need not be the one the thing came from. */
  void tell(Kind kind, int at, Thing thing, String pool, TypeName type, String detail) {
    events.accept(new Event(kind, func.name(), func.file(), at, thing, pool, type, detail));
  }

  Trail step(Thing thing, int at, String text) {
    return new Trail(thing.trail(), func.file(), at, text);
  }

  Trail start(int at, String text) {
    return new Trail(null, func.file(), at, text);
  }

  Value get(State state, int var) {
    Value value = state.vars[var];
    if (value == null) {
      value = symbols.sym(new Symbols.Key.Outer(var));
      state.vars[var] = value;
    }
    return value;
  }

  /** A new value for an operation's result; what an earlier round left gets another symbol. */
  Value.Sym fresh(State state, int op, int slot, boolean made, boolean again) {
    int id = symbols.intern(new Symbols.Key.Site(op, slot, 0, made));
    if (again) {
      int old = symbols.intern(new Symbols.Key.Site(op, slot, 1, made));
      if (state.mentions(id)) {
        reached.part(state, old, symbols.intern(new Symbols.Key.Site(op, slot, 2, made)));
        state.rename(id, old);
      }
      state.facts.keySet().removeIf(s -> s == id || symbols.dependsOn(s, id));
      state.things.keySet().removeIf(s -> s == id || symbols.dependsOn(s, id));
      state.heap.keySet().removeIf(k -> k.base() == id || symbols.dependsOn(k.base(), id));
      state.holds.remove(id);
    }
    return new Value.Sym(id);
  }

  /** A call's result is its error; {@code told} where it is one in any case. */
  void error(State state, Value.Sym result, boolean told) {
    symbols.noteError(result.id());
    if (told) {
      state.facts.put(result.id(), Fact.NOT_NIL);
    }
  }

  /** Notes from now on in another set what is used; gives the one before. */
  Set<Integer> recordTouched(Set<Integer> into) {
    Set<Integer> before = touched;
    touched = into;
    return before;
  }

  /** The memory behind a value is read or written. */
  void use(State state, Value value, int at, String how) {
    if (value instanceof Value.Part part
        && part.kind() == Value.Kind.GROWN
        && symbols.key(part.of()) instanceof Symbols.Key.Param) {
      return;
    }
    if (state.isStraight() && value.base() > 0) {
      useAlways(value.base());
    }
    int id = ending ? ownerOfLock(state, value.base()) : value.base();
    Thing thing = state.things.get(id);
    if (thing == null) {
      return;
    }
    touched.add(id);
    if (thing.status() == Status.RELEASED) {
      Thing told = thing.as(Status.TOLD, step(thing, at, whenEnding(how)));
      boolean given = symbols.key(id) instanceof Symbols.Key.Param;
      tell(Kind.USED_AFTER_RELEASE, at, told, TypeName.UNKNOWN, given ? Event.GIVEN : "");
      state.things.put(id, told);
    } else if (thing.status() == Status.RELEASED_ELSEWHERE) {
      Thing told = thing.as(Status.TOLD, step(thing, at, whenEnding(how)));
      tell(Kind.USED_AFTER_SPAWN, at, told, TypeName.UNKNOWN, "");
      state.things.put(id, told);
    }
  }

  /** What a lock is a field of, where a deferred call is to open it; anything else is itself. */
  private int ownerOfLock(State state, int id) {
    boolean lock =
        id > 0 && !state.things.containsKey(id) && symbols.type(id).name().startsWith("sync.");
    return lock && symbols.key(id) instanceof Symbols.Key.Field field ? field.base() : id;
  }

  /** On all ways something is used that is reached over a field of a parameter. */
  private void useAlways(int symbol) {
    Reach path =
        used.size() < USED_MAX && symbols.key(symbol) instanceof Symbols.Key.Field
            ? symbols.path(symbol)
            : null;
    if (path != null) {
      used.put(path, symbols.type(symbol));
    }
  }

  /** What is used on all ways and reached over fields of parameters, with its static type. */
  Map<Reach, TypeName> used() {
    return used;
  }

  Value load(State state, Value base, String field, TypeName type, int at) {
    if (base instanceof Value.Cell cell) {
      return field.equals("*")
          ? get(state, cell.var())
          : load(state, get(state, cell.var()), field, type, at);
    }
    if (base.base() >= 0) {
      use(state, base, at, "used here");
    }
    return peek(state, base, field, type);
  }

  /** What a field holds, without the base counting as used. */
  Value peek(State state, Value base, String field, TypeName type) {
    if (base instanceof Value.Cell cell) {
      Value inner = get(state, cell.var());
      return field.equals("*") ? inner : peek(state, inner, field, type);
    }
    int id = base.base();
    if (id < 0) {
      return symbols.sym(new Symbols.Key.Derived("load " + field, List.of(base)));
    }
    if (field.equals("[]")) {
      return element(state, base, id, type);
    }
    Key key = new Key(id, field);
    Slot slot = state.heap.get(key);
    if (slot != null) {
      return slot.value();
    }
    Thing thing = state.things.get(id);
    boolean taken = thing != null && thing.origin() == Thing.Origin.ACQUIRED;
    boolean body = thing != null && thing.origin() == Thing.Origin.OPENED && field.equals("Body");
    Value value;
    if (taken && sharesMemory(type) || body) {
      value = new Value.Part(id, Value.Kind.VIEW, field);
    } else if (base instanceof Value.Part part && sharesMemory(type)) {
      value = new Value.Part(id, Value.Kind.VIEW, part.via().isEmpty() ? field : part.via());
    } else {
      value = symbols.field(id, field, type);
    }
    state.heap.put(key, new Slot(value, -1));
    return value;
  }

  /** What a field holds as far as it was asked for before; nothing is taken note of. */
  Value glance(State state, Value base, String field) {
    Value holder = base instanceof Value.Cell cell ? get(state, cell.var()) : base;
    int id = holder.base();
    Slot slot = id < 0 ? null : state.heap.get(new Key(id, field));
    if (slot != null) {
      return slot.value();
    }
    return id < 0 ? Value.NIL : symbols.sym(new Symbols.Key.Field(id, field));
  }

  private static boolean sharesMemory(TypeName type) {
    return type.shape() == Shape.SLICE
        || type.shape() == Shape.STRUCT
        || type.shape() == Shape.ARRAY;
  }

  private Value element(State state, Value base, int id, TypeName type) {
    Slot slot = state.heap.get(new Key(id, "[]"));
    if (slot != null && symbols.isMade(id)) {
      return slot.value();
    }
    if (sharesMemory(type) && state.things.containsKey(id)) {
      return new Value.Part(id, Value.Kind.VIEW, "");
    }
    return symbols.sym(new Symbols.Key.Derived("element", List.of(base)));
  }

  void store(State state, Value base, String field, Value value, int at) {
    if (base instanceof Value.Cell cell) {
      if (field.equals("*")) {
        state.vars[cell.var()] = value;
      } else {
        store(state, get(state, cell.var()), field, value, at);
      }
      return;
    }
    int id = base.base();
    use(state, base, at, "written here");
    if (id < 0) {
      escape(state, value);
      return;
    }
    detach(state, id, field, value);
    boolean outside = isOutside(state, id);
    if (field.equals("[]") && !symbols.isMade(id)) {
      escape(state, value);
      return;
    }
    dropElements(state, new Key(id, field), value);
    state.heap.put(new Key(id, field), new Slot(value, at));
    if (field.equals("[]")) {
      // One of many: the next round puts another there, and whoever goes through the list has both.
      state.things.computeIfPresent(value.base(), (_, thing) -> thing.asEscaped());
    }
    if (outside && value.base() != id && !isOfField(value, id, field)) {
      escape(state, value);
    }
  }

  /** Whether a value is what a field held, perhaps grown: it stays whose it was. */
  private boolean isOfField(Value value, int id, String field) {
    return value.base() > 0 && symbols.key(value.base()).equals(new Symbols.Key.Field(id, field));
  }

  /** What was read from a field and is no longer there belongs to the reader. */
  private void detach(State state, int id, String field, Value value) {
    if (value.base() == id || !state.things.containsKey(id)) {
      return;
    }
    Value part = new Value.Part(id, Value.Kind.VIEW, field);
    Value free = symbols.sym(new Symbols.Key.Field(id, "old " + field));
    for (int i = 0; i < state.vars.length; i++) {
      Value held = state.vars[i];
      if (held instanceof Value.Part p && p.of() == id && p.via().equals(field)) {
        state.vars[i] = free;
      }
    }
    state.heap.replaceAll((_, s) -> s.value().equals(part) ? new Slot(free, s.at()) : s);
  }

  /** Whether others may see what is stored in this. */
  boolean isOutside(State state, int id) {
    if (isCopy(id)) {
      return false;
    }
    if (!symbols.isMade(id)) {
      Thing thing = state.things.get(id);
      return thing == null || thing.origin() == Thing.Origin.FOREIGN || thing.escaped();
    }
    Thing thing = state.things.get(id);
    return thing != null && thing.escaped();
  }

  /** Others may hold the value and what it leads to from now on. */
  void escape(State state, Value value) {
    become(state, value, (_, thing) -> thing.asEscaped());
  }

  /** A value was handed to a call that may keep it; what it leads to may be anybody's by then. */
  void lend(State state, Value value, int call) {
    become(state, value, (id, one) -> id == value.base() ? one.handedOn(call) : one.asEscaped());
  }

  private void become(State state, Value value, BiFunction<Integer, Thing, Thing> next) {
    for (int id : reachableByCalls(state, value)) {
      Thing thing = state.things.get(id);
      if (thing != null || symbols.isMade(id) || symbols.path(id) != null) {
        state.things.put(id, next.apply(id, thing == null ? Thing.foreign(start(0, "")) : thing));
      }
    }
  }

  /** The symbols a value leads to over fields and what it may hold. */
  Set<Integer> reachable(State state, Value start) {
    return reached.from(state, start, false);
  }

  /** The same, with what function literals have of their surroundings. */
  Set<Integer> reachableByCalls(State state, Value start) {
    return reached.from(state, start, true);
  }

  /** What values lead to. */
  Reached reached() {
    return reached;
  }

  /** Whether a symbol is a parameter that is a copy: what is stored in its fields, nobody sees. */
  boolean isCopy(int id) {
    return id >= 0
        && symbols.key(id) instanceof Symbols.Key.Param param
        && func.vars().get(func.code().params().get(param.index())).value();
  }

  /** Whether an object made here has a thing in one of its fields. */
  boolean isHeldBy(State state, int thing, Value holder) {
    int id = holder.base();
    return symbols.isMade(id)
        && state.heap.entrySet().stream()
            .anyMatch(e -> e.getKey().base() == id && e.getValue().value().base() == thing);
  }

  /** Forgets what fields of a value held: an operation may have set them. */
  void forgetFields(State state, Value value, int op) {
    if (value instanceof Value.Cell cell) {
      forgetFields(state, get(state, cell.var()), op);
      return;
    }
    int id = value.base();
    if (id < 0) {
      return;
    }
    for (Key key : List.copyOf(state.heap.keySet())) {
      Slot slot = state.heap.get(key);
      if (key.base() == id && slot != null && !state.things.containsKey(slot.value().base())) {
        forget(state, key, op);
      }
    }
  }

  /** What was appended to a list in a field is not there any more, unless the list only grew. */
  void dropElements(State state, Key key, Value next) {
    Slot slot = state.heap.get(key);
    int list = slot == null ? -1 : slot.value().base();
    boolean grown =
        next instanceof Value.Part part && part.of() == list && part.kind() == Value.Kind.GROWN;
    if (list > 0 && !grown && !symbols.isMade(list)) {
      state.heap.keySet().removeIf(one -> one.base() == list && one.field().startsWith("["));
    }
  }

  /** From an operation on, a field holds something that is not known. */
  void forget(State state, Key key, int op) {
    Value unknown = symbols.sym(new Symbols.Key.Field(key.base(), key.field() + "@" + op));
    state.facts.remove(unknown.base());
    state.things.remove(unknown.base());
    dropElements(state, key, unknown);
    state.heap.put(key, new Slot(unknown, -1));
  }
}
