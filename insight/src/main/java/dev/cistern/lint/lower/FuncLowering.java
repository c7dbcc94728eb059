package dev.cistern.lint.lower;

import dev.cistern.lint.front.go.tree.Expr;
import dev.cistern.lint.front.go.tree.Expr.FuncLit;
import dev.cistern.lint.front.go.tree.Expr.FuncType;
import dev.cistern.lint.front.go.tree.Field;
import dev.cistern.lint.front.go.tree.FieldList;
import dev.cistern.lint.front.go.tree.Stmt;
import dev.cistern.lint.ir.Code;
import dev.cistern.lint.ir.Func;
import dev.cistern.lint.ir.Op;
import dev.cistern.lint.lower.Context.Val;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lowers one function with its literals. */
final class FuncLowering {
  private final Context c;
  private final Exprs exprs;

  private FuncLowering(Context context) {
    this.c = context;
    this.exprs = new Exprs(context, this);
  }

  /** A function and the pools that get their factory in it. */
  record Lowered(Func func, List<PoolSite> pools, List<Note> notes) {}

  static Lowered lower(GoWorld world, GoFunc func, Stmt.BlockStmt body) {
    Context c = new Context(world, func.pkg(), func.source(), func.name());
    GoWorld.receiverArguments(func, GoType.UNKNOWN, c.localTypes);
    FieldList typeParams = func.decl().type().typeParams();
    if (typeParams != null) {
      for (Field field : typeParams.list()) {
        field.names().forEach(n -> c.localTypes.put(n.name(), new GoType.Parameter(n.name())));
      }
    }
    FuncLowering lowering = new FuncLowering(c);
    Code code = lowering.body(func.decl().recv(), func.decl().type(), body, func.name());
    return lowering.finish(func.source(), func.decl().pos(), code);
  }

  /** The variables of a package as one function that sets them. */
  static Lowered variables(GoWorld world, GoPackage pkg, GoSource source, String name) {
    Context c = new Context(world, pkg, source, name);
    FuncLowering lowering = new FuncLowering(c);
    for (GoPackage.Variable variable : source.variables()) {
      List<Expr> values = variable.spec().values();
      String full = pkg.path() + "." + variable.spec().names().get(variable.index()).name();
      if (variable.index() < values.size()) {
        Expr value = values.get(variable.index());
        GoType type = Globals.type(world, pkg, variable);
        Val lowered = lowering.exprs.lowerInto(value, type, full);
        c.build.add(new Op.SetGlobal(c.build.id(), value.pos(), full, lowered.var()));
      }
    }
    Code code = c.build.finish(c.function, List.of(), List.of(), 0);
    return lowering.finish(source, 0, code);
  }

  private Lowered finish(GoSource source, int at, Code code) {
    Func func = c.build.func(c.function, source.file().path(), at, code);
    List<PoolSite> pools = new ArrayList<>();
    for (Build.Pending pool : c.build.pools()) {
      pools.add(
          new PoolSite(
              pool.key(), source.file().path(), pool.at(), pool.factory(), pool.named(), func));
    }
    return new Lowered(func, pools, c.build.notes());
  }

  /** The body of a function literal; the outer one waits meanwhile. */
  Code literal(FuncLit lit, String name) {
    List<Integer> results = c.results;
    List<GoType> types = c.resultTypes;
    c.depth++;
    Code code = c.build.literal(_ -> body(null, lit.type(), lit.body(), name));
    c.depth--;
    c.results = results;
    c.resultTypes = types;
    return code;
  }

  private Code body(@Nullable FieldList receiver, FuncType type, Stmt.BlockStmt body, String name) {
    c.locals.push();
    List<Integer> params = new ArrayList<>();
    if (receiver != null) {
      params(receiver, params);
    }
    params(type.params(), params);
    c.results = new ArrayList<>();
    c.resultTypes = new ArrayList<>();
    if (type.results() != null) {
      results(type.results(), body.pos());
    }
    List<Integer> results = c.results;
    Stmts stmts = new Stmts(c, exprs);
    stmts.block(body.list());
    c.locals.pop();
    return c.build.finish(name, params, results, body.rbrace());
  }

  private void params(FieldList fields, List<Integer> params) {
    for (Field field : fields.list()) {
      GoType type = c.read(field.type());
      exprs.pools().given(field.type(), type);
      for (Expr.Ident one : field.names()) {
        params.add(c.declare(one.name(), type, true).var());
      }
      if (field.names().isEmpty()) {
        params.add(c.declare("_", type, true).var());
      }
    }
  }

  private void results(FieldList fields, int at) {
    Assigns assigns = new Assigns(c, exprs);
    for (Field field : fields.list()) {
      GoType type = c.read(field.type());
      for (int i = 0; i < Math.max(1, field.names().size()); i++) {
        String name = field.names().isEmpty() ? "_" : field.names().get(i).name();
        Locals.Local local = c.declare(name, type, false);
        if (!field.names().isEmpty()) {
          assigns.zero(local, at);
        }
        c.results.add(local.var());
        c.resultTypes.add(type);
      }
    }
  }
}
