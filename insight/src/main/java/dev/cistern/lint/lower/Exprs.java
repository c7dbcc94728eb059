package dev.cistern.lint.lower;

import dev.cistern.lint.front.go.tree.Expr;
import dev.cistern.lint.front.go.tree.Expr.BasicLit;
import dev.cistern.lint.front.go.tree.Expr.BinaryExpr;
import dev.cistern.lint.front.go.tree.Expr.CallExpr;
import dev.cistern.lint.front.go.tree.Expr.CompositeLit;
import dev.cistern.lint.front.go.tree.Expr.FuncLit;
import dev.cistern.lint.front.go.tree.Expr.Ident;
import dev.cistern.lint.front.go.tree.Expr.IndexExpr;
import dev.cistern.lint.front.go.tree.Expr.SelectorExpr;
import dev.cistern.lint.front.go.tree.Expr.SliceExpr;
import dev.cistern.lint.front.go.tree.Expr.StarExpr;
import dev.cistern.lint.front.go.tree.Expr.TypeAssertExpr;
import dev.cistern.lint.front.go.tree.Expr.UnaryExpr;
import dev.cistern.lint.front.go.tree.Token;
import dev.cistern.lint.ir.Callee;
import dev.cistern.lint.ir.Op;
import dev.cistern.lint.ir.Shape;
import dev.cistern.lint.lower.Context.Val;
import java.util.List;

/** Lowers expressions. */
final class Exprs {
  private final Context c;
  private final Calls calls;
  private final Literals literals;
  private final PoolNotes pools;

  Exprs(Context context, FuncLowering owner) {
    this.c = context;
    this.calls = new Calls(context, this);
    this.literals = new Literals(context, this, owner);
    this.pools = new PoolNotes(context);
  }

  Calls calls() {
    return calls;
  }

  Literals literals() {
    return literals;
  }

  /** The variable that holds an expression's value. */
  Val lower(Expr expr) {
    return switch (expr.unparen()) {
      case Ident ident -> ident(ident);
      case BasicLit lit -> basic(lit);
      case SelectorExpr selector -> selector(selector);
      case CallExpr call -> calls.first(call);
      case FuncLit lit -> literals.function(lit);
      case CompositeLit lit -> literals.composite(lit, GoType.UNKNOWN, "");
      case IndexExpr index -> index(index);
      case SliceExpr slice -> slice(slice);
      case StarExpr star -> star(star);
      case UnaryExpr unary -> unary(unary);
      case BinaryExpr binary -> binary(binary);
      case TypeAssertExpr assertion -> assertion(assertion, Op.NONE);
      case Expr.IndexListExpr list -> lower(list.x());
      default -> c.opaque(expr.pos(), GoType.UNKNOWN);
    };
  }

  /** As {@link #lower}, where the pool that the value becomes has a name. */
  Val lowerInto(Expr expr, GoType wanted, String key) {
    Expr inner = expr.unparen();
    if (inner instanceof UnaryExpr unary
        && unary.op() == Token.AND
        && unary.x().unparen() instanceof CompositeLit lit) {
      Val made = literals.composite(lit, wanted.deref(), key);
      return new Val(made.var(), new GoType.Pointer(made.type()));
    }
    if (inner instanceof CompositeLit lit) {
      return literals.composite(lit, wanted, key);
    }
    Val value = lower(expr);
    pools.copied(inner, value);
    return value;
  }

  PoolNotes pools() {
    return pools;
  }

  private Val ident(Ident ident) {
    String name = ident.name();
    Locals.Local local = c.locals.find(name);
    if (local != null) {
      return new Val(local.var(), local.type());
    }
    GoPackage.Variable variable = c.pkg.variable(name);
    if (variable != null) {
      return packageVariable(c.pkg, variable, name, ident.pos());
    }
    GoFunc func = c.pkg.func(name);
    if (func != null) {
      return function(func, ident.pos());
    }
    return switch (name) {
      case "nil" -> c.constant(ident.pos(), null, new GoType.Basic("nil"));
      case "true" -> c.constant(ident.pos(), true, GoType.BOOL);
      case "false" -> c.constant(ident.pos(), false, GoType.BOOL);
      default -> c.opaque(ident.pos(), GoType.UNKNOWN);
    };
  }

  private Val function(GoFunc func, int at) {
    GoType type = c.world.signature(func, GoType.UNKNOWN);
    int dst = c.temp(type);
    Callee callee = new Callee.Named(func.name(), false);
    c.build.add(new Op.FuncValue(c.build.id(), at, dst, callee, List.of()));
    return new Val(dst, type);
  }

  private Val packageVariable(GoPackage pkg, GoPackage.Variable variable, String name, int at) {
    GoType type = Globals.type(c.world, pkg, variable);
    if (variable.constant()) {
      return c.constant(at, pkg.path() + "." + name, type);
    }
    int dst = c.temp(type);
    c.build.add(new Op.Global(c.build.id(), at, dst, pkg.path() + "." + name));
    return new Val(dst, type);
  }

  private Val basic(BasicLit lit) {
    GoType type =
        switch (lit.kind()) {
          case STRING -> GoType.STRING;
          case INT -> GoType.INT;
          case CHAR -> new GoType.Basic("rune");
          default -> new GoType.Basic("float64");
        };
    return c.constant(lit.pos(), lit.value(), type);
  }

  /** The package an identifier stands for, or an empty text. */
  String packagePath(Expr expr) {
    if (expr.unparen() instanceof Ident ident && c.locals.find(ident.name()) == null) {
      return c.source.importPath(ident.name());
    }
    return "";
  }

  private Val selector(SelectorExpr selector) {
    String name = selector.sel().name();
    String path = packagePath(selector.x());
    if (!path.isEmpty()) {
      return qualified(path, name, selector.pos());
    }
    Val base = lower(selector.x());
    GoWorld.Member member = c.world.member(base.type(), name);
    if (member == null) {
      return load(base, name, GoType.UNKNOWN, selector.sel().pos());
    }
    Val at = through(base, member.through(), selector.sel().pos());
    if (member.type() != null) {
      return load(at, name, member.type(), selector.sel().pos());
    }
    GoFunc method = member.method();
    GoType type = method == null ? GoType.UNKNOWN : c.world.signature(method, at.type());
    int dst = c.temp(type);
    Callee callee = new Callee.Named(method == null ? name : method.name(), true);
    List<Integer> bound = List.of(at.var());
    c.build.add(new Op.FuncValue(c.build.id(), selector.pos(), dst, callee, bound));
    return new Val(dst, type);
  }

  private Val qualified(String path, String name, int at) {
    GoPackage pkg = c.world.pkg(path);
    if (pkg != null) {
      GoPackage.Variable variable = pkg.variable(name);
      if (variable != null) {
        return packageVariable(pkg, variable, name, at);
      }
      GoFunc func = pkg.func(name);
      if (func != null) {
        return function(func, at);
      }
    }
    int dst = c.temp(GoType.UNKNOWN);
    String full = path + "." + name;
    Callee callee = new Callee.Named(full, false);
    c.build.add(new Op.FuncValue(c.build.id(), at, dst, callee, List.of()));
    return new Val(dst, GoType.UNKNOWN);
  }

  /** Goes down embedded fields. */
  Val through(Val base, List<String> fields, int at) {
    Val inner = base;
    for (String field : fields) {
      GoWorld.Member member = c.world.member(inner.type(), field);
      GoType type = member == null || member.type() == null ? GoType.UNKNOWN : member.type();
      inner = load(inner, field, type, at);
    }
    return inner;
  }

  Val load(Val base, String field, GoType type, int at) {
    int dst = c.temp(type);
    c.build.add(new Op.Load(c.build.id(), at, dst, base.var(), field));
    return new Val(dst, type);
  }

  private Val index(IndexExpr index) {
    if (c.world.reader().isType(index.index(), c.types)
        && !(index.index().unparen() instanceof Ident ident
            && c.locals.find(ident.name()) != null)) {
      return lower(index.x());
    }
    Val base = lower(index.x());
    Val key = lower(index.index());
    GoType element =
        switch (c.world.underlying(base.type().deref())) {
          case GoType.Slice slice -> slice.of();
          case GoType.Array array -> array.of();
          case GoType.Mapping map -> map.value();
          case GoType.Basic _ -> new GoType.Basic("byte");
          default -> GoType.UNKNOWN;
        };
    return load(base, elementName(index.index(), key), element, index.lbrack());
  }

  /** The field name of an element: with a literal index its own, else one for all. */
  static String elementName(Expr index, Val key) {
    if (index.unparen() instanceof BasicLit lit) {
      return "[" + lit.value() + "]";
    }
    return key.var() >= 0 ? "[]" : "[?]";
  }

  private Val slice(SliceExpr slice) {
    Val base = lower(slice.x());
    for (Expr bound : new Expr[] {slice.low(), slice.high(), slice.max()}) {
      if (bound != null) {
        lower(bound);
      }
    }
    boolean array = c.world.shape(base.type().deref()) == Shape.ARRAY;
    GoType type = base.type();
    if (c.world.underlying(base.type().deref()) instanceof GoType.Array of) {
      type = new GoType.Slice(of.of());
    }
    int dst = c.temp(type);
    Op.Part part = array ? Op.Part.INNER : cutsHead(slice) ? Op.Part.TAIL : Op.Part.HEAD;
    c.build.add(new Op.View(c.build.id(), slice.lbrack(), dst, base.var(), part));
    return new Val(dst, type);
  }

  private static boolean cutsHead(SliceExpr slice) {
    Expr low = slice.low();
    return low != null && !(low.unparen() instanceof BasicLit lit && lit.value().equals("0"));
  }

  private Val star(StarExpr star) {
    Val base = lower(star.x());
    GoType type = base.type() instanceof GoType.Pointer pointer ? pointer.to() : GoType.UNKNOWN;
    return load(base, "*", type, star.pos());
  }

  private Val unary(UnaryExpr unary) {
    return switch (unary.op()) {
      case AND -> address(unary);
      case ARROW -> receive(unary, Op.NONE);
      case NOT -> c.pure(unary.pos(), "!", GoType.BOOL, lower(unary.x()).var());
      default -> {
        Val inner = lower(unary.x());
        yield c.pure(unary.pos(), unary.op().text(), inner.type(), inner.var());
      }
    };
  }

  /** A receive; {@code ok} may be no variable. */
  Val receive(UnaryExpr unary, int ok) {
    Val channel = lower(unary.x());
    GoType type =
        c.world.underlying(channel.type()) instanceof GoType.Channel of ? of.of() : GoType.UNKNOWN;
    int dst = c.temp(type);
    c.build.add(new Op.Receive(c.build.id(), unary.pos(), dst, ok, channel.var()));
    return new Val(dst, type);
  }

  private Val address(UnaryExpr unary) {
    Expr inner = unary.x().unparen();
    if (inner instanceof CompositeLit lit) {
      Val made = literals.composite(lit, GoType.UNKNOWN, "");
      return new Val(made.var(), new GoType.Pointer(made.type()));
    }
    if (inner instanceof Ident ident) {
      Locals.Local local = c.locals.find(ident.name());
      if (local != null) {
        GoType type = new GoType.Pointer(local.type());
        int dst = c.temp(type);
        c.build.add(new Op.AddressOf(c.build.id(), unary.pos(), dst, local.var()));
        return new Val(dst, type);
      }
    }
    if (inner instanceof IndexExpr index) {
      Val base = lower(index.x());
      lower(index.index());
      int dst = c.temp(GoType.UNKNOWN);
      c.build.add(new Op.View(c.build.id(), unary.pos(), dst, base.var(), Op.Part.INNER));
      return new Val(dst, GoType.UNKNOWN);
    }
    Val value = lower(inner);
    GoType type = new GoType.Pointer(value.type());
    int dst = c.temp(type);
    c.build.add(new Op.View(c.build.id(), unary.pos(), dst, value.var(), Op.Part.INNER));
    return new Val(dst, type);
  }

  private Val binary(BinaryExpr binary) {
    // A chain of operators is as deep as it is long: its left side is gone down without recursion.
    java.util.ArrayDeque<BinaryExpr> chain = new java.util.ArrayDeque<>();
    Expr left = binary;
    while (left instanceof BinaryExpr next) {
      chain.push(next);
      left = next.x().unparen();
    }
    Val value = lower(left);
    for (BinaryExpr next : chain) {
      Val right = lower(next.y());
      GoType type =
          switch (next.op()) {
            case EQL, NEQ, LSS, GTR, LEQ, GEQ, LAND, LOR -> GoType.BOOL;
            default -> value.type();
          };
      value = c.pure(next.opPos(), next.op().text(), type, value.var(), right.var());
    }
    return value;
  }

  /** A type assertion; {@code ok} may be no variable. */
  Val assertion(TypeAssertExpr assertion, int ok) {
    Val value = lower(assertion.x());
    GoType type = assertion.type() == null ? value.type() : c.read(assertion.type());
    int dst = c.temp(type);
    int id = c.build.id();
    c.build.add(new Op.Assert(id, assertion.lparen(), dst, ok, value.var(), c.name(type)));
    return new Val(dst, type);
  }
}
