package dev.cistern.lint.front.go.tree;

import dev.cistern.lint.front.go.tree.Expr.BasicLit;
import dev.cistern.lint.front.go.tree.Expr.Ident;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One entry of an import, const, var or type declaration. */
public sealed interface Spec extends Node {
  /**
   * An import.
   *
   * @param name the local name, {@code .} or {@code _}, if given
   */
  record ImportSpec(
      @Nullable CommentGroup doc,
      @Nullable Ident name,
      BasicLit path,
      @Nullable CommentGroup comment)
      implements Spec {
    @Override
    public int pos() {
      return name == null ? path.pos() : name.pos();
    }

    @Override
    public int end() {
      return path.end();
    }

    /** The path without its quotes. */
    public String importPath() {
      String quoted = path.value();
      return quoted.length() < 2 ? quoted : quoted.substring(1, quoted.length() - 1);
    }
  }

  /** Constants or variables, with their type and values where given. */
  record ValueSpec(
      @Nullable CommentGroup doc,
      List<Ident> names,
      @Nullable Expr type,
      List<Expr> values,
      @Nullable CommentGroup comment)
      implements Spec {
    @Override
    public int pos() {
      return names.getFirst().pos();
    }

    @Override
    public int end() {
      if (!values.isEmpty()) {
        return values.getLast().end();
      }
      return type == null ? names.getLast().end() : type.end();
    }
  }

  /**
   * A type definition, or an alias.
   *
   * @param assign position of the alias's {@code =}, or {@link #NO_POS}
   */
  record TypeSpec(
      @Nullable CommentGroup doc,
      Ident name,
      @Nullable FieldList typeParams,
      int assign,
      Expr type,
      @Nullable CommentGroup comment)
      implements Spec {
    @Override
    public int pos() {
      return name.pos();
    }

    @Override
    public int end() {
      return type.end();
    }

    public boolean isAlias() {
      return assign != NO_POS;
    }
  }
}
