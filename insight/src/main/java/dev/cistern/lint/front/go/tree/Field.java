package dev.cistern.lint.front.go.tree;

import dev.cistern.lint.front.go.tree.Expr.BasicLit;
import dev.cistern.lint.front.go.tree.Expr.Ident;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Fields of a struct, methods or embedded elements of an interface, parameters, results or type
 * parameters that share one type.
 *
 * @param doc the comment above, if any
 * @param names none for an embedded field and an unnamed parameter
 * @param type the type; a method's is a {@link Expr.FuncType} without {@code func}
 * @param tag a struct field's tag, if any
 * @param comment the comment behind it on its line, if any
 */
public record Field(
    @Nullable CommentGroup doc,
    List<Ident> names,
    Expr type,
    @Nullable BasicLit tag,
    @Nullable CommentGroup comment)
    implements Node {
  @Override
  public int pos() {
    return names.isEmpty() ? type.pos() : names.getFirst().pos();
  }

  @Override
  public int end() {
    return tag == null ? type.end() : tag.end();
  }
}
