package dev.cistern.collect;

import dev.cistern.format.Formats;
import dev.cistern.format.Input;
import dev.cistern.format.UnreadableException;
import dev.cistern.model.Evidence;
import dev.cistern.model.Profile;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

  /** The offsets that one member allows. */
  private record Bounds(long lowNanos, long highNanos) {}

  static TargetClock of(List<Piece> pieces) {
    Map<String, Profile.Header> times = new HashMap<>();
    long low = Long.MIN_VALUE;
    long high = Long.MAX_VALUE;
    boolean known = false;
    boolean jumped = false;
    for (Piece piece : pieces) {
      Optional<Profile.Header> header = header(piece);
      if (header.isEmpty() || header.get().timeNanos() == 0) {
        continue;
      }
      times.put(piece.name(), header.get());
      Bounds bounds = bounds(piece, header.get());
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

  /** A processor profile states its beginning, a difference its end, any other its moment. */
  private static Bounds bounds(Piece piece, Profile.Header header) {
    long statedNanos = header.timeNanos();
    boolean begins = piece.kind().equals("cpu");
    long lengthNanos = piece.lengthNanos();
    long earliest = begins ? piece.sentNanos() : piece.sentNanos() + lengthNanos;
    long latest = begins ? piece.doneNanos() - lengthNanos : piece.doneNanos();
    return new Bounds(earliest - statedNanos, Math.max(earliest, latest) - statedNanos);
  }

  private static Optional<Profile.Header> header(Piece piece) {
    if (!piece.usable() || !piece.name().endsWith(".pb.gz")) {
      return Optional.empty();
    }
    try (Input input = Input.of(piece.name(), piece.file())) {
      Evidence evidence = Formats.read(input);
      return evidence.profile().map(Profile::header);
    } catch (IOException | UnreadableException _) {
      return Optional.empty(); // it is judged when the snapshot is read
    }
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
