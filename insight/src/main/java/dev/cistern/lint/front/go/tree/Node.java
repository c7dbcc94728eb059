package dev.cistern.lint.front.go.tree;

/**
 * A piece of a Go file's syntax tree.
 *
 * <p>{@link #pos()} is the byte offset of its first character, {@link #end()} that of the first one
 * behind it.
 */
public sealed interface Node
    permits Comment, CommentGroup, Decl, Expr, Field, FieldList, Spec, Stmt {
  /** The position of what is not in the source, as the {@code ...} of a call without one. */
  int NO_POS = -1;

  int pos();

  int end();
}
