package dev.cistern.format.text;

/** A cursor over one line: numbers with a point and the signs between them. */
public final class Decimals {
  private static final int CHARS_MAX = 24;
  private static final double LARGEST = 1e15;

  private final String line;
  private int at;
  private boolean failed;

  public Decimals(String line) {
    this.line = line;
  }

  /** Whether all that was asked for stood there. */
  public boolean succeeded() {
    return !failed;
  }

  /** Passes over a text that must stand here. */
  public Decimals sign(String wanted) {
    if (!failed && line.startsWith(wanted, at)) {
      at += wanted.length();
    } else {
      failed = true;
    }
    return this;
  }

  /** Goes behind the next place of a text. */
  public Decimals skipTo(String wanted) {
    int found = failed ? -1 : line.indexOf(wanted, at);
    if (found >= 0) {
      at = found + wanted.length();
    } else {
      failed = true;
    }
    return this;
  }

  /** A number of 0 or more, digits with at most one point; 0 if there is none. */
  public double number() {
    int to = at;
    int points = 0;
    while (to < line.length() && to - at < CHARS_MAX && isPart(line.charAt(to))) {
      points += line.charAt(to) == '.' ? 1 : 0;
      to++;
    }
    if (failed || to == at || points > 1 || to - at == points) {
      failed = true;
      return 0;
    }
    double value = Double.parseDouble(line.substring(at, to));
    at = to;
    failed = value > LARGEST;
    return failed ? 0 : value;
  }

  private static boolean isPart(char c) {
    return (c >= '0' && c <= '9') || c == '.';
  }

  /** The next sign, 0 at the end. */
  public char peek() {
    return at < line.length() ? line.charAt(at) : 0;
  }
}
