package dev.cistern.lint.flow;

import dev.cistern.lint.ir.TypeName;

/**
 * Something a rule may want to know, seen on a path.
 *
 * @param kind what
 * @param function the full name of the function
 * @param file its file
 * @param at offset where it happened
 * @param thing what it happened to, as it was then
 * @param pool the pool's name, empty where it is not known
 * @param type the static type of what was given back or asserted
 * @param detail more by kind: the operation, the field
 */
public record Event(
    Kind kind,
    String function,
    String file,
    int at,
    Thing thing,
    String pool,
    TypeName type,
    String detail) {
  /** The detail of what happens to a parameter itself, which no round of a loop renews. */
  public static final String GIVEN = "given";

  /** Whether something was given back, here or by the function that was called. */
  public boolean isRelease() {
    return kind == Kind.RELEASED || kind == Kind.RELEASED_BY_CALL;
  }

  /** What was seen. */
  public enum Kind {
    /** Taken from a pool. */
    ACQUIRED,
    /** Given back. */
    RELEASED,
    /** Given back by calling a function that does. */
    RELEASED_BY_CALL,
    /** A nil pointer is given back. */
    NIL_RELEASED,
    /** A slice without its beginning is given back. */
    TAIL_RELEASED,
    /** Used after it was given back. */
    USED_AFTER_RELEASE,
    /** Used after another goroutine that gives it back was started. */
    USED_AFTER_SPAWN,
    /** Given back while a goroutine may still use it. */
    RELEASED_WHILE_SPAWNED,
    /** Given back by a goroutine that was started here. */
    RELEASED_IN_SPAWN,
    /** Given back a second time. */
    RELEASED_TWICE,
    /** The thing is returned although given back. */
    RETURNED_RELEASED,
    /** Memory of the thing is returned although it was given back. */
    RETURNED_VIEW,
    /** Memory of the thing was stored or sent elsewhere, and it was given back. */
    STORED_VIEW,
    /** The thing itself is still held elsewhere after it was given back. */
    STORED_RELEASED,
    /** The function ends while it holds a thing nobody else may hold. */
    LEFT_LIVE,
    /** The function ends and the thing was given back or handed on. */
    LEFT_DONE,
    /** A deferred give-back has an old slice; a newer one is left. */
    STALE_DEFER,
    /** What came from a pool was asserted to a type. */
    ASSERTED,
    /** A pooled thing found in a field was overwritten there. */
    OVERWRITTEN,
    /** A taken thing was stored in a field. */
    STORED_IN_FIELD,
    /** A field of another still has what was given back. */
    KEPT_IN_FIELD,
    /** Handed to a function of the caller's while held. */
    HANDED_TO_CALLBACK,
    /** Something as large as its source was written to a taken thing. */
    GREW,
    /** A field of a thing was set. */
    FIELD_SET,
    /** A goroutine that may outlive the call uses what is only lent to it. */
    USED_BEYOND_CALL
  }
}
