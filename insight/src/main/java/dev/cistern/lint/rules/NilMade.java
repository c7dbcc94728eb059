package dev.cistern.lint.rules;

import dev.cistern.lint.ir.Func;
import dev.cistern.lint.ir.Op;
import dev.cistern.lint.ir.TypeName;
import dev.cistern.model.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** POOL-11: a constructor that returns nil without an error, and its result is used unchecked. */
final class NilMade extends Rule {
  private static final Pattern RECEIVER_NIL =
      Pattern.compile("^func \\((\\w+) [^)]*\\)[^{]*\\{(?s:.*)\\b\\1 [!=]= nil");

  NilMade() {
    super("POOL-11");
  }

  @Override
  public List<Found> check(Seen seen) {
    Map<String, Boolean> mayBeNil = new HashMap<>();
    List<Found> found = new ArrayList<>();
    for (Func func : seen.funcs(seen.glanced())) {
      PoolUseRules.each(
          func,
          (_, op) -> {
            String name = Looked.calledName(op);
            if (op instanceof Op.Call call
                && call.mode() == Op.Mode.NOW
                && call.dsts().size() == 1
                && isMaker(name)
                && seen.isOfSamePackage(func.name(), name)
                && mayBeNil.computeIfAbsent(name, made -> mayBeNil(seen, made))
                && !bearsNil(seen, func.vars().get(call.dsts().getFirst()).type())
                && isUsedUnchecked(func, call.dsts().getFirst())) {
              found.add(one(func, call.at(), Looked.simple(name)));
            }
          });
    }
    return found;
  }

  private static boolean isMaker(String name) {
    int dot = name.lastIndexOf('.') + 1;
    return name.startsWith("New", dot)
        || name.startsWith("new", dot)
        || name.startsWith("Open", dot);
  }

  /** Whether a function with one result returns nil on some way and something on another. */
  private static boolean mayBeNil(Seen seen, String name) {
    Func func = seen.func(name);
    if (func == null
        || func.code().results().size() != 1
        || givesNilForNilOnly(func, seen.text(name))) {
      return false;
    }
    Writes writes = new Writes(func);
    boolean nil = false;
    boolean made = false;
    for (Op op : writes.of(func.code().results().getFirst())) {
      if (op instanceof Op.Copy copy) {
        List<Op> from = writes.of(copy.src());
        nil |= from.size() == 1 && isNil(from.getFirst());
        made |= writes.sources(copy.src()).stream().anyMatch(Op.Make.class::isInstance);
      }
    }
    return nil && made;
  }

  /** Whether nil is returned only behind a look whether a parameter is nil. */
  private static boolean givesNilForNilOnly(Func func, String text) {
    String left = text;
    for (int param : func.code().params()) {
      String look =
          "if " + Pattern.quote(func.vars().get(param).name()) + " == nil \\{\\s*return nil\\s*\\}";
      left = left.replaceAll(look, "");
    }
    return !left.equals(text) && !left.contains("return nil");
  }

  /** Whether methods of the type look whether they have nothing to work on. */
  private static boolean bearsNil(Seen seen, TypeName type) {
    return type.name().startsWith("*")
        && seen.methods(type.name().substring(1)).stream()
            .anyMatch(method -> RECEIVER_NIL.matcher(seen.text(method)).find());
  }

  private static boolean isNil(Op op) {
    return op instanceof Op.Const constant && constant.value() == null;
  }

  /** Whether a field of what a variable leads to is used, and the variable never compared. */
  private static boolean isUsedUnchecked(Func func, int made) {
    Set<Integer> names = new HashSet<>(Set.of(made));
    boolean[] is = new boolean[2];
    PoolUseRules.each(
        func,
        (_, op) -> {
          switch (op) {
            case Op.Copy copy when names.contains(copy.src()) -> names.add(copy.dst());
            case Op.Load load -> is[0] |= names.contains(load.base());
            case Op.Store store -> is[0] |= names.contains(store.base());
            case Op.Pure pure -> is[1] |= pure.args().stream().anyMatch(names::contains);
            default -> {}
          }
        });
    return is[0] && !is[1];
  }

  private Found one(Func func, int at, String name) {
    return Looked.found(
        id(),
        Severity.MEDIUM,
        name + " may return nil without an error, and what it gives is used unchecked",
        "The use panics far from what was missing; a receive from a nil channel waits for ever.",
        "Let it return an error that says what is missing, and look at it; or compare with nil.",
        func,
        at);
  }
}
