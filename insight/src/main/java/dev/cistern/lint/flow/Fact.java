package dev.cistern.lint.flow;

/** What is known of a value on a path. */
public enum Fact {
  NIL,
  NOT_NIL,
  TRUE,
  FALSE
}
