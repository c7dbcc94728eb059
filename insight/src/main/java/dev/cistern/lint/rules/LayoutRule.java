package dev.cistern.lint.rules;

import dev.cistern.lint.flow.Summary;
import dev.cistern.lint.ir.Callee;
import dev.cistern.lint.ir.Code;
import dev.cistern.lint.ir.Func;
import dev.cistern.lint.ir.Op;
import dev.cistern.lint.ir.TypeName;
import dev.cistern.model.Severity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * POOL-17: a pooled object is taken for one of another layout through {@code unsafe}.
 *
 * <p>A view that is no larger and has its pointers where the object has them is left alone: a
 * header read from its own bytes is sound.
 */
final class LayoutRule extends Rule {
  private static final String UNSAFE = "unsafe.Pointer";
  private static final String BYTES = "[]byte";

  LayoutRule() {
    super("POOL-17");
  }

  @Override
  public List<Found> check(Seen seen) {
    List<Found> found = new ArrayList<>();
    for (Func func : seen.funcs(seen.functions())) {
      if (seen.text(func.name()).contains(UNSAFE) || callsUnsafe(seen, func)) {
        new Casts(seen, func).check(found);
      }
    }
    return found;
  }

  private static boolean callsUnsafe(Seen seen, Func func) {
    boolean[] calls = new boolean[1];
    PoolUseRules.each(
        func,
        (_, op) -> {
          String name = Looked.calledName(op);
          calls[0] |=
              !name.isEmpty()
                  && seen.isOfSamePackage(func.name(), name)
                  && seen.text(name).contains(UNSAFE);
        });
    return calls[0];
  }

  /** One function. */
  private final class Casts {
    private final Seen seen;
    private final Func func;
    private final Writes writes;
    private final Set<Integer> given = new HashSet<>();

    Casts(Seen seen, Func func) {
      this.seen = seen;
      this.func = func;
      this.writes = new Writes(func);
    }

    void check(List<Found> found) {
      PoolUseRules.each(
          func,
          (_, op) -> {
            if (op instanceof Op.Call call && PoolUseRules.FactoryCalled.is(call.callee(), "Put")) {
              given.addAll(writes.copies(call.args().getLast()));
            }
          });
      PoolUseRules.each(
          func,
          (_, op) -> {
            if (op instanceof Op.Copy copy && isFromUnsafe(copy)) {
              cast(copy.src(), type(copy.dst()), copy.at()).ifPresent(found::add);
            } else if (op instanceof Op.Call call) {
              helper(call).ifPresent(found::add);
            }
          });
    }

    private TypeName type(int var) {
      return func.vars().get(var).type();
    }

    private boolean isFromUnsafe(Op.Copy copy) {
      return type(copy.src()).name().equals(UNSAFE) && type(copy.dst()).name().startsWith("*");
    }

    /** Memory behind {@code src} is taken for what a pointer type leads to. */
    private Optional<Found> cast(int src, TypeName to, int at) {
      Set<Integer> copies = writes.copies(src);
      if (!isPooled(copies)) {
        return Optional.empty();
      }
      for (int var : copies) {
        String from = type(var).name();
        if (from.startsWith("*") && !from.equals(to.name())) {
          return fault(type(var), to, at);
        }
      }
      return writes.sources(src).stream()
              .anyMatch(op -> op instanceof Op.View view && isBytes(view.src()))
          ? bytesFault(to, at)
          : Optional.empty();
    }

    private boolean isBytes(int var) {
      return type(var).name().equals(BYTES);
    }

    private Optional<Found> fault(TypeName from, TypeName to, int at) {
      Layout there = seen.layout(from.name().substring(1)).orElse(null);
      Layout wanted = seen.layout(to.name().substring(1)).orElse(null);
      return there == null || wanted == null
          ? Optional.empty()
          : there.clash(wanted).map(why -> one(from.shortName(), to, why, at));
    }

    private Optional<Found> bytesFault(TypeName to, int at) {
      return seen.layout(to.name().substring(1))
          .filter(layout -> layout.parts().stream().anyMatch(Layout.Part::pointer))
          .map(
              _ -> one("a slice of bytes", to, "the collector does not see pointers in bytes", at));
    }

    /** A function of the package that takes its argument for another type and returns it. */
    private Optional<Found> helper(Op.Call call) {
      String name = Looked.calledName(call);
      Func called =
          !name.isEmpty() && !name.equals(func.name()) && seen.isOfSamePackage(func.name(), name)
              ? seen.func(name)
              : null;
      if (called == null || !seen.text(name).contains(UNSAFE)) {
        return Optional.empty();
      }
      Code code = called.code();
      Writes inner = new Writes(called);
      for (int result : code.results()) {
        Set<Integer> from = inner.copies(result);
        boolean unsafe =
            from.stream().anyMatch(var -> called.vars().get(var).type().name().equals(UNSAFE));
        for (int i = 0; unsafe && i < Math.min(code.params().size(), call.args().size()); i++) {
          TypeName to = called.vars().get(result).type();
          Set<Integer> copies = writes.copies(call.args().get(i));
          TypeName arg = type(call.args().get(i));
          if (from.contains(code.params().get(i))
              && to.name().startsWith("*")
              && arg.name().startsWith("*")
              && isPooled(copies)) {
            return fault(arg, to, call.at());
          }
        }
      }
      return Optional.empty();
    }

    /** Whether one of these was taken from a pool, or is put into one. */
    private boolean isPooled(Set<Integer> copies) {
      return copies.stream().anyMatch(given::contains)
          || copies.stream()
              .flatMap(var -> writes.of(var).stream())
              .anyMatch(op -> isTaken(op, new HashSet<>()));
    }

    private boolean isTaken(Op op, Set<Integer> seenVars) {
      return switch (op) {
        case Op.Assert assertion -> isTaken(assertion.src(), seenVars);
        case Op.Load load -> isTaken(load.base(), seenVars);
        case Op.View view -> isTaken(view.src(), seenVars);
        case Op.Call call -> {
          Summary summary =
              call.callee() instanceof Callee.Named named ? seen.summary(named.name()) : null;
          yield PoolUseRules.FactoryCalled.is(call.callee(), "Get")
              || summary != null && summary.returnsFresh();
        }
        default -> false;
      };
    }

    /** Whether a variable's value comes from a pool; a loop may lead back to the variable. */
    private boolean isTaken(int var, Set<Integer> seenVars) {
      return seenVars.add(var)
          && writes.sources(var).stream().anyMatch(op -> isTaken(op, seenVars));
    }

    private Found one(String from, TypeName to, String why, int at) {
      return Looked.found(
          id(),
          Severity.HIGH,
          "what was pooled as " + from + " is used as " + to.shortName() + " through unsafe",
          "The two lie differently in memory: " + why + ".",
          "Keep a pool for each type; copy fields where one is made from the other.",
          func,
          at);
    }
  }
}
