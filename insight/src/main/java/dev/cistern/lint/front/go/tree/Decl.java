package dev.cistern.lint.front.go.tree;

import dev.cistern.lint.front.go.tree.Expr.FuncType;
import dev.cistern.lint.front.go.tree.Expr.Ident;
import dev.cistern.lint.front.go.tree.Stmt.BlockStmt;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A declaration. */
public sealed interface Decl extends Node {
  /** Source in the place of a declaration that could not be read. */
  record BadDecl(int pos, int end) implements Decl {}

  /**
   * An import, const, type or var declaration.
   *
   * @param tok {@link Token#IMPORT}, {@link Token#CONST}, {@link Token#TYPE} or {@link Token#VAR}
   * @param lparen the parenthesis around several specs, or {@link #NO_POS}
   * @param rparen its partner, or {@link #NO_POS}
   */
  record GenDecl(
      @Nullable CommentGroup doc, int pos, Token tok, int lparen, List<Spec> specs, int rparen)
      implements Decl {
    @Override
    public int end() {
      return rparen != NO_POS || specs.isEmpty() ? rparen + 1 : specs.getLast().end();
    }
  }

  /**
   * A function or a method.
   *
   * @param recv the receiver of a method
   * @param body absent for a function written elsewhere (assembly, linkname)
   */
  record FuncDecl(
      @Nullable CommentGroup doc,
      @Nullable FieldList recv,
      Ident name,
      FuncType type,
      @Nullable BlockStmt body)
      implements Decl {
    @Override
    public int pos() {
      return type.pos();
    }

    @Override
    public int end() {
      return body == null ? type.end() : body.end();
    }
  }
}
