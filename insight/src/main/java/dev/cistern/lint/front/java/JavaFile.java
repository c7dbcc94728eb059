package dev.cistern.lint.front.java;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.SourcePositions;
import dev.cistern.lint.front.SourceFile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One Java source file: its text, its tree, and the way from offsets to lines.
 *
 * @see JavaParser
 */
public final class JavaFile extends SourceFile {
  private final String text;
  private final CompilationUnitTree unit;
  private final SourcePositions positions;
  private final List<Error> errors;

  /** A place that is not Java. */
  public record Error(int line, String message) {}

  JavaFile(
      String path,
      String text,
      CompilationUnitTree unit,
      SourcePositions positions,
      List<Error> errors) {
    super(path, text.length(), from -> text.indexOf('\n', from));
    this.text = text;
    this.unit = unit;
    this.positions = positions;
    this.errors = List.copyOf(errors);
  }

  public String text() {
    return text;
  }

  public CompilationUnitTree unit() {
    return unit;
  }

  /** Where the file is not Java, in the order of the source. */
  public List<Error> errors() {
    return errors;
  }

  /** The offset a tree begins at; 0 where it has none. */
  public int start(Tree tree) {
    return (int) Math.max(0, positions.getStartPosition(unit, tree));
  }

  /** The offset behind a tree; its start where it has no end. */
  public int end(Tree tree) {
    long end = positions.getEndPosition(unit, tree);
    return end < 0 ? start(tree) : (int) end;
  }

  /** The source of a tree, as it stands. */
  public String text(Tree tree) {
    return text(start(tree), end(tree));
  }

  @Override
  public String text(int from, int to) {
    int start = Math.clamp(from, 0, text.length());
    return text.substring(start, Math.clamp(to, start, text.length()));
  }

  @Override
  public Span around(int offset) {
    Span span = new Span(line(offset), line(offset));
    for (Tree type : unit.getTypeDecls()) {
      Tree at = type;
      while (at instanceof ClassTree outer) {
        at = member(outer, offset);
        if (at != null) {
          span = new Span(line(start(at)), line(end(at)));
        }
      }
    }
    return span;
  }

  private @Nullable Tree member(ClassTree outer, int offset) {
    for (Tree member : outer.getMembers()) {
      if (start(member) <= offset && offset < end(member)) {
        return member;
      }
    }
    return null;
  }
}
