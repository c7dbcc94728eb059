package dev.cistern.lint.front.java;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.SourcePositions;
import java.util.Arrays;
import java.util.List;

/**
 * One Java source file: its text, its tree, and the way from offsets to lines.
 *
 * @see JavaParser
 */
public final class JavaFile {
  private final String path;
  private final String text;
  private final CompilationUnitTree unit;
  private final SourcePositions positions;
  private final List<Error> errors;
  private final int[] lineStarts;

  /** A place that is not Java. */
  public record Error(int line, String message) {}

  JavaFile(
      String path,
      String text,
      CompilationUnitTree unit,
      SourcePositions positions,
      List<Error> errors) {
    this.path = path;
    this.text = text;
    this.unit = unit;
    this.positions = positions;
    this.errors = List.copyOf(errors);
    this.lineStarts = lineStarts(text);
  }

  public String path() {
    return path;
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
    int from = Math.clamp(start(tree), 0, text.length());
    return text.substring(from, Math.clamp(end(tree), from, text.length()));
  }

  /** The line of an offset, from 1. */
  public int line(int offset) {
    int at = Arrays.binarySearch(lineStarts, offset);
    return at >= 0 ? at + 1 : -at - 1;
  }

  /** The column of an offset in characters, from 1. */
  public int column(int offset) {
    return offset - lineStarts[line(offset) - 1] + 1;
  }

  public int lineCount() {
    return lineStarts.length;
  }

  /** The text of a line (from 1) without its end. */
  public String lineText(int line) {
    int end = line < lineStarts.length ? lineStarts[line] - 1 : text.length();
    String whole = text.substring(lineStarts[line - 1], end);
    return whole.endsWith("\r") ? whole.substring(0, whole.length() - 1) : whole;
  }

  private static int[] lineStarts(String text) {
    int[] starts = new int[16 + text.length() / 32];
    int count = 1;
    for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
      if (count == starts.length) {
        starts = Arrays.copyOf(starts, count * 2);
      }
      starts[count++] = at + 1;
    }
    return Arrays.copyOf(starts, count);
  }

  @Override
  public String toString() {
    return path;
  }
}
