package dev.cistern.format.jfr;

import java.io.IOException;
import java.util.Arrays;

/**
 * Delivers the events of a chunk too large for memory in the order of their ends.
 *
 * <p>A first walk notes for each stretch of the file when its events end. Then round after round
 * takes the earliest events that fit into memory, from those stretches that can hold them: as a
 * writer's events are nearly in order, all rounds together read the file about once more.
 */
final class Windows {
  private static final int STRETCH_BYTES = 1 << 20;

  private final ChunkReader reader;
  private final Decoder decoder;
  private final Batch batch;

  private long[] stretchAt = new long[64];
  private long[] earliest = new long[64];
  private long[] latest = new long[64];
  private int stretches;

  Windows(ChunkReader reader, Decoder decoder, int batchBytes) {
    this.reader = reader;
    this.decoder = decoder;
    batch = new Batch(decoder, batchBytes);
  }

  void deliver() throws IOException {
    reader.walk((body, typeId, at) -> {
      int type = decoder.wanted(typeId);
      if (type >= 0) {
        note(at, decoder.endTicks(type, body));
      }
    });
    long doneEnd = Long.MIN_VALUE;
    long doneAt = -1;
    collect(doneEnd, doneAt);
    while (batch.deliver(reader.chunk().compressed())) {
      doneEnd = batch.lastEnd();
      doneAt = batch.lastAt();
      collect(doneEnd, doneAt);
    }
  }

  private void note(long at, long end) {
    if (stretches == 0 || at - stretchAt[stretches - 1] >= STRETCH_BYTES) {
      if (stretches == stretchAt.length) {
        stretchAt = Arrays.copyOf(stretchAt, stretches * 2);
        earliest = Arrays.copyOf(earliest, stretches * 2);
        latest = Arrays.copyOf(latest, stretches * 2);
      }
      stretchAt[stretches] = at;
      earliest[stretches] = end;
      latest[stretches] = end;
      stretches++;
    }
    earliest[stretches - 1] = Math.min(earliest[stretches - 1], end);
    latest[stretches - 1] = Math.max(latest[stretches - 1], end);
  }

  /** Fills the batch with the earliest events after those that are done. */
  private void collect(long doneEnd, long doneAt) throws IOException {
    batch.clear();
    for (int i = 0; i < stretches; i++) {
      if (latest[i] >= doneEnd && earliest[i] < batch.limit()) {
        long to = i + 1 < stretches ? stretchAt[i + 1] : reader.chunk().lengthBytes();
        reader.walk(
            stretchAt[i],
            to,
            (body, typeId, at) -> {
              int type = decoder.wanted(typeId);
              if (type >= 0) {
                int start = body.pos();
                long end = decoder.endTicks(type, body);
                body.pos(start);
                if (end < batch.limit() && (end > doneEnd || (end == doneEnd && at > doneAt))) {
                  batch.add(end, at, type, body);
                }
              }
            });
      }
    }
  }
}
