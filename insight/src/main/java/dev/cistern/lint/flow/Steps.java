package dev.cistern.lint.flow;

import dev.cistern.lint.flow.Event.Kind;
import dev.cistern.lint.flow.State.Key;
import dev.cistern.lint.flow.State.Slot;
import dev.cistern.lint.flow.Thing.Origin;
import dev.cistern.lint.flow.Thing.Status;
import dev.cistern.lint.ir.Func;
import dev.cistern.lint.ir.Op;
import dev.cistern.lint.ir.Shape;
import dev.cistern.lint.ir.TypeName;
import java.util.ArrayList;
import java.util.List;

/** Carries out single operations on a state. */
final class Steps {
  private final Func func;
  private final Memory memory;
  private final Refine refine;
  private final CallSteps calls;

  Steps(Func func, Memory memory, Refine refine, CallSteps calls) {
    this.func = func;
    this.memory = memory;
    this.refine = refine;
    this.calls = calls;
  }

  /** Carries out an operation; several states come out where it may end in several ways. */
  List<State> step(State state, Op op) {
    boolean again = state.again(op.id());
    switch (op) {
      case Op.Call c -> {
        return calls.call(state, c, again);
      }
      case Op.Assert a -> {
        return assertion(state, a, again);
      }
      default -> plain(state, op, again);
    }
    return List.of(state);
  }

  /** An operation that ends in one way: those that move values. */
  private void plain(State state, Op op, boolean again) {
    switch (op) {
      case Op.Const c -> state.vars[c.dst()] = new Value.Lit(c.value());
      case Op.Copy c -> state.vars[c.dst()] = memory.get(state, c.src());
      case Op.Pure p -> {
        List<Value> args = new ArrayList<>(p.args().size());
        for (int arg : p.args()) {
          args.add(memory.get(state, arg));
        }
        boolean site = again && !isComparison(p.op());
        state.vars[p.dst()] =
            site
                ? memory.fresh(state, p.id(), 0, false, true)
                : refine.pure(
                    state, p.op(), args, () -> memory.fresh(state, p.id(), 0, false, again));
      }
      case Op.Load l -> {
        Value base = memory.get(state, l.base());
        state.vars[l.dst()] =
            memory.load(state, base, l.field(), func.vars().get(l.dst()).type(), l.at());
        if (base instanceof Value.Sym sym
            && func.vars().get(l.base()).type().shape() == Shape.POINTER) {
          // Else it had panicked.
          state.facts.putIfAbsent(sym.id(), Fact.NOT_NIL);
        }
      }
      case Op.Store s -> store(state, s);
      case Op.Global g -> {
        Slot slot = state.heap.get(new Key(Symbols.GLOBALS, g.name()));
        state.vars[g.dst()] =
            slot != null ? slot.value() : memory.symbols().sym(new Symbols.Key.Global(g.name()));
      }
      case Op.SetGlobal g -> {
        Value value = memory.get(state, g.src());
        state.heap.put(new Key(Symbols.GLOBALS, g.name()), new Slot(value, g.at()));
        memory.escape(state, value);
      }
      case Op.View v -> state.vars[v.dst()] = view(memory.get(state, v.src()), v.part());
      default -> acting(state, op, again);
    }
  }

  /** An operation that ends in one way: those that make, hand over or wait. */
  private void acting(State state, Op op, boolean again) {
    switch (op) {
      case Op.Append a -> append(state, a, again);
      case Op.Make m -> make(state, m, again);
      case Op.Closure c -> state.vars[c.dst()] = new Value.Fun(c.code());
      case Op.FuncValue f -> {
        List<Value> bound = f.bound().stream().map(b -> memory.get(state, b)).toList();
        state.vars[f.dst()] = new Value.Bound(f.callee(), bound);
      }
      case Op.AddressOf a -> state.vars[a.dst()] = new Value.Cell(a.var());
      case Op.Send s -> {
        Value value = memory.get(state, s.value());
        memory.use(state, value, s.at(), "sent here");
        state.heap.put(new Key(Symbols.GLOBALS, "channel " + s.at()), new Slot(value, s.at()));
        memory.escape(state, value);
      }
      case Op.Receive r -> {
        Value channel = memory.get(state, r.channel());
        state.spawns.removeIf(spawn -> spawn.byCall() || spawn.roots().contains(channel));
        memory.reached().waited(state);
        state.vars[r.dst()] = memory.fresh(state, r.id(), 0, false, again);
        set(state, r.ok(), memory.fresh(state, r.id(), 1, false, again));
      }
      case Op.Next n -> next(state, n, again);
      case Op.Use u -> memory.use(state, memory.get(state, u.src()), u.at(), "used here");
      default -> {}
    }
  }

  private static boolean isComparison(String op) {
    return switch (op) {
      case "==", "!=", "<", ">", "<=", ">=", "!", "len", "cap" -> true;
      default -> false;
    };
  }

  private static void set(State state, int var, Value value) {
    if (var != Op.NONE) {
      state.vars[var] = value;
    }
  }

  private void store(State state, Op.Store s) {
    Value base = memory.get(state, s.base());
    Value value = memory.get(state, s.src());
    int id = base.base();
    if (id >= 0) {
      Slot old = state.heap.get(new Key(id, s.field()));
      Thing thing = state.things.get(value.base());
      if (thing != null && thing.origin() == Origin.ACQUIRED && thing.status() == Status.LIVE) {
        memory.tell(
            Kind.STORED_IN_FIELD, s.at(), thing, func.vars().get(s.base()).type(), s.field());
      }
      boolean outside = memory.symbols().path(id) != null && !memory.isCopy(id);
      int before = old == null ? -1 : old.value().base();
      boolean empties = value instanceof Value.Lit lit && lit.value() == null;
      boolean renews = old != null && thing != null && thing.origin() == Origin.ACQUIRED;
      boolean other = before < 0 || before != value.base();
      if (outside && (empties || renews) && other && !isKnownNil(state, old)) {
        Thing held = before < 0 ? null : state.things.get(before);
        if (held == null || held.status() == Status.LIVE && !held.escaped()) {
          Thing shown = held == null ? Thing.foreign(memory.start(s.at(), "")) : held;
          memory.tell(Kind.OVERWRITTEN, s.at(), shown, func.vars().get(s.base()).type(), s.field());
        }
      }
      Thing owner = state.things.get(id);
      Thing shown = owner == null ? Thing.foreign(memory.start(s.at(), "")) : owner;
      memory.tell(Kind.FIELD_SET, s.at(), shown, func.vars().get(s.base()).type(), s.field());
    }
    memory.store(state, base, s.field(), value, s.at());
    boolean map = func.vars().get(s.base()).type().shape() == Shape.MAP;
    if (map && s.field().startsWith("[") && id >= 0 && !memory.symbols().isMade(id)) {
      state.heap.put(new Key(id, "[" + s.id() + "]"), new Slot(value, s.at()));
    }
    if (s.field().equals("*") && id >= 0 && state.things.get(id) instanceof Thing thing) {
      boolean reset = value instanceof Value.Sym sym && memory.symbols().isMade(sym.id());
      if (reset) {
        state.things.put(id, thing.as(Thing.Clean.RESET));
      }
    }
  }

  private boolean isKnownNil(State state, @org.jspecify.annotations.Nullable Slot old) {
    return old != null && Boolean.TRUE.equals(refine.isNil(state, old.value()));
  }

  static Value view(Value src, Op.Part part) {
    return switch (src) {
      case Value.Sym sym ->
          switch (part) {
            case HEAD -> new Value.Part(sym.id(), Value.Kind.SLICE, "");
            case TAIL -> new Value.Part(sym.id(), Value.Kind.TAIL, "");
            case INNER -> new Value.Part(sym.id(), Value.Kind.VIEW, "");
          };
      case Value.Part old -> {
        boolean tail = part == Op.Part.TAIL && old.kind() != Value.Kind.VIEW;
        yield tail ? new Value.Part(old.of(), Value.Kind.TAIL, old.via()) : old;
      }
      case Value.Lit _, Value.Fun _, Value.Bound _, Value.Cell _ -> src;
    };
  }

  private void append(State state, Op.Append a, boolean again) {
    Value src = memory.get(state, a.src());
    memory.use(state, src, a.at(), "appended to here");
    List<Value> args = a.args().stream().map(arg -> memory.get(state, arg)).toList();
    int id = src.base();
    Thing thing = id < 0 ? null : state.things.get(id);
    if (a.spread()) {
      args.forEach(arg -> memory.use(state, arg, a.at(), "copied here"));
    }
    if (thing != null || id >= 0 && memory.symbols().path(id) != null) {
      Value.Part part = src instanceof Value.Part p ? p : new Value.Part(id, Value.Kind.SLICE, "");
      boolean inside = part.kind() == Value.Kind.VIEW || part.kind() == Value.Kind.TAIL;
      state.vars[a.dst()] = inside ? part : new Value.Part(id, Value.Kind.GROWN, part.via());
      if (thing != null) {
        Thing grown = a.spread() ? thing.asGrown() : thing;
        state.things.put(id, written(grown));
      } else if (a.spread() && memory.symbols().key(id) instanceof Symbols.Key.Field) {
        state.things.put(id, Thing.foreign(memory.start(a.at(), "")).asGrown());
      }
      if (!a.spread()) {
        args.forEach(arg -> memory.escape(state, arg));
        if (thing == null && !inside) {
          held(state, id, args, a);
        }
      }
      return;
    }
    if (id >= 0 && memory.symbols().isMade(id)) {
      state.vars[a.dst()] = src;
      held(state, id, args, a);
      return;
    }
    Value.Sym made = memory.fresh(state, a.id(), 0, true, again);
    state.vars[a.dst()] = made;
    held(state, made.id(), args, a);
    if (id >= 0) {
      args.forEach(arg -> memory.escape(state, arg));
    }
  }

  private void held(State state, int list, List<Value> args, Op.Append a) {
    if (a.spread()) {
      return;
    }
    for (Value arg : args) {
      if (arg.base() >= 0) {
        Slot before = state.heap.put(new Key(list, "[" + a.id() + "]"), new Slot(arg, a.at()));
        if (before != null && before.value().base() != arg.base()) {
          // An earlier round's: the list has it too.
          memory.escape(state, before.value());
        }
      }
    }
  }

  static Thing written(Thing thing) {
    return switch (thing.clean()) {
      case AS_TAKEN -> thing.as(Thing.Clean.WRITTEN_UNRESET);
      case RESET -> thing.as(Thing.Clean.WRITTEN);
      case WRITTEN, WRITTEN_UNRESET -> thing;
    };
  }

  private void make(State state, Op.Make m, boolean again) {
    Value.Sym made = memory.fresh(state, m.id(), 0, true, again);
    for (int i = 0; i < m.fields().size(); i++) {
      Value value = memory.get(state, m.values().get(i));
      String field = m.fields().get(i);
      if (isSize(m.type(), field)) {
        continue;
      }
      state.heap.put(
          new Key(made.id(), field.equals("[]") ? "[" + i + "]" : field), new Slot(value, m.at()));
      Thing thing = state.things.get(value.base());
      if (thing != null && thing.origin() == Origin.ACQUIRED) {
        memory.tell(Kind.STORED_IN_FIELD, m.at(), thing, m.type(), field);
      }
    }
    state.vars[m.dst()] = made;
  }

  /** Whether make was told a length or capacity by it: nothing that anybody could hold. */
  private static boolean isSize(TypeName type, String field) {
    return switch (type.shape()) {
      case SLICE, MAP, CHANNEL -> field.equals("len") || field.equals("cap");
      default -> false;
    };
  }

  private void next(State state, Op.Next n, boolean again) {
    Value over = memory.get(state, n.over());
    memory.use(state, over, n.at(), "read here");
    state.spawns.removeIf(spawn -> spawn.byCall() || spawn.roots().contains(over));
    if (over.base() >= 0) {
      state.heap.entrySet().stream()
          .filter(e -> e.getKey().base() == over.base() && e.getKey().field().startsWith("["))
          .map(e -> e.getValue().value())
          .toList()
          .forEach(value -> memory.escape(state, value));
    }
    set(state, n.key(), memory.fresh(state, n.id(), 0, false, again));
    set(state, n.value(), memory.fresh(state, n.id(), 1, false, again));
  }

  private List<State> assertion(State state, Op.Assert a, boolean again) {
    Value src = memory.get(state, a.src());
    Thing thing = state.things.get(src.base());
    boolean pooled = thing != null && thing.origin() == Origin.ACQUIRED;
    if (pooled && thing != null) {
      boolean checked = state.facts.get(src.base()) == Fact.NOT_NIL;
      String detail = a.ok() != Op.NONE ? "ok" : checked ? "checked" : "";
      memory.tell(Kind.ASSERTED, a.at(), thing, a.type(), detail);
    }
    if (a.ok() == Op.NONE) {
      state.vars[a.dst()] = src;
      if (src instanceof Value.Sym sym && a.type().shape() != Shape.INTERFACE) {
        state.facts.put(sym.id(), Fact.NOT_NIL);
      }
      return List.of(state);
    }
    if (!pooled) {
      state.vars[a.dst()] = src;
      state.vars[a.ok()] = memory.fresh(state, a.id(), 1, false, again);
      return List.of(state);
    }
    State other = state.copy();
    state.vars[a.dst()] = src;
    state.vars[a.ok()] = new Value.Lit(true);
    state.facts.put(src.base(), Fact.NOT_NIL);
    other.things.remove(src.base());
    other.vars[a.dst()] = Value.NIL;
    other.vars[a.ok()] = new Value.Lit(false);
    return List.of(state, other);
  }
}
