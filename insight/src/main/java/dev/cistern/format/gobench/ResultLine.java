package dev.cistern.format.gobench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One result: {@code BenchmarkEncode/small-8 1000 1234 ns/op 96 B/op 2 allocs/op}.
 *
 * @param name without {@code Benchmark}
 * @param values with their units, in the line's order
 * @param whole whether nothing was left that makes no value with its unit
 */
record ResultLine(String name, List<Measured> values, boolean whole) {
  private static final String WORD = "Benchmark";
  private static final int NUMBER_CHARS_MAX = 40;
  private static final int PAIRS_MAX = 64;

  /** A value and its unit. */
  record Measured(double value, String unit) {}

  /** Nothing if the line is no result at all. */
  static Optional<ResultLine> of(String line) {
    if (!line.startsWith(WORD)
        || (line.length() > WORD.length() && Character.isLowerCase(line.charAt(WORD.length())))) {
      return Optional.empty();
    }
    Words words = new Words(line);
    String name = words.next();
    if (name.length() == WORD.length() || !isWhole(words.next())) {
      return Optional.empty();
    }
    List<Measured> values = new ArrayList<>(4);
    boolean whole = true;
    for (String word = words.next(); !word.isEmpty() && whole; word = words.next()) {
      Optional<Double> value = number(word);
      String unit = words.next();
      whole = value.isPresent() && !unit.isEmpty() && values.size() < PAIRS_MAX;
      if (whole) {
        values.add(new Measured(value.get(), unit));
      }
    }
    return values.isEmpty()
        ? Optional.empty()
        : Optional.of(new ResultLine(name.substring(WORD.length()), values, whole));
  }

  /** The words of a line between spaces and tabs. */
  private static final class Words {
    private final String line;
    private int at;

    Words(String line) {
      this.line = line;
    }

    /** The next word, empty at the end. */
    String next() {
      while (at < line.length() && isSpace(line.charAt(at))) {
        at++;
      }
      int from = at;
      while (at < line.length() && !isSpace(line.charAt(at))) {
        at++;
      }
      return line.substring(from, at);
    }

    private static boolean isSpace(char c) {
      return c == ' ' || c == '\t' || c == '\r';
    }
  }

  private static boolean isWhole(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (word.charAt(i) < '0' || word.charAt(i) > '9') {
        return false;
      }
    }
    return !word.isEmpty();
  }

  /** A finite number, as Go prints it. */
  static Optional<Double> number(String word) {
    if (word.isEmpty() || word.length() > NUMBER_CHARS_MAX) {
      return Optional.empty();
    }
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if ((c < '0' || c > '9') && "+-.eE".indexOf(c) < 0) {
        return Optional.empty();
      }
    }
    try {
      double value = Double.parseDouble(word);
      return Double.isFinite(value) ? Optional.of(value) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
