package dev.cistern.lint.lower;

import dev.cistern.lint.front.go.tree.Expr;
import dev.cistern.lint.front.go.tree.Expr.CompositeLit;
import dev.cistern.lint.front.go.tree.Expr.Ident;
import dev.cistern.lint.front.go.tree.Expr.SelectorExpr;
import dev.cistern.lint.front.go.tree.Field;
import dev.cistern.lint.lower.Context.Val;
import java.util.regex.Pattern;

/** Takes note of pools that are copied, overwritten or made in a function. */
final class PoolNotes {
  private static final Pattern STARTS =
      Pattern.compile(
          "(?i)^(init|setup|start|open|new|make|create|build|prepare|must|load|reset|configure|with).*");

  /** How deep structs within structs are looked into. */
  private static final int NESTED_MAX = 2;

  private final Context c;

  PoolNotes(Context context) {
    this.c = context;
  }

  /** An expression's value is stored, handed on or returned. */
  void copied(Expr expr, Val value) {
    boolean stands =
        expr instanceof Ident || expr instanceof SelectorExpr || expr instanceof Expr.StarExpr;
    if (stands && holdsPool(value.type())) {
      c.build.note(Note.What.POOL_COPIED, expr.pos(), c.source.file().text(expr));
    }
  }

  /** A loop's variable gets a copy of each element. */
  void ranged(Expr variable, GoType element) {
    boolean named = !(variable.unparen() instanceof Ident ident && ident.name().equals("_"));
    if (named && holdsPool(element)) {
      c.build.note(Note.What.POOL_COPIED, variable.pos(), c.source.file().text(variable));
    }
  }

  /** A parameter or receiver gets a copy of what the caller has. */
  void given(Expr written, GoType type) {
    if (type instanceof GoType.Named && holdsPool(type)) {
      c.build.note(Note.What.POOL_COPIED, written.pos(), c.source.file().text(written));
    }
  }

  private boolean holdsPool(GoType type) {
    return holdsPool(type, NESTED_MAX);
  }

  private boolean holdsPool(GoType type, int nested) {
    if (isPool(type)) {
      return !(type instanceof GoType.Pointer);
    }
    if (c.world.underlying(type) instanceof GoType.Array array) {
      return array.of() instanceof GoType.Named && holdsPool(array.of(), nested);
    }
    if (nested > 0
        && type instanceof GoType.Named
        && c.world.underlying(type) instanceof GoType.Struct struct) {
      for (Field field : struct.tree().fields().list()) {
        GoType inner = c.world.reader().read(field.type(), struct.scope());
        if (inner instanceof GoType.Named && holdsPool(inner, nested - 1)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isPool(GoType type) {
    return type.is("sync", "Pool") || type.is("github.com/valyala/bytebufferpool", "Pool");
  }

  /** Something is assigned a value. */
  void assigned(Expr left, Expr right, Val value, boolean define) {
    boolean literal = right.unparen() instanceof CompositeLit;
    if (!literal || !(value.type() instanceof GoType.Named named) || !named.is("sync", "Pool")) {
      return;
    }
    String function = c.function.substring(c.function.lastIndexOf('.') + 1);
    if (define || STARTS.matcher(function).matches() || c.function.contains(".init#")) {
      return;
    }
    Expr target = left.unparen();
    boolean elsewhere =
        switch (target) {
          case Ident ident -> c.locals.find(ident.name()) == null;
          case SelectorExpr selector -> isGiven(selector.x());
          default -> false;
        };
    if (elsewhere) {
      c.build.note(Note.What.POOL_OVERWRITTEN, target.pos(), c.source.file().text(target));
    }
  }

  /** Whether an expression leads to something from outside the function. */
  private boolean isGiven(Expr base) {
    Expr at = base.unparen();
    while (at instanceof SelectorExpr selector) {
      at = selector.x().unparen();
    }
    if (!(at instanceof Ident ident)) {
      return false;
    }
    Locals.Local local = c.locals.find(ident.name());
    return local == null || local.param();
  }
}
