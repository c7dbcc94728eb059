package dev.cistern.pool;

import java.util.Optional;

/**
 * One misuse that a pool's guard found.
 *
 * @param pool the pool's name
 * @param kind what was done
 * @param message what was done, to what, and the mend
 * @param takenAt the stack that took the object last; empty if it was never taken
 * @param givenBackAt the stack that gave it back last; empty if it never came back
 */
public record Misuse(
    String pool,
    Kind kind,
    String message,
    Optional<Throwable> takenAt,
    Optional<Throwable> givenBackAt) {
  /** The five misuses. */
  public enum Kind {
    /** Given back a second time without having been taken in between. */
    DOUBLE_RELEASE,
    /** Given back to a pool that it was not taken from. */
    FOREIGN_RELEASE,
    /** Its content changed while it lay in the pool: somebody still holds and uses it. */
    USE_AFTER_RELEASE,
    /** Taken with content that a new object does not have: the reset leaves something behind. */
    DIRTY_HAND_OVER,
    /** Became garbage without having been given back. */
    NEVER_RELEASED
  }
}
