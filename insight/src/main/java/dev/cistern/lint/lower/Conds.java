package dev.cistern.lint.lower;

import dev.cistern.lint.front.go.tree.Expr;
import dev.cistern.lint.front.go.tree.Expr.BinaryExpr;
import dev.cistern.lint.front.go.tree.Expr.UnaryExpr;
import dev.cistern.lint.front.go.tree.Token;
import dev.cistern.lint.ir.Exit;
import dev.cistern.lint.lower.Context.Val;

/** Lowers conditions to branches, so that what each part says holds on its way. */
final class Conds {
  private final Context c;
  private final Exprs exprs;

  Conds(Context context, Exprs exprs) {
    this.c = context;
    this.exprs = exprs;
  }

  /** Ends the current block by going to {@code then} or {@code otherwise}. */
  void branch(Expr condition, int then, int otherwise) {
    Expr at = condition.unparen();
    int yes = then;
    int no = otherwise;
    while (at instanceof UnaryExpr unary && unary.op() == Token.NOT) {
      int swap = yes;
      yes = no;
      no = swap;
      at = unary.x().unparen();
    }
    if (at instanceof BinaryExpr binary && binary.op() == Token.LAND) {
      int second = c.build.block();
      branch(binary.x(), second, no);
      c.build.at(second);
      branch(binary.y(), yes, no);
      return;
    }
    if (at instanceof BinaryExpr binary && binary.op() == Token.LOR) {
      int second = c.build.block();
      branch(binary.x(), yes, second);
      c.build.at(second);
      branch(binary.y(), yes, no);
      return;
    }
    Val value = exprs.lower(at);
    c.build.exit(new Exit.Branch(at.pos(), value.var(), yes, no));
  }
}
