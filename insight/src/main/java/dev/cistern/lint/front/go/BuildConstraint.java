package dev.cistern.lint.front.go;

import java.util.Optional;
import java.util.function.Predicate;

/**
 * The condition of a {@code //go:build} line: tags joined by {@code &&}, {@code ||}, {@code !} and
 * parentheses.
 */
public final class BuildConstraint {
  private static final String DIRECTIVE = "//go:build";

  /** Longer or deeper conditions are refused, as {@code go/build/constraint} does. */
  private static final int LENGTH_MAX = 10_000;

  private static final int DEPTH_MAX = 100;

  private final String text;
  private final Predicate<Predicate<String>> condition;

  private BuildConstraint(String text, Predicate<Predicate<String>> condition) {
    this.text = text;
    this.condition = condition;
  }

  /** Whether a comment is such a line, well formed or not. */
  static boolean isDirective(String comment) {
    return comment.startsWith(DIRECTIVE)
        && (comment.length() == DIRECTIVE.length()
            || " \t\r".indexOf(comment.charAt(DIRECTIVE.length())) >= 0);
  }

  /** The condition of a comment's text; nothing where it is none or cannot be read. */
  public static Optional<BuildConstraint> of(String comment) {
    if (!isDirective(comment) || comment.length() > LENGTH_MAX) {
      return Optional.empty();
    }
    String text = comment.substring(DIRECTIVE.length()).strip();
    Reader reader = new Reader(text);
    try {
      Predicate<Predicate<String>> condition = reader.or(0);
      return reader.isAtEnd()
          ? Optional.of(new BuildConstraint(text, condition))
          : Optional.empty();
    } catch (IllegalArgumentException notCondition) {
      return Optional.empty();
    }
  }

  /** Whether it holds where {@code tag} tells which tags are set. */
  public boolean holds(Predicate<String> tag) {
    return condition.test(tag);
  }

  /** The condition as it was written. */
  @Override
  public String toString() {
    return text;
  }

  private static final class Reader {
    private final String text;
    private int at;

    Reader(String text) {
      this.text = text;
    }

    boolean isAtEnd() {
      return peek() == 0;
    }

    private char peek() {
      while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
        at++;
      }
      return at < text.length() ? text.charAt(at) : 0;
    }

    private boolean take(String operator) {
      boolean found = peek() != 0 && text.startsWith(operator, at);
      at += found ? operator.length() : 0;
      return found;
    }

    Predicate<Predicate<String>> or(int depth) {
      Predicate<Predicate<String>> all = and(depth);
      while (take("||")) {
        all = all.or(and(depth));
      }
      return all;
    }

    private Predicate<Predicate<String>> and(int depth) {
      Predicate<Predicate<String>> all = not(depth);
      while (take("&&")) {
        all = all.and(not(depth));
      }
      return all;
    }

    private Predicate<Predicate<String>> not(int depth) {
      if (depth > DEPTH_MAX) {
        throw new IllegalArgumentException("nested too deeply");
      }
      if (take("!")) {
        if (peek() == '!') {
          throw new IllegalArgumentException("wanted one !, found two");
        }
        return not(depth + 1).negate();
      }
      if (take("(")) {
        Predicate<Predicate<String>> inner = or(depth + 1);
        if (!take(")")) {
          throw new IllegalArgumentException("wanted )");
        }
        return inner;
      }
      return tag();
    }

    private Predicate<Predicate<String>> tag() {
      peek();
      int from = at;
      while (at < text.length() && isTagPart(text.charAt(at))) {
        at++;
      }
      if (at == from) {
        throw new IllegalArgumentException("wanted a tag");
      }
      String name = text.substring(from, at);
      return tags -> tags.test(name);
    }

    private static boolean isTagPart(char c) {
      return Character.isLetterOrDigit(c) || c == '_' || c == '.';
    }
  }
}
