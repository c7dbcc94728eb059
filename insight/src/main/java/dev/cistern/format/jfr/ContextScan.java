package dev.cistern.format.jfr;

import dev.cistern.format.DamageLog;
import dev.cistern.format.jfr.Layout.Step;
import dev.cistern.format.jfr.Metadata.Type;
import dev.cistern.model.Strings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the contexts of a whole recording before its events: a context is written when it ends,
 * behind the events in it, and may end some chunks later.
 *
 * <p>Of a chunk whose metadata marks no field as contextual nothing else is read.
 */
final class ContextScan {
  private static final int FIRST = 3; // behind start, duration and thread
  private static final int FIELDS_MAX = 8;

  /** Heap per context, with its labels and their texts. */
  private static final int BYTES_PER_CONTEXT = 1 << 11;

  private final Decoder.Tables tables;
  private final DamageLog damages;
  private final KnownMetadata known;
  private final Contexts contexts;
  private final int spansMax =
      (int) Math.min(1 << 22, Runtime.getRuntime().maxMemory() / BYTES_PER_CONTEXT);
  private boolean full;

  private ContextScan(Decoder.Tables tables, DamageLog damages, KnownMetadata known) {
    this.tables = tables;
    this.damages = damages;
    this.known = known;
    contexts = new Contexts(tables.labels(), spansMax);
  }

  /** The contexts of a recording. */
  static Contexts read(
      Source.Access access, Decoder.Tables tables, DamageLog damages, KnownMetadata known)
      throws IOException {
    ContextScan scan = new ContextScan(tables, damages, known);
    DamageLog untold = DamageLog.of(""); // the scan itself tells the same places
    Chunks chunks = new Chunks(access, untold);
    Optional<Chunk> next = chunks.next();
    if (next.isPresent()) {
      ChunkReader reader = new ChunkReader(access, untold, 0, next.get());
      while (next.isPresent() && !scan.full) {
        reader.open(next.get());
        scan.chunk(reader, untold);
        next = chunks.next();
      }
    }
    return scan.contexts.sorted();
  }

  private void chunk(ChunkReader reader, DamageLog untold) throws IOException {
    Chunk chunk = reader.chunk();
    Optional<Metadata> found = known.at(reader, chunk.metadataAt());
    if (found.isEmpty() || found.get().contextual().isEmpty()) {
      return;
    }
    Metadata metadata = found.get();
    TypeIds types = new TypeIds();
    metadata.contextual().forEach(type -> types.add(type.id()));
    List<Long> places = new ArrayList<>(); // of the contexts
    ChunkContents contents =
        ChunkContents.of(
            reader,
            (_, typeId, at) -> {
              if (types.find(typeId) >= 0) {
                places.add(at);
              }
            });
    Constants constants = contents.constants(reader, metadata, untold);
    Resolver resolver =
        new Resolver(metadata, constants, tables.stacks().strings(), tables.labels());
    List<Reading> readings =
        metadata.contextual().stream().map(type -> new Reading(type, metadata)).toList();
    Ticks ticks = new Ticks(chunk);
    for (int i = 0; i < places.size() && !full; i++) {
      reader.eventAt(
          places.get(i),
          (body, typeId, _) -> event(body, readings.get(types.find(typeId)), resolver, ticks));
    }
  }

  private void event(Cursor body, Reading reading, Resolver resolver, Ticks ticks) {
    reading.program.read(body, reading.values, resolver);
    long startTicks = reading.values[Fields.START];
    long endTicks = startTicks + reading.values[Fields.DURATION];
    int thread = resolver.threads().find(reading.values[Fields.THREAD]);
    if (body.overrun() || endTicks <= startTicks || thread < 0) {
      return;
    }
    long start = ticks.wallNanos(startTicks) - tables.zeroNanos();
    long end = ticks.wallNanos(endTicks) - tables.zeroNanos();
    if (!contexts.add(resolver.threads().task(thread), start, end, reading.labels(resolver))) {
      full = true;
      damages.add(0, "at most %d contexts of events".formatted(spansMax), "more");
    }
  }

  /** How the events of one type of one chunk are read. */
  private final class Reading {
    final List<String> names;
    final Program program;
    final long[] values;
    final boolean[] truths;

    Reading(Type type, Metadata metadata) {
      List<String> fields = type.contextual();
      names = fields.subList(0, Math.min(FIELDS_MAX, fields.size()));
      List<String> leaves = new ArrayList<>(List.of("startTime", "duration", "eventThread"));
      leaves.addAll(names);
      program = metadata.program(type.id(), leaves);
      values = new long[leaves.size()];
      truths = new boolean[leaves.size()];
      for (int leaf = FIRST; leaf < truths.length; leaf++) {
        truths[leaf] =
            metadata
                .type(program.step(leaf).typeId())
                .filter(field -> field.name().equals("boolean"))
                .isPresent();
      }
    }

    /** The label set of the event just read. */
    int labels(Resolver resolver) {
      Strings strings = resolver.strings();
      for (int leaf = FIRST; leaf < values.length; leaf++) {
        int key = strings.intern(names.get(leaf - FIRST));
        Step step = program.step(leaf);
        switch (step.kind()) {
          case STRING, REFERENCE -> {
            int text = resolver.text(step, values[leaf]);
            if (text != 0) {
              tables.labels().add(key, text, 0, 0);
            }
          }
          case INTEGER -> tables.labels().add(key, 0, values[leaf], 0);
          case FIXED -> {
            if (truths[leaf]) {
              int text = strings.intern(Boolean.toString(values[leaf] != 0));
              tables.labels().add(key, text, 0, 0);
            }
          }
          case ARRAY, REFERENCES, UNKNOWN -> {} // nothing that a label can hold
        }
      }
      return tables.labels().end();
    }
  }
}
