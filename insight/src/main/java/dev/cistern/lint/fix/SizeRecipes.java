package dev.cistern.lint.fix;

import dev.cistern.lint.front.go.tree.Decl;
import dev.cistern.lint.front.go.tree.Expr;
import dev.cistern.lint.front.go.tree.Expr.CallExpr;
import dev.cistern.lint.front.go.tree.Expr.FuncLit;
import dev.cistern.lint.front.go.tree.Expr.FuncType;
import dev.cistern.lint.front.go.tree.Expr.Ident;
import dev.cistern.lint.front.go.tree.Node;
import dev.cistern.lint.front.go.tree.Stmt.AssignStmt;
import dev.cistern.lint.front.go.tree.Stmt.RangeStmt;
import dev.cistern.lint.front.go.tree.Token;
import java.util.List;
import java.util.Optional;

/** Mends of what grows although its length is known. */
final class SizeRecipes {
  private SizeRecipes() {}

  /**
   * ALLOC-01: an empty slice is made with the capacity that the loop needs.
   *
   * <p>Only where it was not nil before, and where the loop goes through a parameter: that is there
   * when the slice is made. A loop with a second variable goes through something that has a length.
   */
  static List<List<Edit>> sized(Target target) {
    String slice =
        target
            .statement()
            .filter(AssignStmt.class::isInstance)
            .map(stmt -> ((AssignStmt) stmt).lhs().getFirst())
            .filter(Ident.class::isInstance)
            .map(name -> ((Ident) name).name())
            .orElse("");
    String over = over(target);
    if (slice.isEmpty() || over.isEmpty() || !isParameter(target, over)) {
      return List.of();
    }
    return target
        .body()
        .map(body -> Target.find(body, AssignStmt.class, assign -> defines(assign, slice)))
        .filter(found -> found.size() == 1)
        .flatMap(found -> empty(found.getFirst().rhs().getFirst()))
        .map(empty ->
            List.of(
                List.of(
                    Target.instead(
                        empty.whole(),
                        "make(%s, 0, len(%s))".formatted(target.text(empty.type()), over)))))
        .orElse(List.of());
  }

  /** The name that the innermost loop around the finding goes through. */
  private static String over(Target target) {
    for (int i = target.chain().size() - 1; i >= 0; i--) {
      if (target.chain().get(i) instanceof RangeStmt range) {
        boolean sized = range.value() != null && range.x().unparen() instanceof Ident;
        return sized && range.x().unparen() instanceof Ident ident ? ident.name() : "";
      }
    }
    return "";
  }

  private static boolean isParameter(Target target, String name) {
    FuncType type = null;
    for (Node node : target.chain()) {
      if (node instanceof Decl.FuncDecl func) {
        type = func.type();
      } else if (node instanceof FuncLit literal) {
        type = literal.type();
      }
    }
    boolean given =
        type != null
            && type.params().list().stream()
                .flatMap(field -> field.names().stream())
                .anyMatch(one -> one.name().equals(name));
    return given
        && target
            .body()
            .map(body -> Target.find(body, AssignStmt.class, assign -> defines(assign, name)))
            .filter(List::isEmpty)
            .isPresent();
  }

  private static boolean defines(AssignStmt assign, String name) {
    return assign.tok() == Token.DEFINE
        && assign.lhs().stream()
            .anyMatch(left -> left instanceof Ident one && one.name().equals(name));
  }

  /** An expression that makes an empty slice, with the slice's type. */
  private record Empty(Expr whole, Expr type) {}

  private static Optional<Empty> empty(Expr value) {
    return switch (value.unparen()) {
      case Expr.CompositeLit lit when lit.elts().isEmpty() ->
          Optional.ofNullable(lit.type()).map(type -> new Empty(value, type));
      case CallExpr call
          when call.fun() instanceof Ident make
              && make.name().equals("make")
              && call.args().size() == 2 ->
          Optional.of(new Empty(value, call.args().getFirst()));
      default -> Optional.empty();
    };
  }
}
