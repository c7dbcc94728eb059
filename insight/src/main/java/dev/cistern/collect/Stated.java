package dev.cistern.collect;

import dev.cistern.format.Formats;
import dev.cistern.format.Input;
import dev.cistern.format.UnreadableException;
import dev.cistern.model.Profile;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a profile states of itself.
 *
 * @param header with its times
 * @param allocatedBytes in all, 0 where it does not tell
 */
record Stated(Profile.Header header, long allocatedBytes) {
  /** Reads each profile among the pieces once; by name. */
  static Map<String, Stated> of(List<Piece> pieces) {
    Map<String, Stated> all = new HashMap<>();
    for (Piece piece : pieces) {
      read(piece).ifPresent(stated -> all.put(piece.name(), stated));
    }
    return all;
  }

  private static Optional<Stated> read(Piece piece) {
    if (!piece.usable() || !piece.name().endsWith(".pb.gz")) {
      return Optional.empty();
    }
    try (Input input = Input.of(piece.name(), piece.file())) {
      return Formats.read(input).profile().map(Stated::of);
    } catch (IOException | UnreadableException _) {
      return Optional.empty(); // it is judged when the snapshot is read
    }
  }

  private static Stated of(Profile profile) {
    int type = profile.typeIndex("alloc_space").orElse(-1);
    return new Stated(profile.header(), type < 0 ? 0 : profile.total(type));
  }
}
