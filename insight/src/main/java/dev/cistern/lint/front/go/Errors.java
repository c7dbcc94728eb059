package dev.cistern.lint.front.go;

import dev.cistern.lint.front.go.tree.SyntaxError;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** The syntax errors of one file while it is read. */
final class Errors {
  /** Of a file with more mistakes the first are told; it is hardly Go. */
  static final int TOLD_MAX = 100;

  private record Mistake(int offset, String message) {}

  private final List<Mistake> mistakes = new ArrayList<>();

  void add(int offset, String message) {
    if (!isFull()) {
      mistakes.add(new Mistake(offset, message));
    }
  }

  boolean isFull() {
    return mistakes.size() >= TOLD_MAX;
  }

  /** All of them in the order of the source, one per offset, with their lines. */
  List<SyntaxError> told(byte[] source) {
    if (mistakes.isEmpty()) {
      return List.of();
    }
    List<Mistake> sorted = new ArrayList<>(mistakes);
    Collections.sort(sorted, Comparator.comparingInt(Mistake::offset));
    List<SyntaxError> told = new ArrayList<>();
    int line = 1;
    int lineStart = 0;
    int at = 0;
    int last = -1;
    for (Mistake mistake : sorted) {
      for (; at < mistake.offset() && at < source.length; at++) {
        if (source[at] == '\n') {
          line++;
          lineStart = at + 1;
        }
      }
      if (mistake.offset() != last) {
        last = mistake.offset();
        told.add(new SyntaxError(last, line, last - lineStart + 1, mistake.message()));
      }
    }
    return told;
  }
}
