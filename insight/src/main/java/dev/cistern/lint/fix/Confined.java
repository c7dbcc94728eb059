package dev.cistern.lint.fix;

import dev.cistern.lint.front.go.tree.Decl;
import dev.cistern.lint.front.go.tree.Expr;
import dev.cistern.lint.front.go.tree.Expr.CallExpr;
import dev.cistern.lint.front.go.tree.Expr.FuncLit;
import dev.cistern.lint.front.go.tree.Expr.Ident;
import dev.cistern.lint.front.go.tree.Expr.SelectorExpr;
import dev.cistern.lint.front.go.tree.Field;
import dev.cistern.lint.front.go.tree.Node;
import dev.cistern.lint.front.go.tree.Stmt.AssignStmt;
import dev.cistern.lint.front.go.tree.Stmt.DeferStmt;
import dev.cistern.lint.front.go.tree.Stmt.IncDecStmt;
import dev.cistern.lint.front.go.tree.Walk;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * Whether nobody but a function itself can hold what a variable of it holds: each use is a method's
 * call, a field that is set or compared, or an argument of a function that is known to keep
 * nothing. Whatever else it may be handed to, and be it only stored, may still use it later.
 */
final class Confined {
  private static final Set<String> BUILTINS = Set.of("len", "cap", "copy", "clear", "append");
  private static final Set<String> PACKAGES =
      Set.of("fmt", "io", "json", "xml", "binary", "strconv", "utf8", "hex", "base64", "sort");

  private static final Set<String> BASIC =
      Set.of("bool", "string", "int", "int32", "int64", "uint", "uint32", "uint64", "float64");

  private final String name;
  private final int from;
  private final int to;
  private final String put;
  private final Target target;

  /**
   * Looks at the uses of a variable between two offsets.
   *
   * @param put the call that gives it back, which is no use
   */
  Confined(Target target, String name, String put, int from, int to) {
    this.target = target;
    this.name = name;
    this.put = put;
    this.from = from;
    this.to = to;
  }

  boolean in(Node body) {
    Deque<List<Node>> open = new ArrayDeque<>();
    open.push(List.of(body));
    while (!open.isEmpty()) {
      List<Node> path = open.pop(); // from the node itself outwards, a few steps
      Node node = path.getFirst();
      boolean use =
          node instanceof Ident one
              && one.name().equals(name)
              && one.pos() >= from
              && one.pos() < to;
      if (use && !isHarmless(path) || node instanceof FuncLit && isUsedBy(node, path)) {
        return false;
      }
      if (node instanceof FuncLit) {
        continue;
      }
      Walk.children(
          node,
          child -> {
            List<Node> inner = new ArrayList<>(List.of(child));
            inner.addAll(path.subList(0, Math.min(4, path.size())));
            open.push(inner);
          });
    }
    return true;
  }

  /** Whether a function literal that does not just run at the end speaks of the variable. */
  private boolean isUsedBy(Node literal, List<Node> path) {
    boolean deferred = path.size() > 2 && path.get(2) instanceof DeferStmt;
    return !deferred && literal.end() > from && literal.pos() < to && Walk.names(literal, name);
  }

  private boolean isHarmless(List<Node> path) {
    Node parent = at(path, 1);
    Node above = at(path, 2);
    return switch (parent) {
      case SelectorExpr selector ->
          selector.x() != path.getFirst() // a field or method of this name
              || isMethod(selector, above)
              || isHarmlessField(selector, above, at(path, 3));
      case CallExpr call -> keepsNothing(call) || target.text(call).equals(put);
      case AssignStmt assign -> assign.lhs().contains(path.getFirst());
      case Expr.StarExpr star -> above instanceof AssignStmt assign && assign.lhs().contains(star);
      case Expr.BinaryExpr _ -> true;
      default -> false;
    };
  }

  private static Node at(List<Node> path, int step) {
    return path.get(Math.min(step, path.size() - 1));
  }

  private static boolean isMethod(SelectorExpr selector, Node above) {
    return above instanceof CallExpr call && call.fun() == selector;
  }

  private boolean isHarmlessField(SelectorExpr field, Node above, Node further) {
    return switch (above) {
      case AssignStmt assign -> assign.lhs().contains(field) || isPlain(field);
      case IncDecStmt _, Expr.BinaryExpr _ -> true;
      case CallExpr call -> keepsNothing(call) || isPlain(field);
      case SelectorExpr method -> isMethod(method, further);
      case Expr.SliceExpr _, Expr.IndexExpr _ ->
          further instanceof CallExpr call && keepsNothing(call);
      default -> isPlain(field);
    };
  }

  /** Whether a field is a plain value: a known one of answers, or by its type in this file. */
  private boolean isPlain(SelectorExpr field) {
    String wanted = field.sel().name();
    boolean[] plain = {Set.of("StatusCode", "Status", "ContentLength").contains(wanted)};
    boolean[] other = new boolean[1];
    for (Decl decl : target.file().decls()) {
      if (decl instanceof Decl.GenDecl) {
        for (Field one : Target.find(decl, Field.class, f -> isNamed(f, wanted))) {
          boolean basic = one.type() instanceof Ident type && BASIC.contains(type.name());
          plain[0] |= basic;
          other[0] |= !basic;
        }
      }
    }
    return plain[0] && !other[0];
  }

  private static boolean isNamed(Field field, String name) {
    return field.names().stream().anyMatch(one -> one.name().equals(name));
  }

  private static boolean keepsNothing(CallExpr call) {
    return switch (call.fun().unparen()) {
      case Ident builtin -> BUILTINS.contains(builtin.name());
      case SelectorExpr selector ->
          selector.x() instanceof Ident pkg && PACKAGES.contains(pkg.name());
      default -> false;
    };
  }
}
