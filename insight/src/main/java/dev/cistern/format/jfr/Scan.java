package dev.cistern.format.jfr;

import dev.cistern.format.DamageLog;
import dev.cistern.model.EventKind;
import dev.cistern.model.EventVisitor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One pass over a recording for a set of visitors. */
final class Scan {
  private static final long MIB = 1L << 20;

  private final Decoder.Tables tables;
  private final Map<EventKind, List<EventVisitor>> visitors = new EnumMap<>(EventKind.class);
  private final Optional<Counts> counts;
  private final DamageLog damages;
  private final int heldBytesMax;
  private final TimeOrder order = new TimeOrder(1 << 12);
  private final KnownMetadata known;
  private Optional<Metadata> lastMetadata;
  private boolean ordered;
  private long durationNanos;

  Scan(
      Decoder.Tables tables,
      List<EventVisitor> wanting,
      Optional<Counts> counts,
      Optional<Metadata> fallback,
      KnownMetadata known,
      DamageLog damages,
      int heldBytesMax) {
    this.tables = tables;
    this.heldBytesMax = heldBytesMax;
    this.counts = counts;
    this.lastMetadata = fallback;
    this.known = known;
    this.damages = damages;
    for (EventVisitor visitor : wanting) {
      ordered |= visitor.needsOrder();
      for (EventKind kind : visitor.kinds()) {
        visitors.computeIfAbsent(kind, _ -> new ArrayList<>()).add(visitor);
      }
    }
  }

  /**
   * How large a chunk may be to be read into memory as a whole; larger ones are walked in blocks.
   */
  static int heldBytesMax() {
    return (int) Math.clamp(Runtime.getRuntime().maxMemory() / 8, 8 * MIB, 128 * MIB);
  }

  long durationNanos() {
    return durationNanos;
  }

  void run(Source.Access access) throws IOException {
    Chunks chunks = new Chunks(access, damages);
    Optional<Chunk> next = chunks.next();
    if (next.isEmpty()) {
      return;
    }
    ChunkReader reader = new ChunkReader(access, damages, heldBytesMax, next.get());
    while (next.isPresent()) {
      reader.open(next.get());
      chunk(reader);
      next = chunks.next();
    }
  }

  private void chunk(ChunkReader reader) throws IOException {
    Chunk chunk = reader.chunk();
    ChunkContents contents = ChunkContents.of(reader);
    Optional<Metadata> own = contents.metadata(reader, known);
    if (own.isEmpty()) {
      damages.add(chunk.at(), "a chunk with metadata", "one without any that can be read");
    }
    Optional<Metadata> metadata =
        own.or(() -> lastMetadata.filter(last -> last.compressed() == chunk.compressed()));
    lastMetadata = metadata.or(() -> lastMetadata);
    durationNanos += Math.max(0, chunk.durationNanos());
    counts.ifPresent(all -> all.add(chunk, contents, metadata));
    if (visitors.isEmpty() || metadata.isEmpty()) {
      return;
    }
    Constants constants = contents.constants(reader, metadata.get(), damages);
    Decoder decoder = new Decoder(chunk, metadata.get(), constants, tables, visitors, damages);
    if (decoder.isEmpty()) {
      return;
    }
    if (!ordered) {
      reader.walk((body, typeId, at) -> {
        int type = decoder.wanted(typeId);
        if (type >= 0) {
          decoder.deliver(type, body, at);
        }
      });
    } else if (reader.held()) {
      inOrder(reader, decoder);
    } else {
      new Windows(reader, decoder, heldBytesMax / 2).deliver();
    }
  }

  /** A chunk in memory: its events' places are sorted, the events are decoded where they stand. */
  private void inOrder(ChunkReader reader, Decoder decoder) throws IOException {
    order.clear();
    reader.walk((body, typeId, at) -> {
      int type = decoder.wanted(typeId);
      if (type >= 0) {
        order.add(decoder.endTicks(type, body), (int) at);
      }
    });
    order.sort();
    for (int i = 0; i < order.size(); i++) {
      reader.eventAt(
          order.place(i), (body, typeId, at) -> decoder.deliver(decoder.wanted(typeId), body, at));
    }
  }
}
