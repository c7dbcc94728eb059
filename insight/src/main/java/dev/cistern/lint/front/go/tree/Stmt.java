package dev.cistern.lint.front.go.tree;

import dev.cistern.lint.front.go.tree.Decl.GenDecl;
import dev.cistern.lint.front.go.tree.Expr.CallExpr;
import dev.cistern.lint.front.go.tree.Expr.Ident;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement. */
public sealed interface Stmt extends Node {
  /** Source in the place of a statement that could not be read. */
  record BadStmt(int pos, int end) implements Stmt {}

  /** A const, type or var declaration inside a function. */
  record DeclStmt(GenDecl decl) implements Stmt {
    @Override
    public int pos() {
      return decl.pos();
    }

    @Override
    public int end() {
      return decl.end();
    }
  }

  /**
   * Nothing: a semicolon alone.
   *
   * @param implicit whether the semicolon itself is not in the source
   */
  record EmptyStmt(int pos, boolean implicit) implements Stmt {
    @Override
    public int end() {
      return implicit ? pos : pos + 1;
    }
  }

  record LabeledStmt(Ident label, int colon, Stmt stmt) implements Stmt {
    @Override
    public int pos() {
      return label.pos();
    }

    @Override
    public int end() {
      return stmt.end();
    }
  }

  record ExprStmt(Expr x) implements Stmt {
    @Override
    public int pos() {
      return x.pos();
    }

    @Override
    public int end() {
      return x.end();
    }
  }

  record SendStmt(Expr chan, int arrow, Expr value) implements Stmt {
    @Override
    public int pos() {
      return chan.pos();
    }

    @Override
    public int end() {
      return value.end();
    }
  }

  /** {@code x++} or {@code x--}. */
  record IncDecStmt(Expr x, int tokPos, Token tok) implements Stmt {
    @Override
    public int pos() {
      return x.pos();
    }

    @Override
    public int end() {
      return tokPos + 2;
    }
  }

  /**
   * An assignment or a short variable declaration.
   *
   * @param tok {@link Token#ASSIGN}, {@link Token#DEFINE}, or the operator with {@code =}
   */
  record AssignStmt(List<Expr> lhs, int tokPos, Token tok, List<Expr> rhs) implements Stmt {
    @Override
    public int pos() {
      return lhs.getFirst().pos();
    }

    @Override
    public int end() {
      return rhs.getLast().end();
    }
  }

  record GoStmt(int pos, CallExpr call) implements Stmt {
    @Override
    public int end() {
      return call.end();
    }
  }

  record DeferStmt(int pos, CallExpr call) implements Stmt {
    @Override
    public int end() {
      return call.end();
    }
  }

  record ReturnStmt(int pos, List<Expr> results) implements Stmt {
    @Override
    public int end() {
      return results.isEmpty() ? pos + Token.RETURN.text().length() : results.getLast().end();
    }
  }

  /** {@code break}, {@code continue}, {@code goto} or {@code fallthrough}. */
  record BranchStmt(int pos, Token tok, @Nullable Ident label) implements Stmt {
    @Override
    public int end() {
      return label == null ? pos + tok.text().length() : label.end();
    }
  }

  /**
   * Statements in braces.
   *
   * @param pos the opening brace
   * @param rbrace the closing brace; where it is missing, the place it was wanted at
   */
  record BlockStmt(int pos, List<Stmt> list, int rbrace) implements Stmt {
    @Override
    public int end() {
      return rbrace + 1;
    }
  }

  /**
   * An if statement.
   *
   * @param orElse a {@link BlockStmt} or another {@link IfStmt}, if any
   */
  record IfStmt(int pos, @Nullable Stmt init, Expr cond, BlockStmt body, @Nullable Stmt orElse)
      implements Stmt {
    @Override
    public int end() {
      IfStmt last = this;
      while (last.orElse instanceof IfStmt next) {
        last = next;
      }
      return last.orElse == null ? last.body.end() : last.orElse.end();
    }
  }

  /**
   * A case of a switch or type switch.
   *
   * @param list expressions or types; none for {@code default}
   */
  record CaseClause(int pos, List<Expr> list, int colon, List<Stmt> body) implements Stmt {
    @Override
    public int end() {
      return body.isEmpty() ? colon + 1 : body.getLast().end();
    }
  }

  record SwitchStmt(
      int pos,
      @Nullable Stmt init,
      @Nullable Expr tag,
      int lbrace,
      List<CaseClause> clauses,
      int rbrace)
      implements Stmt {
    @Override
    public int end() {
      return rbrace + 1;
    }
  }

  /**
   * A type switch.
   *
   * @param assign {@code v := x.(type)} as an {@link AssignStmt}, or {@code x.(type)} as an {@link
   *     ExprStmt}
   */
  record TypeSwitchStmt(
      int pos, @Nullable Stmt init, Stmt assign, int lbrace, List<CaseClause> clauses, int rbrace)
      implements Stmt {
    @Override
    public int end() {
      return rbrace + 1;
    }
  }

  /**
   * A case of a select.
   *
   * @param comm a {@link SendStmt}, a receive as {@link ExprStmt} or {@link AssignStmt}; none for
   *     {@code default}
   */
  record CommClause(int pos, @Nullable Stmt comm, int colon, List<Stmt> body) implements Stmt {
    @Override
    public int end() {
      return body.isEmpty() ? colon + 1 : body.getLast().end();
    }
  }

  record SelectStmt(int pos, int lbrace, List<CommClause> clauses, int rbrace) implements Stmt {
    @Override
    public int end() {
      return rbrace + 1;
    }
  }

  record ForStmt(
      int pos, @Nullable Stmt init, @Nullable Expr cond, @Nullable Stmt post, BlockStmt body)
      implements Stmt {
    @Override
    public int end() {
      return body.end();
    }
  }

  /**
   * A for statement with a range clause: over slices, maps, channels, strings, integers, functions.
   *
   * @param tokPos position of {@code =} or {@code :=}; {@link #NO_POS} without a key
   * @param tok {@link Token#ASSIGN}, {@link Token#DEFINE}, or {@link Token#ILLEGAL} without a key
   * @param rangePos position of the keyword {@code range}
   */
  record RangeStmt(
      int pos,
      @Nullable Expr key,
      @Nullable Expr value,
      int tokPos,
      Token tok,
      int rangePos,
      Expr x,
      BlockStmt body)
      implements Stmt {
    @Override
    public int end() {
      return body.end();
    }
  }
}
