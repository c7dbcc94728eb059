package dev.cistern.lint.front.go;

import dev.cistern.lint.front.go.tree.CommentGroup;
import dev.cistern.lint.front.go.tree.Decl;
import dev.cistern.lint.front.go.tree.Decl.FuncDecl;
import dev.cistern.lint.front.go.tree.GoFile;
import dev.cistern.lint.front.go.tree.Stmt.BlockStmt;
import dev.cistern.lint.front.go.tree.SyntaxError;
import java.util.List;

/**
 * Parses Go source files, one after another; not to be shared between threads, since it keeps the
 * names it has seen, so that equal names are one string.
 *
 * <p>Whatever the bytes are, the answer is a {@link GoFile}: what could be read, and the {@link
 * GoFile#errors() places} where it is not Go. After an error it goes on at the next statement or
 * declaration. Nesting and chains of operators, calls and else-ifs are bounded, so that neither the
 * parser nor whoever goes down its trees needs more than a thread's ordinary stack.
 */
public final class GoParser {
  private final Names names = new Names();

  /** A body that was read on its own. */
  public record Body(BlockStmt block, List<CommentGroup> comments, List<SyntaxError> errors) {}

  /** Parses a whole file; {@code source} must not be changed afterwards. */
  public GoFile parse(String path, byte[] source) {
    return parse(path, source, false);
  }

  /**
   * Parses declarations only: each body is passed over by its braces, several times faster, and is
   * an empty block in its place. Errors and comments inside bodies are not seen.
   */
  public GoFile parseDeclarations(String path, byte[] source) {
    return parse(path, source, true);
  }

  private GoFile parse(String path, byte[] source, boolean skipBodies) {
    Errors errors = new Errors();
    Encoding.check(source, errors);
    Decls parser = new Decls(source, 0, names, errors, skipBodies);
    GoFile.Head head = parser.head();
    List<Decl> decls = parser.decls();
    return new GoFile(
        path, source, head, decls, parser.comments(), errors.told(source), skipBodies);
  }

  /** Parses one body that {@link #parseDeclarations} passed over. */
  public Body parseBody(GoFile file, FuncDecl func) {
    BlockStmt skipped = func.body();
    if (skipped == null) {
      throw new IllegalArgumentException(func.name().name() + ": wanted a function with a body");
    }
    Errors errors = new Errors();
    Decls parser = new Decls(file.source(), skipped.pos(), names, errors, false);
    parser.next();
    BlockStmt block = parser.bodyAlone();
    return new Body(block, List.copyOf(parser.comments()), errors.told(file.source()));
  }
}
