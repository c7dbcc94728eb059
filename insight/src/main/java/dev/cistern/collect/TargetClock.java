package dev.cistern.collect;

import dev.cistern.model.Profile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How far the target's clock is from ours, bounded by the times that its profiles state: what was
 * written between our request and its answer cannot have happened outside of them.
 *
 * @param offsetNanos to add to the target's times to get ours
 * @param errorNanos the bound on the offset's error
 * @param known whether any profile stated a time
 * @param jumped whether no single offset fits all members
 * @param times what each member states of itself, by name
 */
record TargetClock(
    long offsetNanos,
    long errorNanos,
    boolean known,
    boolean jumped,
    Map<String, Profile.Header> times) {

  /** A clock that is slewed to another's time runs 1/2000 (500 ppm) faster or slower at most. */
  private static final long DRIFT_PART = 2000;

  /** The offsets that one member allows. */
  private record Bounds(long lowNanos, long highNanos) {}

  static TargetClock of(List<Piece> pieces, Map<String, Stated> stated) {
    Map<String, Profile.Header> times = new HashMap<>();
    long low = Long.MIN_VALUE;
    long high = Long.MAX_VALUE;
    boolean known = false;
    boolean jumped = false;
    long firstNanos = pieces.stream().mapToLong(Piece::sentNanos).min().orElse(0);
    for (Piece piece : pieces) {
      Stated its = stated.get(piece.name());
      if (its == null || its.header().timeNanos() == 0) {
        continue;
      }
      times.put(piece.name(), its.header());
      Bounds bounds = bounds(piece, its.header(), piece.doneNanos() - firstNanos);
      known = true;
      if (bounds.lowNanos() > high || bounds.highNanos() < low) {
        jumped = true;
        low = Math.min(low, bounds.lowNanos());
        high = Math.max(high, bounds.highNanos());
      } else if (!jumped) {
        low = Math.max(low, bounds.lowNanos());
        high = Math.min(high, bounds.highNanos());
      }
    }
    return known
        ? new TargetClock(low + (high - low) / 2, (high - low + 1) / 2, true, jumped, times)
        : new TargetClock(0, 0, false, false, times);
  }

  /**
   * A processor profile states its beginning, a difference its end, any other its moment. Both of
   * the former state their length as well: what began at the stated time had lasted that long
   * before the last byte was sent, and what ended then had begun after it was asked for. The length
   * that was asked for says less: under load the target may begin, and wake up, later than it
   * wanted to.
   *
   * @param sinceNanos how long before this piece's end the first was asked for: the clocks may have
   *     moved apart meanwhile
   */
  private static Bounds bounds(Piece piece, Profile.Header header, long sinceNanos) {
    long statedNanos = header.timeNanos();
    boolean begins = piece.kind().equals("cpu");
    boolean moment = piece.lengthNanos() == 0;
    long spanNanos = piece.doneNanos() - piece.sentNanos();
    long lengthNanos = moment ? 0 : Math.clamp(header.durationNanos(), 0, spanNanos);
    long earliest = begins ? piece.sentNanos() : piece.sentNanos() + lengthNanos;
    long latest = begins ? piece.doneNanos() - lengthNanos : piece.doneNanos();
    long driftNanos = Math.max(0, sinceNanos) / DRIFT_PART;
    return new Bounds(earliest - statedNanos - driftNanos, latest - statedNanos + driftNanos);
  }

  /** When a member's window began, by our clock. */
  long startNanos(Piece piece) {
    Profile.Header header = times.get(piece.name());
    if (header == null || jumped) {
      return piece.startNanos();
    }
    long statedNanos = header.timeNanos() + offsetNanos;
    return piece.kind().equals("cpu") ? statedNanos : statedNanos - header.durationNanos();
  }

  /** When a member's window ended, by our clock. */
  long endNanos(Piece piece) {
    Profile.Header header = times.get(piece.name());
    if (header == null || jumped) {
      return piece.endNanos();
    }
    long statedNanos = header.timeNanos() + offsetNanos;
    return piece.kind().equals("cpu") ? statedNanos + header.durationNanos() : statedNanos;
  }

  /** The bound on the error of a member's times. */
  long errorNanos(Piece piece) {
    return times.containsKey(piece.name()) && !jumped ? errorNanos : piece.slackNanos();
  }
}
