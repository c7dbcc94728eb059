package dev.cistern.lint.front.go.tree;

import dev.cistern.lint.front.SourceFile;
import dev.cistern.lint.front.go.tree.Decl.GenDecl;
import dev.cistern.lint.front.go.tree.Expr.Ident;
import dev.cistern.lint.front.go.tree.Spec.ImportSpec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One Go source file: its tree, its comments, its syntax errors, and the way from offsets to lines.
 *
 * <p>A file with errors still holds every declaration and statement that could be read; what could
 * not is a {@code BadDecl} or {@code BadStmt}.
 */
public final class GoFile extends SourceFile {
  private final byte[] source;
  private final Head head;
  private final List<Decl> decls;
  private final List<CommentGroup> comments;
  private final List<SyntaxError> errors;
  private final boolean bodiesSkipped;

  /**
   * The package clause.
   *
   * @param doc the comment above it, if any
   * @param pos the keyword's position, or {@link Node#NO_POS} where there is none
   * @param name the package's name; absent where the clause is broken
   */
  public record Head(@Nullable CommentGroup doc, int pos, @Nullable Ident name) {}

  /** Takes what a parser made of {@code source}, which must not change any more. */
  public GoFile(
      String path,
      byte[] source,
      Head head,
      List<Decl> decls,
      List<CommentGroup> comments,
      List<SyntaxError> errors,
      boolean bodiesSkipped) {
    super(path, source.length, from -> lineBreak(source, from));
    this.source = source;
    this.head = head;
    this.decls = List.copyOf(decls);
    this.comments = List.copyOf(comments);
    this.errors = List.copyOf(errors);
    this.bodiesSkipped = bodiesSkipped;
  }

  /** The file's bytes, not copied: read only. */
  public byte[] source() {
    return source;
  }

  public Head head() {
    return head;
  }

  public List<Decl> decls() {
    return decls;
  }

  /** All comments in the order of the source, directives among them. */
  public List<CommentGroup> comments() {
    return comments;
  }

  /** Where the file is not Go, in the order of the source; empty for a whole file. */
  public List<SyntaxError> errors() {
    return errors;
  }

  /** Whether function bodies were left out: each is then an empty block with its braces' places. */
  public boolean bodiesSkipped() {
    return bodiesSkipped;
  }

  public List<ImportSpec> imports() {
    List<ImportSpec> imports = new ArrayList<>();
    for (Decl decl : decls) {
      if (decl instanceof GenDecl gen && gen.tok() == Token.IMPORT) {
        for (Spec spec : gen.specs()) {
          if (spec instanceof ImportSpec one) {
            imports.add(one);
          }
        }
      }
    }
    return imports;
  }

  /** The source of a node, as it stands. */
  public String text(Node node) {
    return text(node.pos(), node.end());
  }

  @Override
  public String text(int from, int to) {
    int start = Math.clamp(from, 0, source.length);
    int end = Math.clamp(to, start, source.length);
    return new String(source, start, end - start, StandardCharsets.UTF_8);
  }

  @Override
  public Span around(int offset) {
    Span span = new Span(line(offset), line(offset));
    for (Decl decl : decls) {
      if (decl.pos() <= offset && offset <= decl.end()) {
        span = new Span(line(decl.pos()), line(decl.end()));
      }
    }
    return span;
  }

  private static int lineBreak(byte[] source, int from) {
    for (int i = from; i < source.length; i++) {
      if (source[i] == '\n') {
        return i;
      }
    }
    return -1;
  }
}
