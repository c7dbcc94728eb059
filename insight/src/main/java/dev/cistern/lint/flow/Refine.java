package dev.cistern.lint.flow;

import dev.cistern.lint.flow.Thing.Origin;
import java.util.List;
import java.util.Set;

/** Works out what conditions say about values. */
final class Refine {
  private static final Set<String> COMPARE = Set.of("==", "!=", "<", ">", "<=", ">=");
  private final Symbols symbols;

  Refine(Symbols symbols) {
    this.symbols = symbols;
  }

  /** The value of an operation without a look at memory. */
  Value pure(State state, String op, List<Value> args, java.util.function.Supplier<Value> fresh) {
    if (op.equals("?") || args.isEmpty()) {
      return fresh.get();
    }
    if (op.equals("!") && truth(state, args.getFirst()) instanceof Boolean known) {
      return new Value.Lit(!known);
    }
    if ((op.equals("==") || op.equals("!=")) && args.size() == 2) {
      Boolean same = same(state, args.get(0), args.get(1));
      if (same != null) {
        return new Value.Lit(op.equals("==") == same);
      }
    }
    if (args.stream().anyMatch(arg -> depth(arg) > 3)) {
      return fresh.get();
    }
    return symbols.sym(new Symbols.Key.Derived(op, args));
  }

  private int depth(Value value) {
    int id = value.base();
    if (id >= 0 && symbols.key(id) instanceof Symbols.Key.Derived derived) {
      return 1 + derived.args().stream().mapToInt(this::depth).max().orElse(0);
    }
    return 0;
  }

  /** Whether a value is true, or null where that is not known. */
  @org.jspecify.annotations.Nullable
  Boolean truth(State state, Value value) {
    if (value instanceof Value.Lit lit && lit.value() instanceof Boolean known) {
      return known;
    }
    if (value instanceof Value.Sym sym) {
      Fact fact = state.facts.get(sym.id());
      if (fact == Fact.TRUE) {
        return true;
      }
      if (fact == Fact.FALSE) {
        return false;
      }
    }
    return null;
  }

  private @org.jspecify.annotations.Nullable Boolean same(State state, Value a, Value b) {
    boolean nilA = a instanceof Value.Lit lit && lit.value() == null;
    boolean nilB = b instanceof Value.Lit lit && lit.value() == null;
    if (nilA && nilB) {
      return true;
    }
    if (nilA || nilB) {
      return isNil(state, nilA ? b : a);
    }
    if (a instanceof Value.Sym && a.equals(b)) {
      return true;
    }
    if (a instanceof Value.Lit x && b instanceof Value.Lit y) {
      Object left = x.value();
      Object right = y.value();
      boolean literal = left instanceof Boolean || isPlain(left) && isPlain(right);
      return literal ? (Boolean) java.util.Objects.equals(left, right) : null;
    }
    return null;
  }

  private static boolean isPlain(@org.jspecify.annotations.Nullable Object value) {
    return value instanceof String text
        && !text.isEmpty()
        && (Character.isDigit(text.charAt(0)) || text.charAt(0) == '"');
  }

  /** Whether a value is nil, or null where that is not known. */
  @org.jspecify.annotations.Nullable
  Boolean isNil(State state, Value value) {
    return switch (value) {
      case Value.Lit lit -> lit.value() == null;
      case Value.Fun _, Value.Bound _, Value.Cell _ -> false;
      case Value.Part part -> part.kind() == Value.Kind.VIEW ? null : nilFact(state, part.of());
      case Value.Sym sym -> nilFact(state, sym.id());
    };
  }

  private @org.jspecify.annotations.Nullable Boolean nilFact(State state, int id) {
    Fact fact = state.facts.get(id);
    if (fact == Fact.NIL) {
      return true;
    }
    return fact == Fact.NOT_NIL || symbols.isMade(id) || symbols.isError(id)
        ? (Boolean) false
        : null;
  }

  /** Takes a condition for true or false; false where that cannot be. */
  boolean assume(State state, Value condition, boolean truth) {
    Boolean known = truth(state, condition);
    if (known != null) {
      return known == truth;
    }
    if (!(condition instanceof Value.Sym sym)) {
      return true;
    }
    state.facts.put(sym.id(), truth ? Fact.TRUE : Fact.FALSE);
    Questions.note(state, symbols, sym.id(), truth ? Fact.TRUE : Fact.FALSE);
    if (!(symbols.key(sym.id()) instanceof Symbols.Key.Derived derived)) {
      return true;
    }
    if (saysFilled(derived, truth) && cameWithError(state, derived.args().getFirst())) {
      return false;
    }
    List<Value> args = derived.args();
    boolean equal = derived.op().equals("==") == truth;
    if (derived.op().equals("!")) {
      return assume(state, args.getFirst(), !truth);
    }
    if (COMPARE.contains(derived.op()) && !saysFilled(derived, truth)) {
      args.forEach(arg -> bound(state, arg));
    }
    if (derived.op().startsWith("next#") && !truth) {
      close(state, args.getFirst());
    }
    if ((derived.op().equals("==") || derived.op().equals("!=")) && args.size() == 2) {
      return equality(state, args.get(0), args.get(1), equal);
    }
    if (derived.op().equals("&&") && truth || derived.op().equals("||") && !truth) {
      return assume(state, args.get(0), truth) && assume(state, args.get(1), truth);
    }
    return true;
  }

  /** Whether a condition says of a length that it is not zero. */
  private static boolean saysFilled(Symbols.Key.Derived asked, boolean truth) {
    boolean zero =
        asked.args().size() == 2
            && asked.args().get(1) instanceof Value.Lit lit
            && "0".equals(lit.value());
    return zero
        && switch (asked.op()) {
          case "==" -> !truth;
          case "!=", ">" -> truth;
          default -> false;
        };
  }

  /** Whether it is the length of a result that came with an error: by custom that is empty. */
  private boolean cameWithError(State state, Value length) {
    if (!(length instanceof Value.Sym sym)
        || !(symbols.key(sym.id()) instanceof Symbols.Key.Derived derived)
        || !derived.op().equals("len")
        || !(derived.args().getFirst() instanceof Value.Sym of)) {
      return false;
    }
    return state.facts.get(symbols.errorBeside(of.id())) == Fact.NOT_NIL;
  }

  private boolean equality(State state, Value a, Value b, boolean equal) {
    boolean nilA = a instanceof Value.Lit lit && lit.value() == null;
    boolean nilB = b instanceof Value.Lit lit && lit.value() == null;
    if (nilA || nilB) {
      return assumeNil(state, nilA ? b : a, equal);
    }
    if (equal && b instanceof Value.Sym s && symbols.key(s.id()) instanceof Symbols.Key.Global) {
      return assumeNil(state, a, false);
    }
    return true;
  }

  /** Takes a value for nil or not; false where that cannot be. */
  boolean assumeNil(State state, Value value, boolean nil) {
    Boolean known = isNil(state, value);
    if (known != null) {
      return known == nil;
    }
    if (value instanceof Value.Sym sym) {
      state.facts.put(sym.id(), nil ? Fact.NIL : Fact.NOT_NIL);
      boolean failed = !nil && symbols.isErrorOfCall(sym.id());
      if (failed && symbols.key(sym.id()) instanceof Symbols.Key.Site site) {
        failed(state, site.op());
      }
      Questions.note(state, symbols, sym.id(), nil ? Fact.NIL : Fact.NOT_NIL);
      Thing thing = state.things.get(sym.id());
      if (nil && thing != null && thing.origin() != Origin.FOREIGN) {
        state.things.remove(sym.id());
      }
    }
    return true;
  }

  /**
   * What a call handed on may still be held where it failed, and what it returned is then none; who
   * does not give that back may have a reason.
   */
  static void failed(State state, int call) {
    state.things.replaceAll((_, thing) ->
        thing.site() == call || thing.lent().contains(~call) ? thing.asEscaped() : thing);
  }

  /** The size of what a value was computed from has been looked at. */
  private void bound(State state, Value value) {
    int id = value.base();
    if (id < 0 || !(symbols.key(id) instanceof Symbols.Key.Derived derived)) {
      return;
    }
    boolean size =
        derived.op().equals("len") || derived.op().equals("cap") || derived.op().startsWith("len#");
    for (Value arg : derived.args()) {
      if (size && arg.base() >= 0) {
        markBounded(state, arg.base());
      } else {
        bound(state, arg);
      }
    }
  }

  private void markBounded(State state, int id) {
    int at = id;
    for (int i = 0; i < 4; i++) {
      Thing thing = state.things.get(at);
      if (thing != null) {
        state.things.put(at, thing.asBounded());
      } else if (symbols.path(at) != null) {
        state.things.put(at, Thing.foreign(new Trail(null, "", 0, "")).asBounded());
      }
      if (symbols.key(at) instanceof Symbols.Key.Field field) {
        at = field.base();
      } else if (symbols.key(at) instanceof Symbols.Key.Derived d
          && !d.args().isEmpty()
          && d.args().getFirst().base() >= 0) {
        at = d.args().getFirst().base();
      } else {
        return;
      }
    }
  }

  private static void close(State state, Value value) {
    Thing thing = state.things.get(value.base());
    if (thing != null && thing.origin() == Origin.OPENED) {
      state.things.put(value.base(), thing.asEscaped());
    }
  }
}
