package dev.cistern.collect;

import dev.cistern.format.Formats;
import dev.cistern.format.Input;
import dev.cistern.format.UnreadableException;
import dev.cistern.model.Manifest.Status;
import dev.cistern.model.RuntimeState.Memory;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Notices that the target was started anew within the window: a counter that only rises has fallen,
 * or all that ran broke off and the target answers again. The second needs no counters: those of a
 * new process may have passed the old one's by the end.
 */
final class Restart {
  /** How each sentence of a restart that is certain begins. */
  static final String ANEW = "the target was started anew within the window";

  private Restart() {}

  /** What to tell of it. */
  static Optional<String> noticed(List<Piece> pieces, Map<String, Stated> stated) {
    if (memoryFell(pieces) || totalFell(pieces, stated)) {
      return Optional.of(ANEW + ": its counters are lower after it than before");
    }
    if (allBrokeOff(pieces) && answersAfter(pieces)) {
      return Optional.of(
          "every request that ran over the window broke off, and the target answers again: it was"
              + " started anew, or what stands before it ends requests of that length");
    }
    return Optional.empty();
  }

  private static boolean memoryFell(List<Piece> pieces) {
    Optional<Memory> before = memory(pieces, "heap-before.txt");
    Optional<Memory> after = memory(pieces, "heap-after.txt");
    return before.isPresent()
        && after.isPresent()
        && (after.get().totalAllocBytes() < before.get().totalAllocBytes()
            || after.get().mallocs() < before.get().mallocs()
            || after.get().collections() < before.get().collections());
  }

  private static Optional<Memory> memory(List<Piece> pieces, String name) {
    for (Piece piece : pieces) {
      if (piece.name().equals(name) && piece.status() == Status.OK) {
        try (Input input = Input.of(piece.name(), piece.file())) {
          return Formats.read(input).state().flatMap(state -> state.memory());
        } catch (IOException | UnreadableException _) {
          return Optional.empty(); // it is judged when the snapshot is read
        }
      }
    }
    return Optional.empty();
  }

  private static boolean totalFell(List<Piece> pieces, Map<String, Stated> stated) {
    List<Long> totals =
        pieces.stream()
            .filter(piece -> piece.kind().equals("allocs-total") && piece.status() == Status.OK)
            .sorted(Comparator.comparingLong(Piece::sentNanos))
            .flatMap(piece -> Optional.ofNullable(stated.get(piece.name())).stream())
            .map(Stated::allocatedBytes)
            .toList();
    for (int i = 1; i < totals.size(); i++) {
      if (totals.get(i) < totals.get(i - 1)) {
        return true;
      }
    }
    return false;
  }

  private static boolean allBrokeOff(List<Piece> pieces) {
    List<Piece> ran = pieces.stream().filter(piece -> piece.lengthNanos() > 0).toList();
    return !ran.isEmpty() && ran.stream().allMatch(Restart::brokeOff);
  }

  private static boolean brokeOff(Piece piece) {
    boolean answeredInTime = piece.doneNanos() - piece.sentNanos() >= piece.lengthNanos();
    boolean noAnswer = piece.status() == Status.FAILED && piece.http() == 0;
    return !answeredInTime && (noAnswer || piece.status() == Status.PARTIAL);
  }

  private static boolean answersAfter(List<Piece> pieces) {
    return pieces.stream()
        .anyMatch(piece -> piece.name().equals("heap-after.txt") && piece.status() == Status.OK);
  }
}
