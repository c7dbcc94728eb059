package dev.cistern.lint.flow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a thing, step by step, newest first. All trails are equal, so that states that
 * differ only in how they came about are one.
 */
public final class Trail {
  /** What a step says where something is given back. */
  public static final String GIVEN_BACK = "given back here";

  /** How a step's text ends that happens in a deferred call. */
  public static final String AT_END = ", when the function ends";

  static final String GIVEN_BACK_AT_END = "given back here" + AT_END;

  /** What a step says where something is made that has an object of a pool. */
  public static final String HELD = "made here with an object of a pool in its ";

  /** What follows the name of a field whose function gives the object back. */
  public static final String CALLED = "()";

  /** What a step says where a function ends with a thing. */
  public static final String LEFT = "not given back where the function ends here";

  /** The same where an exception leaves the function. */
  public static final String LEFT_BY_EXCEPTION =
      "not given back where an exception leaves the function here";

  private final @Nullable Trail before;
  private final String file;
  private final int at;
  private final String text;

  /** One step: a place and what happened there. */
  public record Step(String file, int at, String text) {}

  Trail(@Nullable Trail before, String file, int at, String text) {
    this.before = before;
    this.file = file;
    this.at = at;
    this.text = text;
  }

  /** The steps, oldest first. */
  public List<Step> steps() {
    Deque<Step> steps = new ArrayDeque<>();
    for (Trail trail = this; trail != null; trail = trail.before) {
      if (!trail.text.isEmpty()) {
        steps.push(new Step(trail.file, trail.at, trail.text));
      }
    }
    return new ArrayList<>(steps);
  }

  /** Whether it begins with something that a function in a field of its holder gives back. */
  boolean isCalled() {
    return isHeld() && first().endsWith(CALLED);
  }

  /** Whether it begins with something that came in a field of what a call made. */
  boolean isHeld() {
    return first().startsWith(HELD);
  }

  private String first() {
    Trail first = this;
    while (first.before != null) {
      first = first.before;
    }
    return first.text;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Trail;
  }

  @Override
  public int hashCode() {
    return 1;
  }
}
