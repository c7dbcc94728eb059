package dev.cistern.lint.front;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/** A source file as findings show it, whatever its language: the way from offsets to lines. */
public abstract class SourceFile {
  private final String path;
  private final int length;
  private final int[] lineStarts;

  /** Lines from one to another, both from 1. */
  public record Span(int first, int last) {}

  /**
   * A file that ends at an offset.
   *
   * @param path as it was given to the parser
   * @param breakFrom the offset of the first line feed from an offset on, negative where none is
   */
  protected SourceFile(String path, int length, IntUnaryOperator breakFrom) {
    this.path = path;
    this.length = length;
    lineStarts = lineStarts(length, breakFrom);
  }

  private static int[] lineStarts(int length, IntUnaryOperator breakFrom) {
    int[] starts = new int[16 + length / 32];
    int count = 1;
    for (int at = breakFrom.applyAsInt(0); at >= 0; at = breakFrom.applyAsInt(at + 1)) {
      if (count == starts.length) {
        starts = Arrays.copyOf(starts, count * 2);
      }
      starts[count++] = at + 1;
    }
    return Arrays.copyOf(starts, count);
  }

  /** The path as it was given to the parser. */
  public final String path() {
    return path;
  }

  /** The source from one offset to another, cut to the file. */
  public abstract String text(int from, int to);

  /** The lines that the declaration around an offset spans; its own line where none is. */
  public abstract Span around(int offset);

  /** The line of an offset, from 1; line directives are not followed. */
  public final int line(int offset) {
    int at = Arrays.binarySearch(lineStarts, offset);
    return at >= 0 ? at + 1 : -at - 1;
  }

  /** The column of an offset in the source's own unit (bytes or characters), from 1. */
  public final int column(int offset) {
    return offset - lineStarts[line(offset) - 1] + 1;
  }

  public final int lineCount() {
    return lineStarts.length;
  }

  /** The text of a line (from 1) without its end. */
  public final String lineText(int line) {
    int end = line < lineStarts.length ? lineStarts[line] - 1 : length;
    String text = text(lineStarts[line - 1], end);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  /** Whether a word stands anywhere in it. */
  public final boolean mentions(String word) {
    return text(0, length).contains(word);
  }

  @Override
  public final String toString() {
    return path;
  }
}
