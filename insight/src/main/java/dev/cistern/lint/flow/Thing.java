package dev.cistern.lint.flow;

import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An object that is followed on a path.
 *
 * @param origin where it comes from
 * @param pool the name of its pool, or what was opened; empty where it is not known
 * @param site id of the operation that took it, or −1
 * @param at offset of that operation
 * @param status whether it has been given back
 * @param escaped whether somebody else may hold or own it by now
 * @param bounded whether its size was looked at since it was taken
 * @param clean whether it was reset since it was taken, or written to since it was reset
 * @param grown whether something of unknown size was written to it
 * @param lent the calls it was handed to that may have kept it; the complement of a call's id where
 *     its own source shows that it handed it on
 * @param trail the steps
 */
public record Thing(
    Origin origin,
    String pool,
    int site,
    int at,
    Status status,
    boolean escaped,
    boolean bounded,
    Clean clean,
    boolean grown,
    Set<Integer> lent,
    Trail trail) {

  /** Where a thing comes from. */
  public enum Origin {
    /** Taken from a pool here. */
    ACQUIRED,
    /** Opened here; it must be closed. */
    OPENED,
    /** Given from outside, or found in a field. */
    FOREIGN
  }

  /** Where a thing stands. */
  public enum Status {
    LIVE,
    RELEASED,
    /** Given back in another goroutine that was started here. */
    RELEASED_ELSEWHERE,
    /** A fault was told; nothing more is said of it. */
    TOLD
  }

  /** What its content is. */
  public enum Clean {
    /** As it came. */
    AS_TAKEN,
    RESET,
    /** Written to after a reset. */
    WRITTEN,
    /** Written to without any reset since it was taken. */
    WRITTEN_UNRESET
  }

  // Some of its parts suffice, and what a record makes by itself is slow until it is compiled.
  @Override
  public int hashCode() {
    return (site * 31 + status.ordinal()) * 31 + clean.ordinal() + lent.hashCode();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Thing thing
        && thing.site == site
        && thing.status == status
        && thing.escaped == escaped
        && thing.bounded == bounded
        && thing.clean == clean
        && thing.grown == grown
        && thing.origin == origin
        && thing.at == at
        && thing.pool.equals(pool)
        && thing.lent.equals(lent);
  }

  static Thing foreign(Trail trail) {
    return new Thing(
        Origin.FOREIGN,
        "",
        -1,
        0,
        Status.LIVE,
        false,
        false,
        Clean.AS_TAKEN,
        false,
        Set.of(),
        trail);
  }

  Thing as(Status next, Trail path) {
    return new Thing(origin, pool, site, at, next, escaped, bounded, clean, grown, lent, path);
  }

  Thing from(String newPool) {
    return new Thing(
        origin, newPool, site, at, status, escaped, bounded, clean, grown, lent, trail);
  }

  Thing asEscaped() {
    return new Thing(origin, pool, site, at, status, true, bounded, clean, grown, lent, trail);
  }

  Thing asBounded() {
    return new Thing(origin, pool, site, at, status, escaped, true, clean, grown, lent, trail);
  }

  Thing as(Clean next) {
    return new Thing(origin, pool, site, at, status, escaped, bounded, next, grown, lent, trail);
  }

  Thing asGrown() {
    return new Thing(origin, pool, site, at, status, escaped, bounded, clean, true, lent, trail);
  }

  /** Whether somebody else has it, or got it from a call that handed it on. */
  boolean mayBeAnothers() {
    return escaped || lent.stream().anyMatch(call -> call < 0);
  }

  /** What was opened goes with whoever gets it. */
  Thing handedOn(int call) {
    return origin == Origin.OPENED ? asEscaped() : lentTo(call);
  }

  Thing lentTo(int call) {
    if (lent.contains(call) || lent.size() > 8) {
      return this;
    }
    Set<Integer> more = new TreeSet<>(lent);
    more.add(call);
    return new Thing(origin, pool, site, at, status, escaped, bounded, clean, grown, more, trail);
  }
}
