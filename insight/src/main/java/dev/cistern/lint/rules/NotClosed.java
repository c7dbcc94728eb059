package dev.cistern.lint.rules;

import dev.cistern.lint.flow.Event;
import dev.cistern.lint.flow.Event.Kind;
import dev.cistern.lint.flow.Thing;
import dev.cistern.lint.ir.Block;
import dev.cistern.lint.ir.Callee;
import dev.cistern.lint.ir.Func;
import dev.cistern.lint.ir.Op;
import dev.cistern.model.Severity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** POOL-16: rows, statements or bodies that are not closed on some way. */
final class NotClosed extends Rule {
  /** How many calls a request may have gone through since it was made. */
  private static final int CALLS_MAX = 3;

  private static final Pattern HEAD = Pattern.compile("\"?HEAD\"?|.*\\.(MethodHead|HEAD)");

  NotClosed() {
    super("POOL-16");
  }

  @Override
  public List<Found> check(Seen seen) {
    List<Found> found = new ArrayList<>();
    for (String function : seen.functions()) {
      Set<Integer> told = new HashSet<>();
      for (Event event : seen.events(function)) {
        Thing thing = event.thing();
        if (event.kind() == Kind.LEFT_LIVE
            && thing.origin() == Thing.Origin.OPENED
            && !thing.pool().startsWith("file")
            && told.add(thing.site())
            && !isHarmless(seen.func(function), thing.at())) {
          found.add(one(event));
        }
      }
    }
    return found;
  }

  private Found one(Event event) {
    String pool = event.thing().pool();
    String how = pool.contains("Body") ? "its body is" : "it is";
    return found(
            event,
            Severity.MEDIUM,
            "a "
                + pool.substring(0, pool.indexOf('|'))
                + " is opened and on some way "
                + how
                + " not closed",
            "It holds a connection until it is closed; enough of them, and the pool of"
                + " connections is empty.",
            "Defer the Close behind the check of the error.")
        .movedTo(event.thing().at());
  }

  /** Whether what is opened there holds no connection, or the program ends soon after. */
  private static boolean isHarmless(@Nullable Func func, int at) {
    return func != null && (endsWithProgram(func, at) || isHead(func, at));
  }

  /** Whether it is opened once by main itself. */
  private static boolean endsWithProgram(Func func, int at) {
    if (!func.name().endsWith(".main") || !func.code().params().isEmpty()) {
      return false;
    }
    List<Block> blocks = func.code().blocks();
    for (int i = 0; i < blocks.size(); i++) {
      if (blocks.get(i).ops().stream().anyMatch(op -> op.at() == at)) {
        return !PoolUseRules.reachable(func.code(), i).contains(i);
      }
    }
    return false;
  }

  /** Whether the answer is one to HEAD, which has no body. */
  private static boolean isHead(Func func, int at) {
    Writes writes = new Writes(func);
    boolean[] head = new boolean[1];
    PoolUseRules.each(
        func,
        (_, op) -> {
          if (op.at() == at && op instanceof Op.Call call) {
            head[0] |=
                Looked.calledName(call).endsWith(".Head") || asksHead(writes, call, CALLS_MAX);
          }
        });
    return head[0];
  }

  private static boolean asksHead(Writes writes, Op.Call call, int calls) {
    boolean makes = Looked.calledName(call).contains("NewRequest");
    for (int arg : call.args()) {
      for (Op source : writes.sources(arg)) {
        if (makes && HEAD.matcher(name(source)).matches()
            || calls > 0
                && source instanceof Op.Call before
                && asksHead(writes, before, calls - 1)) {
          return true;
        }
      }
    }
    return false;
  }

  /** What a value is called in the source, where it is a constant; empty otherwise. */
  private static String name(Op source) {
    return switch (source) {
      case Op.Const constant -> String.valueOf(constant.value());
      case Op.Global global -> global.name();
      case Op.FuncValue other when other.callee() instanceof Callee.Named named -> named.name();
      default -> "";
    };
  }
}
