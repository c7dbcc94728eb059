package dev.cistern.lint.front.go;

import dev.cistern.lint.front.go.tree.Decl.GenDecl;
import dev.cistern.lint.front.go.tree.Expr;
import dev.cistern.lint.front.go.tree.Expr.CallExpr;
import dev.cistern.lint.front.go.tree.Expr.Ident;
import dev.cistern.lint.front.go.tree.Expr.UnaryExpr;
import dev.cistern.lint.front.go.tree.Stmt;
import dev.cistern.lint.front.go.tree.Stmt.AssignStmt;
import dev.cistern.lint.front.go.tree.Stmt.BadStmt;
import dev.cistern.lint.front.go.tree.Stmt.BlockStmt;
import dev.cistern.lint.front.go.tree.Stmt.BranchStmt;
import dev.cistern.lint.front.go.tree.Stmt.DeclStmt;
import dev.cistern.lint.front.go.tree.Stmt.DeferStmt;
import dev.cistern.lint.front.go.tree.Stmt.EmptyStmt;
import dev.cistern.lint.front.go.tree.Stmt.ExprStmt;
import dev.cistern.lint.front.go.tree.Stmt.GoStmt;
import dev.cistern.lint.front.go.tree.Stmt.IncDecStmt;
import dev.cistern.lint.front.go.tree.Stmt.LabeledStmt;
import dev.cistern.lint.front.go.tree.Stmt.ReturnStmt;
import dev.cistern.lint.front.go.tree.Stmt.SendStmt;
import dev.cistern.lint.front.go.tree.Token;
import java.util.ArrayList;
import java.util.List;

/** Reads simple statements and lists of statements, and goes on after an unreadable one. */
abstract class Stmts extends Exprs {
  /** What a simple statement may be beyond itself, by where it stands. */
  enum Place {
    HEAD,
    FOR_HEAD,
    LIST
  }

  Stmts(byte[] source, int from, Names names, Errors errors) {
    super(source, from, names, errors);
  }

  abstract GenDecl genDecl();

  /** An if, for, switch or select statement. */
  abstract Stmt control();

  @Override
  final BlockStmt block() {
    int lbrace = expect(Token.LBRACE);
    List<Stmt> list = stmts();
    return new BlockStmt(lbrace, list, close(Token.RBRACE));
  }

  final List<Stmt> stmts() {
    List<Stmt> list = new ArrayList<>();
    while (!isEndOfList() && !isCutShort()) {
      Mark entry = mark();
      try {
        list.add(stmt());
      } catch (Stop mistake) {
        recover(entry, Token.RBRACE);
        list.add(new BadStmt(entry.pos(), Math.max(entry.pos(), pos)));
      }
    }
    return List.copyOf(list);
  }

  private boolean isEndOfList() {
    return tok == Token.RBRACE || tok == Token.CASE || tok == Token.DEFAULT || tok == Token.EOF;
  }

  private Stmt stmt() {
    enter(2);
    Stmt stmt =
        switch (tok) {
          case CONST, TYPE, VAR -> new DeclStmt(genDecl());
          case IDENT, INT, FLOAT, IMAG, CHAR, STRING, FUNC, LPAREN -> simpleInList();
          case LBRACK, STRUCT, MAP, CHAN, INTERFACE -> simpleInList();
          case ADD, SUB, MUL, AND, XOR, ARROW, NOT -> simpleInList();
          case IF, FOR, SWITCH, SELECT -> control();
          case RETURN -> returnStmt();
          case GO, DEFER -> call();
          case BREAK, CONTINUE, GOTO, FALLTHROUGH -> branch();
          case LBRACE -> {
            BlockStmt block = block();
            endOfLine();
            yield block;
          }
          case SEMICOLON -> {
            EmptyStmt empty = new EmptyStmt(pos, implicit);
            next();
            yield empty;
          }
          case RBRACE -> new EmptyStmt(pos, true);
          default -> throw failWanted("a statement");
        };
    leave(2);
    return stmt;
  }

  private Stmt simpleInList() {
    Stmt stmt = simple(Place.LIST);
    if (!(stmt instanceof LabeledStmt)) {
      endOfLine();
    }
    return stmt;
  }

  /**
   * A simple statement, or a label with its statement in a list. In the head of a {@code for} it
   * may be {@code k, v := range x}: an assignment of the one unary expression {@code range x}.
   */
  final Stmt simple(Place place) {
    List<Expr> left = exprs();
    if (tok.isAssignment()) {
      return assignment(left, place);
    }
    Expr x = left.getFirst();
    if (left.size() > 1) {
      complain(x.pos(), "wanted one expression, found " + left.size());
    }
    int at = pos;
    switch (tok) {
      case COLON -> {
        if (place != Place.LIST || !(x instanceof Ident label)) {
          throw fail(at, "a label cannot stand here");
        }
        next();
        return new LabeledStmt(label, at, stmt());
      }
      case ARROW -> {
        next();
        return new SendStmt(x, at, expr());
      }
      case INC, DEC -> {
        Token op = tok;
        next();
        return new IncDecStmt(x, at, op);
      }
      default -> {
        return new ExprStmt(x);
      }
    }
  }

  private AssignStmt assignment(List<Expr> left, Place place) {
    Token op = tok;
    int at = pos;
    next();
    boolean range =
        place == Place.FOR_HEAD && tok == Token.RANGE && (op == Token.DEFINE || op == Token.ASSIGN);
    return new AssignStmt(left, at, op, range ? List.of(range()) : exprs());
  }

  /** {@code range x}, as the unary expression that a range clause is read as at first. */
  final UnaryExpr range() {
    int at = expect(Token.RANGE);
    return new UnaryExpr(at, Token.RANGE, expr());
  }

  private ReturnStmt returnStmt() {
    int at = expect(Token.RETURN);
    boolean bare = tok == Token.SEMICOLON || tok == Token.RBRACE;
    List<Expr> results = bare ? List.of() : exprs();
    endOfLine();
    return new ReturnStmt(at, results);
  }

  /** A go or defer statement. */
  private Stmt call() {
    Token keyword = tok;
    int at = expect(keyword);
    Expr called = expr();
    Expr x = called.unparen();
    if (x != called) {
      complain(called.pos(), "what " + keyword.text() + " calls has no parentheses");
    }
    if (!(x instanceof CallExpr call)) {
      throw fail(x.pos(), "wanted a call behind " + keyword.text());
    }
    endOfLine();
    return keyword == Token.GO ? new GoStmt(at, call) : new DeferStmt(at, call);
  }

  private BranchStmt branch() {
    Token keyword = tok;
    int at = expect(keyword);
    boolean labeled = keyword == Token.GOTO || keyword != Token.FALLTHROUGH && tok == Token.IDENT;
    Ident label = labeled ? ident() : null;
    endOfLine();
    return new BranchStmt(at, keyword, label);
  }
}
