package dev.cistern.lint.lower;

import dev.cistern.lint.front.go.tree.Expr;
import dev.cistern.lint.front.go.tree.Expr.CallExpr;
import dev.cistern.lint.front.go.tree.Expr.Ident;
import dev.cistern.lint.front.go.tree.Expr.IndexExpr;
import dev.cistern.lint.front.go.tree.Expr.SelectorExpr;
import dev.cistern.lint.front.go.tree.Expr.StarExpr;
import dev.cistern.lint.front.go.tree.Expr.TypeAssertExpr;
import dev.cistern.lint.front.go.tree.Expr.UnaryExpr;
import dev.cistern.lint.front.go.tree.Spec;
import dev.cistern.lint.front.go.tree.Stmt;
import dev.cistern.lint.front.go.tree.Token;
import dev.cistern.lint.ir.Op;
import dev.cistern.lint.lower.Context.Val;
import java.util.ArrayList;
import java.util.List;

/** Lowers assignments and declarations of variables. */
final class Assigns {
  private final Context c;
  private final Exprs exprs;

  Assigns(Context context, Exprs exprs) {
    this.c = context;
    this.exprs = exprs;
  }

  void assign(Stmt.AssignStmt stmt) {
    boolean define = stmt.tok() == Token.DEFINE;
    if (!define && stmt.tok() != Token.ASSIGN) {
      Val left = exprs.lower(stmt.lhs().getFirst());
      Val right = exprs.lower(stmt.rhs().getFirst());
      String op = stmt.tok().text();
      store(
          stmt.lhs().getFirst(),
          c.pure(stmt.tokPos(), op, left.type(), left.var(), right.var()),
          false);
      return;
    }
    List<Val> values = values(stmt.lhs(), stmt.rhs(), define);
    for (int i = 0; i < stmt.lhs().size(); i++) {
      Val value = i < values.size() ? values.get(i) : c.opaque(stmt.pos(), GoType.UNKNOWN);
      store(stmt.lhs().get(i), value, define);
      if (stmt.lhs().get(i).unparen() instanceof Ident ident) {
        boolean one = define && stmt.rhs().size() == stmt.lhs().size();
        exprs.calls().alias(ident, one ? stmt.rhs().get(i) : null, value.type());
      }
    }
  }

  private List<Val> values(List<Expr> lhs, List<Expr> rhs, boolean define) {
    if (lhs.size() == 2 && rhs.size() == 1) {
      int ok = Op.NONE;
      Expr right = rhs.getFirst().unparen();
      if (right instanceof TypeAssertExpr assertion) {
        ok = c.temp(GoType.BOOL);
        return List.of(exprs.assertion(assertion, ok), new Val(ok, GoType.BOOL));
      }
      if (right instanceof UnaryExpr unary && unary.op() == Token.ARROW) {
        ok = c.temp(GoType.BOOL);
        return List.of(exprs.receive(unary, ok), new Val(ok, GoType.BOOL));
      }
      if (right instanceof IndexExpr) {
        return List.of(exprs.lower(right), c.opaque(right.pos(), GoType.BOOL));
      }
    }
    if (lhs.size() > 1 && rhs.size() == 1 && rhs.getFirst().unparen() instanceof CallExpr call) {
      return exprs.calls().lower(call, Op.Mode.NOW, lhs.size());
    }
    List<Val> values = new ArrayList<>();
    for (int i = 0; i < rhs.size(); i++) {
      Expr left = i < lhs.size() ? lhs.get(i) : rhs.get(i);
      GoType wanted = define ? GoType.UNKNOWN : new Typing(c).of(left);
      Val value = exprs.lowerInto(rhs.get(i), wanted, key(left, define));
      factory(left, rhs.get(i));
      exprs.pools().assigned(left, rhs.get(i), value, define);
      // Simultaneous assignment reads all before it writes any.
      values.add(rhs.size() > 1 ? copy(value, rhs.get(i).pos()) : value);
    }
    return values;
  }

  private Val copy(Val value, int at) {
    int dst = c.temp(value.type());
    c.build.add(new Op.Copy(c.build.id(), at, dst, value.var()));
    return new Val(dst, value.type());
  }

  /** The name a pool gets by being assigned to this. */
  private String key(Expr left, boolean define) {
    return switch (left.unparen()) {
      case Ident ident when define || c.locals.find(ident.name()) != null ->
          c.function + "." + ident.name();
      case Ident ident -> c.pkg.path() + "." + ident.name();
      case SelectorExpr selector when exprs.packagePath(selector.x()).isEmpty() ->
          exprs.calls().fieldName(selector);
      default -> "";
    };
  }

  /** Takes note of {@code pool.New = factory}. */
  private void factory(Expr left, Expr right) {
    if (left.unparen() instanceof SelectorExpr selector
        && selector.sel().name().equals("New")
        && new Typing(c).of(selector.x()).is("sync", "Pool")) {
      String key = exprs.calls().poolName(selector.x(), new Val(Op.NONE, GoType.UNKNOWN));
      Literals literals = exprs.literals();
      boolean literal = right.unparen() instanceof Expr.FuncLit;
      c.build.pool(
          new Build.Pending(
              key,
              left.pos(),
              literal ? literals.lastLiteral() : null,
              literals.factoryName(right)));
    }
  }

  void declare(Spec.ValueSpec spec) {
    List<Expr> names = new ArrayList<>(spec.names());
    if (!spec.values().isEmpty()) {
      List<Val> values = values(names, spec.values(), true);
      for (int i = 0; i < names.size(); i++) {
        Val value = i < values.size() ? values.get(i) : c.opaque(spec.pos(), GoType.UNKNOWN);
        GoType type = spec.type() == null ? value.type() : c.read(spec.type());
        define(spec.names().get(i), new Val(value.var(), type));
      }
      return;
    }
    GoType type = spec.type() == null ? GoType.UNKNOWN : c.read(spec.type());
    for (Ident name : spec.names()) {
      Locals.Local local = c.declare(name.name(), type, false);
      zero(local, name.pos());
    }
  }

  /** Gives a variable its zero value. */
  void zero(Locals.Local local, int at) {
    switch (c.world.shape(local.type())) {
      case POINTER, MAP, CHANNEL, FUNCTION, SLICE, INTERFACE ->
          c.build.add(new Op.Const(c.build.id(), at, local.var(), null));
      case STRUCT, ARRAY ->
          c.build.add(
              new Op.Make(
                  c.build.id(), at, local.var(), c.name(local.type()), List.of(), List.of()));
      case SCALAR -> {
        Object zero = local.type().equals(GoType.BOOL) ? (Object) false : "0";
        c.build.add(new Op.Const(c.build.id(), at, local.var(), zero));
      }
      default -> c.build.add(new Op.Pure(c.build.id(), at, local.var(), "?", List.of()));
    }
  }

  private void define(Ident name, Val value) {
    Locals.Local local = c.declare(name.name(), value.type(), false);
    c.build.add(new Op.Copy(c.build.id(), name.pos(), local.var(), value.var()));
  }

  /** Stores a value in what an expression stands for. */
  void store(Expr left, Val value, boolean define) {
    switch (left.unparen()) {
      case Ident ident -> variable(ident, value, define);
      case SelectorExpr selector -> field(selector, value);
      case IndexExpr index -> {
        Val base = exprs.lower(index.x());
        Val key = exprs.lower(index.index());
        String name = Exprs.elementName(index.index(), key);
        c.build.add(new Op.Store(c.build.id(), left.pos(), base.var(), name, value.var()));
      }
      case StarExpr star -> {
        Val base = exprs.lower(star.x());
        c.build.add(new Op.Store(c.build.id(), left.pos(), base.var(), "*", value.var()));
      }
      default -> exprs.lower(left);
    }
  }

  private void variable(Ident ident, Val value, boolean define) {
    String name = ident.name();
    if (name.equals("_")) {
      return;
    }
    Locals.Local local = define ? c.locals.here(name) : c.locals.find(name);
    if (local != null) {
      c.build.add(new Op.Copy(c.build.id(), ident.pos(), local.var(), value.var()));
    } else if (define) {
      define(ident, value);
    } else {
      String full = c.pkg.path() + "." + name;
      c.build.add(new Op.SetGlobal(c.build.id(), ident.pos(), full, value.var()));
    }
  }

  private void field(SelectorExpr selector, Val value) {
    String name = selector.sel().name();
    String path = exprs.packagePath(selector.x());
    if (!path.isEmpty()) {
      c.build.add(new Op.SetGlobal(c.build.id(), selector.pos(), path + "." + name, value.var()));
      return;
    }
    Val base = exprs.lower(selector.x());
    GoWorld.Member member = c.world.member(base.type(), name);
    if (member != null) {
      base = exprs.through(base, member.through(), selector.sel().pos());
    }
    c.build.add(new Op.Store(c.build.id(), selector.pos(), base.var(), name, value.var()));
  }

  /** The variables of a range clause. */
  void next(Stmt.RangeStmt stmt, Val over) {
    GoType key = GoType.INT;
    GoType element = GoType.UNKNOWN;
    switch (c.world.underlying(over.type().deref())) {
      case GoType.Slice slice -> element = slice.of();
      case GoType.Array array -> element = array.of();
      case GoType.Mapping map -> {
        key = map.key();
        element = map.value();
      }
      case GoType.Channel channel -> key = channel.of();
      default -> {}
    }
    int keyVar = stmt.key() == null ? Op.NONE : c.temp(key);
    int valueVar = stmt.value() == null ? Op.NONE : c.temp(element);
    c.build.add(new Op.Next(c.build.id(), stmt.pos(), keyVar, valueVar, over.var()));
    boolean define = stmt.tok() == Token.DEFINE;
    if (stmt.value() != null) {
      exprs.pools().ranged(stmt.value(), element);
    }
    if (stmt.key() != null) {
      store(stmt.key(), new Val(keyVar, key), define);
    }
    if (stmt.value() != null) {
      store(stmt.value(), new Val(valueVar, element), define);
    }
  }
}
