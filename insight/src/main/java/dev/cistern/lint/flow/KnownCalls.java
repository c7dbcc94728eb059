package dev.cistern.lint.flow;

import dev.cistern.catalogue.Fact.Kind;
import dev.cistern.lint.flow.Thing.Origin;
import dev.cistern.lint.ir.Callee;
import dev.cistern.lint.ir.Op;
import dev.cistern.lint.ir.Shape;
import dev.cistern.lint.ir.TypeName;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Carries out calls of functions whose sources are not at hand: by the catalogue, then by name. */
final class KnownCalls {
  private static final String POOL = "sync.Pool.";
  private final Memory memory;
  private final Knowledge knowledge;
  private final Releases releases;
  private final Conventions names;
  private final Views views;
  private final Containers containers;
  private final Contents contents;

  KnownCalls(Memory memory, Knowledge knowledge) {
    this.memory = memory;
    this.knowledge = knowledge;
    this.names = knowledge.conventions();
    this.releases = new Releases(memory);
    this.views = new Views(knowledge);
    this.containers = new Containers(memory, names);
    this.contents = new Contents(memory, knowledge);
  }

  /** A method that makes its receiver clean by its name, whatever its source shows. */
  void cleaned(State state, Op.Call op, List<Value> args) {
    contents.cleaned(state, op, args);
  }

  /** Whether a function is what it is whatever its source says. */
  static boolean isFixed(String name) {
    String plain = Knowledge.canonical(name);
    return plain.startsWith(POOL)
        || name.startsWith("builtin.")
        || plain.startsWith("bytes.Buffer.")
        || plain.startsWith("strings.Builder.");
  }

  /** A call that ends in an exception: nothing comes of it, but what it got may be gone. */
  State thrown(State state, Op.Call op, List<Value> args) {
    String name = op.callee() instanceof Callee.Named named ? named.name() : "";
    boolean takes = knowledge.acquires(name) != null || knowledge.opens(name) != null;
    return takes ? state : call(state, op, args, true).getFirst();
  }

  /** Whether a function is what is known of it, whatever its source says. */
  boolean isTrusted(String name) {
    return isFixed(name) || names.trustsLibraries() && knowledge.knows(name);
  }

  /** Whether a call shows that its receiver is not nil. */
  boolean provesReceiver(Callee callee) {
    return names.comparesArguments() && isMethod(callee);
  }

  List<State> call(State state, Op.Call op, List<Value> args, boolean again) {
    String name = op.callee() instanceof Callee.Named named ? named.name() : "";
    if (!name.isEmpty()) {
      String acquired = knowledge.acquires(name);
      if (acquired != null) {
        boolean any = acquired.equals(Knowledge.ANY_POOL);
        boolean named = isOwn(name, acquired) && (any || !op.pool().isEmpty());
        String pool = named ? op.pool() : acquired;
        return acquire(state, op, pool, again);
      }
      String released = knowledge.releases(name);
      if (released != null && !args.isEmpty()) {
        String pool = isOwn(name, released) ? op.pool() : released;
        return List.of(release(state, op, args, pool, again));
      }
      String opened = knowledge.opens(name);
      if (opened != null && !isFromOpened(state, args)) {
        return open(state, op, opened, args, again);
      }
    }
    return List.of(other(state, op, args, again, name));
  }

  /** Whether a function is a method of the pool itself, so that its receiver tells which one. */
  private static boolean isOwn(String name, String type) {
    return isFixed(name) || Knowledge.canonical(name).startsWith(type + ".");
  }

  /** Whether a call asks something that was opened here and closes what comes of it with itself. */
  private boolean isFromOpened(State state, List<Value> args) {
    Thing from = args.isEmpty() ? null : state.things.get(args.getFirst().base());
    return names.closesWhatItOpened() && from != null && from.origin() == Origin.OPENED;
  }

  private List<State> acquire(State state, Op.Call op, String pool, boolean again) {
    if (op.dsts().isEmpty()) {
      return List.of(state);
    }
    Value.Sym value = memory.fresh(state, op.id(), 0, false, again);
    state.vars[op.dsts().getFirst()] = value;
    if (op.dsts().size() == 1) {
      releases.acquire(state, value, op.id(), op.at(), pool, Thing.Clean.AS_TAKEN);
      return List.of(state);
    }
    State failed = failed(state, op, again);
    releases.acquire(state, value, op.id(), op.at(), pool, Thing.Clean.AS_TAKEN);
    succeeded(state, op, value);
    return List.of(state, failed);
  }

  private List<State> open(
      State state, Op.Call op, String opened, List<Value> args, boolean again) {
    if (op.dsts().isEmpty()) {
      return List.of(state);
    }
    Value.Sym value = memory.fresh(state, op.id(), 0, false, again);
    state.vars[op.dsts().getFirst()] = value;
    State failed = op.dsts().size() > 1 ? failed(state, op, again) : null;
    releases.open(state, value, op.id(), op.at(), opened);
    int from = names.closesFromWithin() && !args.isEmpty() ? args.getFirst().base() : -1;
    if (from > 0) {
      Set<Integer> held = new HashSet<>(state.holds.getOrDefault(from, Set.of()));
      held.add(value.id());
      state.holds.put(from, held);
    }
    if (failed == null) {
      return List.of(state);
    }
    succeeded(state, op, value);
    return List.of(state, failed);
  }

  /** The way on which the call's last result tells an error. */
  private State failed(State state, Op.Call op, boolean again) {
    State failed = state.copy();
    failed.vars[op.dsts().getFirst()] = Value.NIL;
    for (int i = 1; i < op.dsts().size(); i++) {
      Value.Sym error = memory.fresh(failed, op.id(), i, false, again);
      failed.facts.put(error.id(), Fact.NOT_NIL);
      failed.vars[op.dsts().get(i)] = error;
    }
    return failed;
  }

  private static void succeeded(State state, Op.Call op, Value.Sym value) {
    state.facts.put(value.id(), Fact.NOT_NIL);
    for (int i = 1; i < op.dsts().size(); i++) {
      state.vars[op.dsts().get(i)] = Value.NIL;
    }
  }

  private State release(State state, Op.Call op, List<Value> args, String pool, boolean again) {
    Value given = args.getLast();
    TypeName type = op.argTypes().isEmpty() ? TypeName.UNKNOWN : op.argTypes().getLast();
    boolean boxed = op.callee() instanceof Callee.Named named && isFixed(named.name());
    boolean any = op.callee() instanceof Callee.Named n && n.name().startsWith(Callee.ANY_POOL);
    boolean own = op.callee() instanceof Callee.Named n && n.method() && args.size() == 1;
    if (own && (given.equals(Value.NIL) || state.facts.get(given.base()) == Fact.NIL)) {
      results(state, op, again, List.of());
      return state; // what its own method makes of a nil receiver, its source would tell
    }
    boolean slice = type.shape() == Shape.SLICE && !boxed;
    // A pool of slices alone takes them as they are; what others do with them is theirs to know.
    releases.release(state, given, op.at(), pool, slice || any ? TypeName.UNKNOWN : type, false);
    results(state, op, again, List.of());
    return state;
  }

  private State other(State state, Op.Call op, List<Value> args, boolean again, String name) {
    String simple = op.callee().simpleName();
    boolean method = isMethod(op.callee());
    Value receiver = method && !args.isEmpty() ? args.getFirst() : Value.NIL;
    Thing thing = state.things.get(receiver.base());
    if (thing != null && names.shares(op.callee())) {
      state.things.put(receiver.base(), thing.as(Thing.Status.TOLD, thing.trail()).asEscaped());
    }
    if (simple.equals("Wait")) {
      state.spawns.removeIf(spawn -> spawn.byCall() || touches(state, spawn, receiver));
      memory.reached().waited(state);
    }
    if (closes(state, op, receiver, thing, simple)) {
      results(state, op, again, List.of());
      return state;
    }
    if (spawns(state, op, args, name, method)) {
      results(state, op, again, List.of());
      return state;
    }
    Value view = views.of(state, op, args, null);
    if (view != null && !op.dsts().isEmpty()) {
      args.forEach(arg -> memory.use(state, arg, op.at(), "used here"));
      results(state, op, again, List.of());
      state.vars[op.dsts().getFirst()] = view;
      return state;
    }
    if (names.keepsInRequest(op.callee()) && args.size() > 2 && receiver.base() > 0) {
      keepInRequest(state, op, args);
      results(state, op, again, List.of());
      return state;
    }
    contents.content(state, op, receiver, thing, simple, name);
    containers.call(state, op, receiver, args, name);
    if (contents.measures(state, op, receiver, simple)) {
      return state;
    }
    if (names.keepsNothing(name, simple, op.callee())) {
      lend(state, op, args);
      results(state, op, again, List.of());
      return state;
    }
    if (knowledge.argument(Kind.KEEP, name, method) >= 0 || names.takesOver(op.callee())) {
      args.forEach(arg -> memory.escape(state, arg));
    }
    return unknown(state, op, args, again);
  }

  /** A request gets a value under some key: what is set later takes its place. */
  private void keepInRequest(State state, Op.Call op, List<Value> args) {
    Value value = args.get(2);
    int id = value.base();
    args.forEach(arg -> memory.use(state, arg, op.at(), "used here"));
    if (id > 0) {
      Thing thing = state.things.get(id);
      Thing kept = thing == null ? Thing.foreign(memory.start(op.at(), "")) : thing;
      state.things.put(id, kept.lentTo(op.id()));
    }
    state.heap.put(new State.Key(args.getFirst().base(), "values"), new State.Slot(value, op.at()));
  }

  private boolean touches(State state, State.Spawned spawn, Value receiver) {
    return spawn.roots().contains(receiver)
        || spawn.roots().stream()
            .anyMatch(root -> memory.reachable(state, root).contains(receiver.base()));
  }

  static boolean isMethod(Callee callee) {
    return switch (callee) {
      case Callee.Named named -> named.method();
      case Callee.Method _ -> true;
      case Callee.Value _ -> false;
    };
  }

  /** A method that gives its own receiver back, or closes it. */
  private boolean closes(
      State state, Op.Call op, Value receiver, @Nullable Thing thing, String simple) {
    if (!Captured.isReleasing(op.callee())) {
      return false;
    }
    if (simple.equals("Close") && memory.symbols().path(receiver.base()) != null) {
      // The caller's to close is closed here, perhaps its body.
      memory.escape(state, receiver);
    }
    if (thing == null || thing.origin() == Origin.FOREIGN) {
      return false;
    }
    if (thing.origin() == Origin.OPENED
        || thing.status() == Thing.Status.LIVE && !isWriter(simple)) {
      state.things.put(receiver.base(), thing.asEscaped());
      return true;
    }
    return false;
  }

  private static boolean isWriter(String simple) {
    return simple.equals("Close") || simple.startsWith("Put") && simple.length() > 3;
  }

  private boolean spawns(State state, Op.Call op, List<Value> args, String name, boolean method) {
    int index = name.isEmpty() ? -1 : knowledge.argument(Kind.SPAWN, name, method);
    if (index < 0 || index >= args.size() || !(args.get(index) instanceof Value.Fun fun)) {
      return false;
    }
    Set<Value> roots = new HashSet<>(args);
    Set<Integer> touched = new HashSet<>();
    Captured captured = Captured.of(fun.code());
    for (int var : captured.reads()) {
      Value value = state.vars[var];
      if (value != null) {
        roots.add(value);
        touched.addAll(memory.reachable(state, value));
      }
    }
    touched.retainAll(state.things.keySet());
    if (captured.mayRelease()) {
      touched.forEach(id -> state.things.computeIfPresent(id, (_, t) -> t.asEscaped()));
      touched.clear();
    }
    state.spawns.add(new State.Spawned(op.at(), roots, touched, false));
    return true;
  }

  private void lend(State state, Op.Call op, List<Value> args) {
    for (Value arg : args) {
      memory.use(state, arg, op.at(), "used here");
      if (arg instanceof Value.Cell) {
        memory.forgetFields(state, arg, op.id());
      }
    }
  }

  /** A call nothing is known of. */
  State unknown(State state, Op.Call op, List<Value> args, boolean again) {
    Set<Integer> handed = new HashSet<>();
    boolean releasing = Captured.isReleasing(op.callee());
    for (Value arg : args) {
      memory.use(state, arg, op.at(), "used here");
      for (int id : memory.reachable(state, arg)) {
        Thing thing = state.things.get(id);
        if (thing == null) {
          boolean given =
              id == arg.base()
                  ? memory.symbols().path(id) != null && (releasing || !isReceiver(op, arg, args))
                  : memory.symbols().key(id) instanceof Symbols.Key.Param;
          if (given) {
            Thing found = Thing.foreign(memory.start(op.at(), ""));
            state.things.put(id, releasing ? found.asEscaped() : found.lentTo(op.id()));
          }
          continue;
        }
        if (memory.isHeldBy(state, id, arg)) {
          memory.use(state, new Value.Sym(id), op.at(), "used here");
        }
        handed.add(id);
        Thing now = state.things.getOrDefault(id, thing);
        boolean gone =
            releasing
                || now.origin() == Origin.OPENED
                    && id == arg.base()
                    && !isReceiver(op, arg, args)
                    && !names.borrows(op.callee());
        boolean own = id == arg.base() && isReceiver(op, arg, args);
        if (gone || !own) {
          state.things.put(id, gone ? now.asEscaped() : now.lentTo(op.id()));
        }
      }
      memory.forgetFields(state, arg, op.id());
    }
    results(state, op, again, List.copyOf(handed));
    return state;
  }

  private static boolean isReceiver(Op.Call op, Value arg, List<Value> args) {
    return isMethod(op.callee()) && args.getFirst() == arg;
  }

  private void results(State state, Op.Call op, boolean again, List<Integer> handed) {
    for (int i = 0; i < op.dsts().size(); i++) {
      Value.Sym result = memory.fresh(state, op.id(), i, false, again);
      int dst = op.dsts().get(i);
      state.vars[dst] = result;
      Shape shape = memory.func().vars().get(dst).type().shape();
      boolean mayHold =
          switch (shape) {
            case POINTER, STRUCT, INTERFACE, UNKNOWN, SLICE, MAP, FUNCTION, PARAMETER -> true;
            case STRING, SCALAR, CHANNEL, ARRAY -> false;
          };
      boolean error = memory.func().vars().get(dst).type().name().equals("error");
      if (error) {
        memory.error(state, result, names.makesError(op.callee()));
      }
      if (mayHold && !error && !handed.isEmpty()) {
        state.holds.put(result.id(), new HashSet<>(handed));
      }
    }
  }
}
