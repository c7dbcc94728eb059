package dev.cistern.lint.lower;

import dev.cistern.lint.front.go.tree.Expr;
import dev.cistern.lint.front.go.tree.Expr.CallExpr;
import dev.cistern.lint.front.go.tree.Node;
import dev.cistern.lint.ir.Callee;
import dev.cistern.lint.ir.Exit;
import dev.cistern.lint.ir.Op;
import dev.cistern.lint.ir.TypeName;
import dev.cistern.lint.lower.Context.Val;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Lowers calls of Go's builtin functions. */
final class Builtins {
  static final Set<String> NAMES =
      Set.of(
          "append", "cap", "clear", "close", "complex", "copy", "delete", "imag", "len", "make",
          "max", "min", "new", "panic", "print", "println", "real", "recover");

  /** What the sizes of make are called. */
  private static final List<String> SIZES = List.of("len", "cap");

  private final Context c;
  private final Exprs exprs;

  Builtins(Context context, Exprs exprs) {
    this.c = context;
    this.exprs = exprs;
  }

  Val lower(String name, CallExpr call, Op.Mode mode) {
    int at = call.pos();
    List<Expr> args = call.args();
    return switch (name) {
      case "len", "cap" -> c.pure(at, name, GoType.INT, operands(args).toArray(new Integer[0]));
      case "append" -> append(call);
      case "make", "new" -> make(name, call);
      case "panic" -> {
        operands(args);
        if (mode == Op.Mode.NOW) {
          c.build.exitToNew(new Exit.Panic(at));
        }
        yield c.opaque(at, GoType.UNKNOWN);
      }
      case "copy" -> {
        for (Expr arg : args) {
          c.use(at, exprs.lower(arg));
        }
        yield c.opaque(at, GoType.INT);
      }
      case "min", "max", "complex", "real", "imag" ->
          c.pure(at, name, GoType.INT, operands(args).toArray(new Integer[0]));
      default -> {
        List<Integer> vars = operands(args);
        List<TypeName> types = new ArrayList<>();
        vars.forEach(var -> types.add(c.build.var(var).type()));
        Val result = new Val(c.temp(GoType.UNKNOWN), GoType.UNKNOWN);
        Callee callee = new Callee.Named("builtin." + name, false);
        c.build.add(
            new Op.Call(c.build.id(), at, List.of(result.var()), callee, vars, types, mode, ""));
        yield result;
      }
    };
  }

  private List<Integer> operands(List<Expr> args) {
    List<Integer> vars = new ArrayList<>();
    args.forEach(arg -> vars.add(exprs.lower(arg).var()));
    return vars;
  }

  private Val append(CallExpr call) {
    if (call.args().isEmpty()) {
      return c.opaque(call.pos(), GoType.UNKNOWN);
    }
    Val base = exprs.lower(call.args().getFirst());
    List<Integer> rest = operands(call.args().subList(1, call.args().size()));
    int dst = c.temp(base.type());
    boolean spread = call.ellipsis() != Node.NO_POS;
    c.build.add(new Op.Append(c.build.id(), call.pos(), dst, base.var(), rest, spread));
    return new Val(dst, base.type());
  }

  private Val make(String name, CallExpr call) {
    GoType type = call.args().isEmpty() ? GoType.UNKNOWN : c.read(call.args().getFirst());
    List<Integer> sizes =
        call.args().size() > 1
            ? operands(call.args().subList(1, Math.min(3, call.args().size())))
            : List.of();
    GoType result = name.equals("new") ? new GoType.Pointer(type) : type;
    int dst = c.temp(result);
    c.build.add(
        new Op.Make(
            c.build.id(), call.pos(), dst, c.name(type), SIZES.subList(0, sizes.size()), sizes));
    return new Val(dst, result);
  }
}
