package dev.cistern.format.jfr;

import dev.cistern.format.DamageLog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a first walk over a chunk finds: how many events of which type, and where its tables are.
 */
final class ChunkContents {
  private static final int TABLES_MAX = 1 << 20;

  private final TypeIds types = new TypeIds();
  private long[] counts = new long[64];
  private final List<Long> metadataAt = new ArrayList<>();
  private final List<Long> checkpointsAt = new ArrayList<>();

  /** Walks the chunk that the reader has open. */
  static ChunkContents of(ChunkReader reader) throws IOException {
    return of(reader, (_, _, _) -> {});
  }

  /** Walks the chunk for somebody else too. */
  static ChunkContents of(ChunkReader reader, EventSink also) throws IOException {
    ChunkContents contents = new ChunkContents();
    reader.walk((body, typeId, at) -> {
      contents.event(typeId, at);
      also.event(body, typeId, at);
    });
    return contents;
  }

  private void event(long typeId, long at) {
    int slot = types.find(typeId);
    if (slot < 0) {
      slot = types.add(typeId);
      if (slot == counts.length) {
        counts = Arrays.copyOf(counts, slot * 2);
      }
    }
    counts[slot]++;
    if (typeId == 0 && metadataAt.size() < TABLES_MAX) {
      metadataAt.add(at);
    } else if (typeId == 1 && checkpointsAt.size() < TABLES_MAX) {
      checkpointsAt.add(at);
    }
  }

  int typeCount() {
    return types.size();
  }

  long typeId(int slot) {
    return types.id(slot);
  }

  long count(int slot) {
    return counts[slot];
  }

  long eventCount() {
    return Arrays.stream(counts).sum();
  }

  /** The metadata that the header leads to, else the last that can be read. */
  Optional<Metadata> metadata(ChunkReader reader, KnownMetadata known) throws IOException {
    List<Long> places = new ArrayList<>(metadataAt);
    places.add(reader.chunk().metadataAt());
    Optional<Metadata> found = Optional.empty();
    for (int i = places.size() - 1; i >= 0 && found.isEmpty() && i > places.size() - 8; i--) {
      found = known.at(reader, places.get(i));
    }
    return found;
  }

  /** The constant pools of all checkpoints, in the order of the file. */
  Constants constants(ChunkReader reader, Metadata metadata, DamageLog damages) throws IOException {
    Constants constants = new Constants(metadata);
    if (reader.held()) {
      constants.segment(reader.data());
    }
    for (long place : checkpointsAt) {
      reader.eventAt(
          place,
          (body, _, at) -> {
            Cursor in = body;
            if (!reader.held()) {
              byte[] copy = Arrays.copyOfRange(body.data(), body.pos(), body.end());
              constants.segment(copy);
              in = new Cursor().compressed(body.isCompressed()).over(copy, 0, copy.length);
            }
            Optional<String> wrong = constants.checkpoint(in);
            wrong.ifPresent(found ->
                damages.add(
                    reader.chunk().at() + at, "a checkpoint of whole constant pools", found));
          });
    }
    return constants;
  }
}
