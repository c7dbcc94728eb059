package dev.cistern.lint.front.go;

import dev.cistern.lint.front.go.tree.Decl.FuncDecl;
import dev.cistern.lint.front.go.tree.GoFile;
import dev.cistern.lint.front.go.tree.Stmt.BlockStmt;

/**
 * Parses Go source files, one after another; not to be shared between threads, since it keeps the
 * names it has seen, so that equal names are one string.
 *
 * <p>Whatever the bytes are, the answer is a {@link GoFile}: what could be read, and the {@link
 * GoFile#errors() places} where it is not Go. After an error it goes on at the next statement or
 * declaration.
 */
public final class GoParser {
  /** Parses a whole file; {@code source} must not be changed afterwards. */
  public GoFile parse(String path, byte[] source) {
    throw new UnsupportedOperationException(path + source.length);
  }

  /**
   * Parses declarations only: each body is passed over by its braces, several times faster, and is
   * an empty block in its place. Errors inside bodies are not seen.
   */
  public GoFile parseDeclarations(String path, byte[] source) {
    throw new UnsupportedOperationException(path + source.length);
  }

  /** Parses one body that {@link #parseDeclarations} passed over. */
  public BlockStmt parseBody(GoFile file, FuncDecl func) {
    throw new UnsupportedOperationException(file.path() + func.name());
  }
}
