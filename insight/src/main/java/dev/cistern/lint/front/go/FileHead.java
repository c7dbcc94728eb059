package dev.cistern.lint.front.go;

import dev.cistern.lint.front.go.tree.Comment;
import dev.cistern.lint.front.go.tree.CommentGroup;
import dev.cistern.lint.front.go.tree.Expr.Ident;
import dev.cistern.lint.front.go.tree.GoFile;
import java.nio.charset.StandardCharsets;

/**
 * What decides which package a file belongs to.
 *
 * @param packageName {@code _} where the package clause is broken
 * @param condition the text of its build constraint, empty where there is none
 * @param holds whether the constraint holds; one that cannot be read does not
 */
record FileHead(String packageName, String condition, boolean holds) {
  static FileHead of(byte[] source, Names names, Platform platform) {
    Decls parser = new Decls(source, 0, names, new Errors(), true);
    GoFile.Head head = parser.head();
    Ident name = head.name();
    String packageName = name == null ? "_" : name.name();
    for (CommentGroup group : parser.comments()) {
      for (Comment comment : group.list()) {
        if (head.pos() >= 0 && comment.pos() > head.pos()) {
          return new FileHead(packageName, "", true);
        }
        String text =
            new String(
                source, comment.pos(), comment.end() - comment.pos(), StandardCharsets.UTF_8);
        if (BuildConstraint.isDirective(text)) {
          boolean holds =
              BuildConstraint.of(text).map(one -> one.holds(platform::has)).orElse(false);
          return new FileHead(packageName, text, holds);
        }
      }
    }
    return new FileHead(packageName, "", true);
  }
}
