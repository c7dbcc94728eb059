package dev.cistern.lint.front.go;

import dev.cistern.lint.front.go.tree.Expr;
import dev.cistern.lint.front.go.tree.Expr.TypeAssertExpr;
import dev.cistern.lint.front.go.tree.Expr.UnaryExpr;
import dev.cistern.lint.front.go.tree.Node;
import dev.cistern.lint.front.go.tree.Stmt;
import dev.cistern.lint.front.go.tree.Stmt.AssignStmt;
import dev.cistern.lint.front.go.tree.Stmt.BlockStmt;
import dev.cistern.lint.front.go.tree.Stmt.CaseClause;
import dev.cistern.lint.front.go.tree.Stmt.CommClause;
import dev.cistern.lint.front.go.tree.Stmt.ExprStmt;
import dev.cistern.lint.front.go.tree.Stmt.ForStmt;
import dev.cistern.lint.front.go.tree.Stmt.IfStmt;
import dev.cistern.lint.front.go.tree.Stmt.RangeStmt;
import dev.cistern.lint.front.go.tree.Stmt.SelectStmt;
import dev.cistern.lint.front.go.tree.Stmt.SendStmt;
import dev.cistern.lint.front.go.tree.Stmt.SwitchStmt;
import dev.cistern.lint.front.go.tree.Stmt.TypeSwitchStmt;
import dev.cistern.lint.front.go.tree.Token;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads if, for, switch and select. */
abstract class Controls extends Stmts {
  Controls(byte[] source, int from, Names names, Errors errors) {
    super(source, from, names, errors);
  }

  @Override
  final Stmt control() {
    enter();
    Stmt stmt =
        switch (tok) {
          case IF -> ifChain();
          case FOR -> forStmt();
          case SWITCH -> switchStmt();
          default -> selectStmt();
        };
    leave();
    return stmt;
  }

  // If

  /** The head of one if of a chain, and its body. */
  private record Link(int pos, @Nullable Stmt init, Expr cond, BlockStmt body) {}

  /** An if with its else-ifs, which are read one after another and nested then. */
  private IfStmt ifChain() {
    List<Link> links = new ArrayList<>(2);
    links.add(link());
    Stmt last = null;
    while (last == null && tok == Token.ELSE) {
      next();
      if (tok == Token.IF) {
        checkChain(links.size(), ELSE_IF_MAX);
        links.add(link());
      } else if (tok == Token.LBRACE) {
        last = block();
      } else {
        throw failWanted("if or { behind else");
      }
    }
    endOfLine();
    Link end = links.removeLast();
    IfStmt chain = new IfStmt(end.pos(), end.init(), end.cond(), end.body(), last);
    for (Link link : links.reversed()) {
      chain = new IfStmt(link.pos(), link.init(), link.cond(), link.body(), chain);
    }
    return chain;
  }

  private Link link() {
    int at = expect(Token.IF);
    int outer = exprLevel;
    exprLevel = -1;
    if (tok == Token.VAR) {
      complain(pos, "an if has no var declaration");
      next();
    }
    Stmt init = null;
    Stmt cond = tok == Token.SEMICOLON ? null : simple(Place.HEAD);
    if (tok == Token.SEMICOLON) {
      next();
      init = cond;
      cond = tok == Token.LBRACE ? null : simple(Place.HEAD);
    }
    Expr x = condition(cond, "a condition");
    exprLevel = outer;
    return new Link(at, init, x, block());
  }

  private Expr condition(@Nullable Stmt stmt, String wanted) {
    if (stmt instanceof ExprStmt only) {
      return only.x();
    }
    throw stmt == null
        ? failWanted(wanted)
        : fail(stmt.pos(), "wanted " + wanted + ", found a statement");
  }

  // For

  private Stmt forStmt() {
    int at = expect(Token.FOR);
    int outer = exprLevel;
    exprLevel = -1;
    Stmt init = null;
    Stmt cond = null;
    Stmt post = null;
    if (tok == Token.RANGE) {
      UnaryExpr range = range();
      exprLevel = outer;
      return rangeStmt(at, List.of(), Node.NO_POS, Token.ILLEGAL, range);
    }
    if (tok != Token.LBRACE) {
      cond = tok == Token.SEMICOLON ? null : simple(Place.FOR_HEAD);
      if (rangeIn(cond) instanceof UnaryExpr range && cond instanceof AssignStmt assign) {
        exprLevel = outer;
        return rangeStmt(at, assign.lhs(), assign.tokPos(), assign.tok(), range);
      }
      if (tok == Token.SEMICOLON) {
        next();
        init = cond;
        cond = tok == Token.SEMICOLON ? null : simple(Place.HEAD);
        endOfLine();
        post = tok == Token.LBRACE ? null : simple(Place.HEAD);
      }
    }
    exprLevel = outer;
    Expr x = cond == null ? null : condition(cond, "a condition or range");
    BlockStmt body = block();
    endOfLine();
    return new ForStmt(at, init, x, post, body);
  }

  private static @Nullable UnaryExpr rangeIn(@Nullable Stmt stmt) {
    return stmt instanceof AssignStmt assign
            && assign.rhs().getFirst() instanceof UnaryExpr x
            && x.op() == Token.RANGE
        ? x
        : null;
  }

  private RangeStmt rangeStmt(int at, List<Expr> left, int tokPos, Token op, UnaryExpr range) {
    BlockStmt body = block();
    endOfLine();
    if (left.size() > 2) {
      throw fail(left.getLast().pos(), "wanted at most 2 variables, found " + left.size());
    }
    Expr key = left.isEmpty() ? null : left.getFirst();
    Expr value = left.size() < 2 ? null : left.getLast();
    return new RangeStmt(at, key, value, tokPos, op, range.pos(), range.x(), body);
  }

  // Switch

  private Stmt switchStmt() {
    int at = expect(Token.SWITCH);
    Stmt init = null;
    Stmt tag = null;
    if (tok != Token.LBRACE) {
      int outer = exprLevel;
      exprLevel = -1;
      tag = tok == Token.SEMICOLON ? null : simple(Place.HEAD);
      if (tok == Token.SEMICOLON) {
        next();
        init = tag;
        tag = tok == Token.LBRACE ? null : simple(Place.HEAD);
      }
      exprLevel = outer;
    }
    boolean ofType = isTypeSwitch(tag);
    int lbrace = expect(Token.LBRACE);
    List<CaseClause> clauses = new ArrayList<>();
    while (!isCutShort() && (tok == Token.CASE || tok == Token.DEFAULT)) {
      clauses.add(caseClause());
    }
    int rbrace = close(Token.RBRACE);
    endOfLine();
    List<CaseClause> list = List.copyOf(clauses);
    if (ofType && tag != null) {
      return new TypeSwitchStmt(at, init, tag, lbrace, list, rbrace);
    }
    Expr x = tag == null ? null : condition(tag, "an expression to switch on");
    return new SwitchStmt(at, init, x, lbrace, list, rbrace);
  }

  private boolean isTypeSwitch(@Nullable Stmt stmt) {
    if (stmt instanceof ExprStmt only) {
      return isTypeGuard(only.x());
    }
    if (!(stmt instanceof AssignStmt(var left, int at, Token op, var right))
        || left.size() != 1
        || right.size() != 1
        || !isTypeGuard(right.getFirst())) {
      return false;
    }
    if (op == Token.ASSIGN) {
      complain(at, "wanted :=, found =");
    }
    return op == Token.ASSIGN || op == Token.DEFINE;
  }

  private static boolean isTypeGuard(Expr x) {
    return x instanceof TypeAssertExpr assertion && assertion.type() == null;
  }

  private CaseClause caseClause() {
    int at = pos;
    List<Expr> list = List.of();
    if (tok == Token.CASE) {
      next();
      list = exprs();
    } else {
      next();
    }
    int colon = expect(Token.COLON);
    return new CaseClause(at, list, colon, stmts());
  }

  // Select

  private SelectStmt selectStmt() {
    int at = expect(Token.SELECT);
    int lbrace = expect(Token.LBRACE);
    List<CommClause> clauses = new ArrayList<>();
    while (!isCutShort() && (tok == Token.CASE || tok == Token.DEFAULT)) {
      clauses.add(commClause());
    }
    int rbrace = close(Token.RBRACE);
    endOfLine();
    return new SelectStmt(at, lbrace, List.copyOf(clauses), rbrace);
  }

  private CommClause commClause() {
    int at = pos;
    boolean isCase = tok == Token.CASE;
    next();
    Stmt comm = isCase ? communication() : null;
    int colon = expect(Token.COLON);
    return new CommClause(at, comm, colon, stmts());
  }

  private Stmt communication() {
    List<Expr> left = exprs();
    int at = pos;
    Token op = tok;
    boolean assigns = op == Token.ASSIGN || op == Token.DEFINE;
    if (left.size() > (assigns ? 2 : 1)) {
      complain(left.getFirst().pos(), "too many expressions for a send or receive");
    }
    if (assigns) {
      next();
      return new AssignStmt(left, at, op, List.of(expr()));
    }
    if (op == Token.ARROW) {
      next();
      return new SendStmt(left.getFirst(), at, expr());
    }
    return new ExprStmt(left.getFirst());
  }
}
