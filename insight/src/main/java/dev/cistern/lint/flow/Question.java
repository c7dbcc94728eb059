package dev.cistern.lint.flow;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a condition asked of something that came in from outside.
 *
 * @param of what was asked; without a parameter (−1) where it is not known
 * @param answer what held; empty where it was more than a plain look
 */
public record Question(Reach of, Optional<Fact> answer) {
  /** Something that no field shows: what a call returned. */
  static final Question OTHER = new Question(new Reach(-1, List.of()), Optional.empty());

  // By hand: what a record makes by itself is slow until it is compiled.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Question question
        && question.of.equals(of)
        && question.answer.equals(answer);
  }

  @Override
  public int hashCode() {
    return 31 * of.hashCode() + answer.hashCode();
  }
}
