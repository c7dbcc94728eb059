package dev.cistern.lint.lower;

import dev.cistern.lint.front.go.tree.Expr;
import dev.cistern.lint.front.go.tree.Token;
import java.util.HashMap;
import java.util.List;

/** Tells the types of package variables, from what they are declared as or set to. */
final class Globals {
  private Globals() {}

  static GoType type(GoWorld world, GoPackage pkg, GoPackage.Variable variable) {
    TypeScope scope = new TypeScope(pkg, variable.source(), new HashMap<>());
    if (variable.spec().type() != null) {
      return world.reader().read(variable.spec().type(), scope);
    }
    List<Expr> values = variable.spec().values();
    if (variable.index() < values.size()) {
      return quick(world, values.get(variable.index()), scope);
    }
    return GoType.UNKNOWN;
  }

  /** The type of an initial value without lowering it. */
  private static GoType quick(GoWorld world, Expr value, TypeScope scope) {
    return switch (value.unparen()) {
      case Expr.CompositeLit lit -> world.reader().read(lit.type(), scope);
      case Expr.UnaryExpr unary when unary.op() == Token.AND ->
          new GoType.Pointer(quick(world, unary.x(), scope));
      case Expr.FuncLit lit -> world.reader().read(lit.type(), scope);
      case Expr.BasicLit lit ->
          switch (lit.kind()) {
            case STRING -> GoType.STRING;
            case INT -> GoType.INT;
            default -> GoType.UNKNOWN;
          };
      case Expr.CallExpr call -> callType(world, call, scope);
      default -> GoType.UNKNOWN;
    };
  }

  private static GoType callType(GoWorld world, Expr.CallExpr call, TypeScope scope) {
    Expr fun = call.fun().unparen();
    if (fun instanceof Expr.Ident ident && !call.args().isEmpty()) {
      if (ident.name().equals("new")) {
        return new GoType.Pointer(world.reader().read(call.args().getFirst(), scope));
      }
      if (ident.name().equals("make")) {
        return world.reader().read(call.args().getFirst(), scope);
      }
    }
    if (world.reader().isType(fun, scope)) {
      return world.reader().read(fun, scope);
    }
    List<GoType> results = List.of();
    if (fun instanceof Expr.Ident ident) {
      GoFunc func = scope.pkg().func(ident.name());
      results = func == null ? List.of() : world.signature(func, GoType.UNKNOWN).results();
    } else if (fun instanceof Expr.FuncLit lit
        && world.reader().read(lit.type(), scope) instanceof GoType.Signature signature) {
      results = signature.results();
    } else if (fun instanceof Expr.SelectorExpr selector
        && selector.x() instanceof Expr.Ident ident) {
      String path = scope.source().importPath(ident.name());
      GoPackage other = world.pkg(path);
      GoFunc func = other == null ? null : other.func(selector.sel().name());
      results =
          func == null
              ? world.known().results(path + "." + selector.sel().name())
              : world.signature(func, GoType.UNKNOWN).results();
    }
    return results.isEmpty() ? GoType.UNKNOWN : results.getFirst();
  }
}
