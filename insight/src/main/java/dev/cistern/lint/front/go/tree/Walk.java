package dev.cistern.lint.front.go.tree;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Goes through trees without recursion: a chain of ten thousand operands is as deep as it is long.
 */
public final class Walk {
  private Walk() {}

  /**
   * Visits {@code root} and all below it in the order of the source, parents first.
   *
   * @param enter told each node; {@code false} leaves its children out
   */
  public static void tree(Node root, Predicate<? super Node> enter) {
    Deque<Node> open = new ArrayDeque<>();
    List<Node> children = new ArrayList<>();
    open.push(root);
    while (!open.isEmpty()) {
      Node node = open.pop();
      if (enter.test(node)) {
        children(node, children::add);
        for (int i = children.size() - 1; i >= 0; i--) {
          open.push(children.get(i));
        }
        children.clear();
      }
    }
  }

  /** Whether a node speaks of a name. */
  public static boolean names(Node root, String name) {
    boolean[] found = new boolean[1];
    tree(
        root,
        node -> {
          found[0] |= node instanceof Expr.Ident one && one.name().equals(name);
          return !found[0];
        });
    return found[0];
  }

  /**
   * Tells the direct children of {@code node} in the order of the source; comments are left out.
   */
  public static void children(Node node, Consumer<? super Node> to) {
    switch (node) {
      case Expr expr -> ofExpr(expr, to);
      case Stmt stmt -> ofStmt(stmt, to);
      case Decl decl -> ofDecl(decl, to);
      case Spec spec -> ofSpec(spec, to);
      case FieldList fields -> fields.list().forEach(to);
      case Field field -> {
        field.names().forEach(to);
        to.accept(field.type());
        tell(field.tag(), to);
      }
      case CommentGroup group -> group.list().forEach(to);
      case Comment _ -> {}
    }
  }

  private static void ofExpr(Expr expr, Consumer<? super Node> to) {
    switch (expr) {
      case Expr.Ident _, Expr.BasicLit _ -> {}
      case Expr.Ellipsis(_, var elt) -> tell(elt, to);
      case Expr.FuncLit(var type, var body) -> both(type, body, to);
      case Expr.CompositeLit(var type, _, var elts, _) -> {
        tell(type, to);
        elts.forEach(to);
      }
      case Expr.ParenExpr(_, var x, _) -> to.accept(x);
      case Expr.SelectorExpr(_, var x, var sel) -> both(x, sel, to);
      case Expr.IndexExpr(_, var x, _, var index, _) -> both(x, index, to);
      case Expr.IndexListExpr(_, var x, _, var indices, _) -> {
        to.accept(x);
        indices.forEach(to);
      }
      case Expr.SliceExpr slice -> {
        to.accept(slice.x());
        tell(slice.low(), to);
        tell(slice.high(), to);
        tell(slice.max(), to);
      }
      case Expr.TypeAssertExpr(_, var x, _, var type, _) -> both(x, type, to);
      case Expr.CallExpr(_, var fun, _, var args, _, _) -> {
        to.accept(fun);
        args.forEach(to);
      }
      case Expr.StarExpr(_, var x) -> to.accept(x);
      case Expr.UnaryExpr(_, _, var x) -> to.accept(x);
      case Expr.BinaryExpr(_, var x, _, _, var y) -> both(x, y, to);
      case Expr.KeyValueExpr(var key, _, var value) -> both(key, value, to);
      case Expr.ArrayType(_, var len, var elt) -> both(len, elt, to);
      case Expr.StructType(_, var fields) -> to.accept(fields);
      case Expr.FuncType(_, var typeParams, var params, var results) -> {
        tell(typeParams, to);
        both(params, results, to);
      }
      case Expr.InterfaceType(_, var methods) -> to.accept(methods);
      case Expr.MapType(_, var key, var value) -> both(key, value, to);
      case Expr.ChanType(_, _, _, var value) -> to.accept(value);
    }
  }

  private static void ofStmt(Stmt stmt, Consumer<? super Node> to) {
    switch (stmt) {
      case Stmt.BadStmt _, Stmt.EmptyStmt _ -> {}
      case Stmt.DeclStmt(var decl) -> to.accept(decl);
      case Stmt.LabeledStmt(var label, _, var inner) -> both(label, inner, to);
      case Stmt.ExprStmt(var x) -> to.accept(x);
      case Stmt.SendStmt(var chan, _, var value) -> both(chan, value, to);
      case Stmt.IncDecStmt(var x, _, _) -> to.accept(x);
      case Stmt.AssignStmt(var lhs, _, _, var rhs) -> {
        lhs.forEach(to);
        rhs.forEach(to);
      }
      case Stmt.GoStmt(_, var call) -> to.accept(call);
      case Stmt.DeferStmt(_, var call) -> to.accept(call);
      case Stmt.ReturnStmt(_, var results) -> results.forEach(to);
      case Stmt.BranchStmt(_, _, var label) -> tell(label, to);
      case Stmt.BlockStmt(_, var list, _) -> list.forEach(to);
      case Stmt.IfStmt(_, var init, var cond, var body, var orElse) -> {
        both(init, cond, to);
        both(body, orElse, to);
      }
      case Stmt.CaseClause(_, var list, _, var body) -> {
        list.forEach(to);
        body.forEach(to);
      }
      case Stmt.SwitchStmt(_, var init, var tag, _, var clauses, _) -> {
        both(init, tag, to);
        clauses.forEach(to);
      }
      case Stmt.TypeSwitchStmt(_, var init, var assign, _, var clauses, _) -> {
        both(init, assign, to);
        clauses.forEach(to);
      }
      case Stmt.CommClause(_, var comm, _, var body) -> {
        tell(comm, to);
        body.forEach(to);
      }
      case Stmt.SelectStmt(_, _, var clauses, _) -> clauses.forEach(to);
      case Stmt.ForStmt(_, var init, var cond, var post, var body) -> {
        both(init, cond, to);
        both(post, body, to);
      }
      case Stmt.RangeStmt range -> {
        both(range.key(), range.value(), to);
        both(range.x(), range.body(), to);
      }
    }
  }

  private static void ofDecl(Decl decl, Consumer<? super Node> to) {
    switch (decl) {
      case Decl.BadDecl _ -> {}
      case Decl.GenDecl gen -> gen.specs().forEach(to);
      case Decl.FuncDecl func -> {
        both(func.recv(), func.name(), to);
        both(func.type(), func.body(), to);
      }
    }
  }

  private static void ofSpec(Spec spec, Consumer<? super Node> to) {
    switch (spec) {
      case Spec.ImportSpec one -> both(one.name(), one.path(), to);
      case Spec.ValueSpec value -> {
        value.names().forEach(to);
        tell(value.type(), to);
        value.values().forEach(to);
      }
      case Spec.TypeSpec type -> {
        both(type.name(), type.typeParams(), to);
        to.accept(type.type());
      }
    }
  }

  private static void both(@Nullable Node first, @Nullable Node second, Consumer<? super Node> to) {
    tell(first, to);
    tell(second, to);
  }

  private static void tell(@Nullable Node node, Consumer<? super Node> to) {
    if (node != null) {
      to.accept(node);
    }
  }
}
