package dev.cistern.lint.lower;

import dev.cistern.lint.front.go.tree.Expr;

/** Tells the type of simple expressions without lowering them. */
final class Typing {
  private final Context c;

  Typing(Context context) {
    this.c = context;
  }

  /** The type of a name, a chain of fields, an element or what a pointer leads to. */
  GoType of(Expr expr) {
    return switch (expr.unparen()) {
      case Expr.Ident ident -> name(ident.name());
      case Expr.SelectorExpr selector -> field(selector);
      case Expr.StarExpr star -> of(star.x()).deref();
      case Expr.IndexExpr index ->
          switch (c.world.underlying(of(index.x()).deref())) {
            case GoType.Slice slice -> slice.of();
            case GoType.Array array -> array.of();
            case GoType.Mapping map -> map.value();
            default -> GoType.UNKNOWN;
          };
      default -> GoType.UNKNOWN;
    };
  }

  private GoType name(String name) {
    Locals.Local local = c.locals.find(name);
    if (local != null) {
      return local.type();
    }
    GoPackage.Variable variable = c.pkg.variable(name);
    return variable == null ? GoType.UNKNOWN : Globals.type(c.world, c.pkg, variable);
  }

  private GoType field(Expr.SelectorExpr selector) {
    String name = selector.sel().name();
    if (selector.x().unparen() instanceof Expr.Ident ident && c.locals.find(ident.name()) == null) {
      String path = c.source.importPath(ident.name());
      GoPackage pkg = path.isEmpty() ? null : c.world.pkg(path);
      GoPackage.Variable variable = pkg == null ? null : pkg.variable(name);
      if (pkg != null && variable != null) {
        return Globals.type(c.world, pkg, variable);
      }
    }
    GoWorld.Member member = c.world.member(of(selector.x()), name);
    return member == null || member.type() == null ? GoType.UNKNOWN : member.type();
  }
}
