package dev.cistern.lint.rules;

import dev.cistern.lint.ir.Block;
import dev.cistern.lint.ir.Callee;
import dev.cistern.lint.ir.Exit;
import dev.cistern.lint.ir.Func;
import dev.cistern.lint.ir.Op;
import dev.cistern.lint.ir.Shape;
import dev.cistern.model.Severity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * POOL-14: a deferred give-back has the slice as it was, by what the names of the pool's functions
 * say.
 *
 * <p>For pools whose source is not at hand: the same pool, or functions that differ in their verb
 * alone, have given the slice and are to get it back. It grows by append, in a function that
 * appends to its parameter and returns it, or through its address.
 */
final class RegrownDefer extends Rule {
  private static final Pattern TAKE =
      Pattern.compile("(?i)(get|acquire|alloc|borrow|take|malloc)(.*)");
  private static final Pattern GIVE = Pattern.compile("(?i)(put|release|free|recycle|return)(.*)");

  private static final Set<String> COMPARE = Set.of("<", ">", "<=", ">=");

  RegrownDefer() {
    super("POOL-14");
  }

  @Override
  public List<Found> check(Seen seen) {
    List<Found> found = new ArrayList<>();
    Looked.each(seen, (body, writes) -> new Deferred(seen, body, writes).check(found));
    return found;
  }

  /** One body. */
  private final class Deferred {
    private final Seen seen;
    private final Looked.Body body;
    private final Writes writes;

    Deferred(Seen seen, Looked.Body body, Writes writes) {
      this.seen = seen;
      this.body = body;
      this.writes = writes;
    }

    void check(List<Found> found) {
      for (Block block : body.code().blocks()) {
        for (Op op : block.ops()) {
          if (op instanceof Op.Call call
              && call.mode() == Op.Mode.DEFERRED
              && !call.args().isEmpty()
              && GIVE.matcher(call.callee().simpleName()).matches()
              && isStale(call, call.args().getLast())) {
            found.add(one(call));
          }
        }
      }
    }

    private boolean isStale(Op.Call give, int given) {
      boolean named = !body.func().vars().get(given).name().isEmpty();
      if (named) {
        return maySlice(given) && isTaken(given, give) && grows(given, give.at());
      }
      List<Op> from = writes.of(given);
      return from.size() == 1
          && from.getFirst() instanceof Op.Load load
          && isTakenIntoField(load, give)
          && growsInField(load);
    }

    private boolean maySlice(int var) {
      Shape shape = body.func().vars().get(var).type().shape();
      return shape == Shape.SLICE || shape == Shape.UNKNOWN;
    }

    /** Whether a variable has what the pool gave that is to get it back. */
    private boolean isTaken(int var, Op.Call give) {
      return taken(var, give, new HashSet<>());
    }

    private boolean taken(int var, Op.Call give, Set<Integer> asked) {
      if (!asked.add(var)) {
        return false;
      }
      for (Op op : writes.of(var)) {
        boolean from =
            switch (op) {
              case Op.Copy copy -> taken(copy.src(), give, asked);
              case Op.View view -> view.part() == Op.Part.HEAD && taken(view.src(), give, asked);
              case Op.Assert assertion -> taken(assertion.src(), give, asked);
              case Op.Call call ->
                  arePair(call, give) && !isAtHand(call) && !isMeasured(call)
                      // a conversion to a type that is not at hand
                      || call.callee() instanceof Callee.Named named
                          && !named.method()
                          && call.args().size() == 1
                          && taken(call.args().getFirst(), give, asked);
              default -> false;
            };
        if (from) {
          return true;
        }
      }
      return false;
    }

    /** Whether the pool's source is there: what it gives is followed then. */
    private boolean isAtHand(Op.Call take) {
      return take.callee() instanceof Callee.Named named && seen.func(named.name()) != null;
    }

    /** Whether it was asked for a size that the function also compares with: it may be enough. */
    private boolean isMeasured(Op.Call take) {
      Set<Object> sizes = new HashSet<>();
      take.args().forEach(arg -> constant(arg).ifPresent(sizes::add));
      return ops(body.func()).stream()
          .anyMatch(op ->
              op instanceof Op.Pure compared
                  && COMPARE.contains(compared.op())
                  && compared.args().stream()
                      .anyMatch(arg -> constant(arg).filter(sizes::contains).isPresent()));
    }

    private Optional<Object> constant(int var) {
      return writes.of(var).stream()
          .filter(Op.Const.class::isInstance)
          .flatMap(op -> Optional.ofNullable(((Op.Const) op).value()).stream())
          .findFirst();
    }

    private boolean isTakenIntoField(Op.Load load, Op.Call give) {
      for (Op op : ops(body.func())) {
        if (op instanceof Op.Store store
            && store.base() == load.base()
            && store.field().equals(load.field())
            && store.at() < give.at()
            && isTaken(store.src(), give)) {
          return true;
        }
      }
      return false;
    }

    /** Whether a variable is set to more than it was, behind a place. */
    private boolean grows(int var, int behind) {
      for (Op op : writes.of(var)) {
        if (op.at() > behind && op instanceof Op.Copy copy && isGrown(copy.src(), var)) {
          return true;
        }
      }
      return hasAddressTaken(var, behind);
    }

    private boolean isGrown(int result, int var) {
      for (Op op : writes.sources(result)) {
        boolean grown =
            switch (op) {
              case Op.Append append -> isHead(append.src(), var);
              case Op.Call call -> {
                int index = argument(call, var);
                yield index >= 0 && appends(call, index);
              }
              default -> false;
            };
        if (grown) {
          return true;
        }
      }
      return false;
    }

    private int argument(Op.Call call, int var) {
      for (int i = 0; i < call.args().size(); i++) {
        if (isHead(call.args().get(i), var)) {
          return i;
        }
      }
      return -1;
    }

    /** Whether a value is the slice from its start. */
    private boolean isHead(int value, int var) {
      if (value == var) {
        return true;
      }
      List<Op> from = writes.of(value);
      if (from.size() != 1) {
        return false;
      }
      return switch (from.getFirst()) {
        case Op.Copy copy -> isHead(copy.src(), var);
        case Op.View view -> view.part() == Op.Part.HEAD && isHead(view.src(), var);
        default -> false;
      };
    }

    private boolean appends(Op.Call call, int index) {
      if (call.callee() instanceof Callee.Named named) {
        Func func = seen.func(named.name());
        if (func != null) {
          return index < func.code().params().size() && returnsGrown(func, index);
        }
      }
      int first = call.callee() instanceof Callee.Named named && !named.method() ? 0 : 1;
      return index == first && call.callee().simpleName().startsWith("Append");
    }

    private boolean hasAddressTaken(int var, int behind) {
      Set<Integer> addresses = new HashSet<>();
      for (Op op : ops(body.func())) {
        if (op instanceof Op.AddressOf address && address.var() == var && op.at() > behind) {
          addresses.add(address.dst());
        }
        if (op instanceof Op.Call call
            && !addresses.isEmpty()
            && call.args().stream().anyMatch(addresses::contains)
            && !GIVE.matcher(call.callee().simpleName()).matches()) {
          return true;
        }
      }
      return false;
    }

    /** Whether any function of the package appends to that field of such a thing. */
    private boolean growsInField(Op.Load load) {
      String type = plain(body.func().vars().get(load.base()).type().name());
      String grows = "." + load.field() + " = append(";
      for (String name : seen.around(body.func().name())) {
        Func func = seen.text(name).contains(grows) ? seen.func(name) : null;
        if (func != null && appendsTo(func, load.field(), type)) {
          return true;
        }
      }
      return false;
    }

    private static boolean appendsTo(Func func, String field, String type) {
      for (Op op : ops(func)) {
        if (op instanceof Op.Store store
            && store.field().equals(field)
            && plain(func.vars().get(store.base()).type().name()).equals(type)
            && new Writes(func)
                .sources(store.src()).stream().anyMatch(Op.Append.class::isInstance)) {
          return true;
        }
      }
      return false;
    }

    private Found one(Op.Call give) {
      return Looked.found(
          id(),
          Severity.MEDIUM,
          "the deferred give-back has the slice as it was here, before it may grow",
          "Arguments of a deferred call are evaluated at the defer: where the slice outgrows what"
              + " it had, the grown one is lost and the old one goes back.",
          "Defer a function literal that gives the variable back, or put the slice behind a"
              + " pointer.",
          body.func(),
          give.at());
    }
  }

  /** Whether one takes and the other gives: methods of one pool, or functions named alike. */
  private static boolean arePair(Op.Call take, Op.Call give) {
    Matcher taker = TAKE.matcher(take.callee().simpleName());
    Matcher giver = GIVE.matcher(give.callee().simpleName());
    if (!taker.matches() || !giver.matches()) {
      return false;
    }
    boolean method = take.args().size() > 0 && take.argTypes().size() == take.args().size();
    if (!take.pool().isEmpty() || !give.pool().isEmpty()) {
      return method && take.pool().equals(give.pool());
    }
    return take.callee() instanceof Callee.Named one
        && give.callee() instanceof Callee.Named other
        && owner(one).equals(owner(other))
        && taker.group(2).equalsIgnoreCase(giver.group(2));
  }

  private static String owner(Callee.Named callee) {
    return callee.name().substring(0, callee.name().lastIndexOf('.') + 1);
  }

  private static List<Op> ops(Func func) {
    List<Op> ops = new ArrayList<>();
    PoolUseRules.each(func, (_, op) -> ops.add(op));
    return ops;
  }

  /** Whether a function appends to a parameter and returns what comes of it. */
  private static boolean returnsGrown(Func func, int index) {
    Set<Integer> grown = new HashSet<>(Set.of(func.code().params().get(index)));
    boolean appended = false;
    int size = 0;
    while (grown.size() > size) {
      size = grown.size();
      for (Op op : ops(func)) {
        switch (op) {
          case Op.Copy copy when grown.contains(copy.src()) -> grown.add(copy.dst());
          case Op.View view when view.part() == Op.Part.HEAD && grown.contains(view.src()) ->
              grown.add(view.dst());
          case Op.Append append when grown.contains(append.src()) -> {
            appended = true;
            grown.add(append.dst());
          }
          default -> {}
        }
      }
    }
    return appended
        && func.code().blocks().stream()
            .anyMatch(block ->
                block.exit() instanceof Exit.Return left
                    && left.results().stream().anyMatch(grown::contains));
  }
}
