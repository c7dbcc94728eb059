package dev.cistern.format.jfr;

import dev.cistern.format.jfr.Metadata.Type;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How many events of each type a recording holds, counted as {@code jfr summary} does: metadata and
 * checkpoints too, types that never occurred not.
 */
final class Counts {
  private final Map<String, Long> byType = new TreeMap<>();
  private long chunks;

  void add(Chunk chunk, ChunkContents contents, Optional<Metadata> metadata) {
    chunks++;
    for (int i = 0; i < contents.typeCount(); i++) {
      byType.merge(name(chunk, contents.typeId(i), metadata), contents.count(i), Long::sum);
    }
  }

  private static String name(Chunk chunk, long typeId, Optional<Metadata> metadata) {
    if (typeId == 0) {
      return chunk.eventPrefix() + "Metadata";
    }
    if (typeId == 1) {
      return chunk.eventPrefix() + "Checkpoint";
    }
    return metadata
        .flatMap(known -> known.type(typeId))
        .filter(Type::event)
        .map(Type::name)
        .orElse(typeId + " (missing event metadata)");
  }

  long chunks() {
    return chunks;
  }

  Map<String, Long> byType() {
    return byType;
  }
}
