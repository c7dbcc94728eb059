package dev.cistern.lint.lower;

/**
 * Something seen in the syntax itself.
 *
 * @param what which
 * @param at offset
 * @param text more: a name
 */
public record Note(What what, int at, String text) {
  /** What was seen. */
  public enum What {
    /** A pool is copied by value. */
    POOL_COPIED,
    /** A pool that lives elsewhere is overwritten by another. */
    POOL_OVERWRITTEN
  }
}
