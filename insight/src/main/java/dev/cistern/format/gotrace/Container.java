package dev.cistern.format.gotrace;

import dev.cistern.format.DamageLog;
import dev.cistern.model.Clock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the batches of a trace without reading their bodies and sorts them into generations, in
 * order of their first batch; batches of generations may interleave.
 *
 * <p>A broken batch header ends it: nothing tells where the next one begins. What lies before is
 * whole.
 */
final class Container {
  static final int HEADER_BYTES = 16;

  /** Two million batches of 64 KiB are 128 GiB; a hostile file has smaller ones. */
  private static final int BATCHES_MAX = 2 << 20;

  /** Go begins a generation each second: 18 hours. */
  private static final int GENERATIONS_MAX = 1 << 16;

  /** What the runtime's clock ticks like on every common platform: 64 ns. */
  private static final long USUAL_FREQUENCY = 15_625_000;

  private static final int BLOCK_BYTES = 1 << 12;

  private final Source source;
  private final int version;
  private final DamageLog damage;
  private final List<Generation> generations = new ArrayList<>();
  private final LongToInt byNumber = new LongToInt();
  private final Window headers;
  private final Window bodies;
  private final long[] counts = new long[Wire.TYPES];
  private int batches;

  Container(Source source, int version, DamageLog damage) {
    this.source = source;
    this.version = version;
    this.damage = damage;
    this.headers = new Window(source, BLOCK_BYTES);
    this.bodies = new Window(source, BLOCK_BYTES);
  }

  /** Walks over the whole file. */
  Container index() throws IOException {
    Batch batch = new Batch();
    boolean open = false; // a generation has begun and its end, since Go 1.26 stored, is not seen
    long at = HEADER_BYTES;
    while (at < source.sizeBytes()) {
      headers.move(at, source.sizeBytes());
      String wrong = batch.read(headers, version);
      if (!wrong.isEmpty()) {
        damage.add(at, "a batch of at most 65536 bytes", wrong);
        open = false;
        break;
      }
      if (batch.type == Wire.END_OF_GENERATION) {
        counts[Wire.END_OF_GENERATION]++;
        open = false;
      } else if (!add(batch, at)) {
        open = false;
        break;
      } else {
        open = true;
      }
      at = batch.bodyAt + batch.sizeBytes;
    }
    if (open && version >= 26) {
      damage.add(source.sizeBytes(), "the end of a generation", "the end of the file");
    }
    setMissingClocks();
    return this;
  }

  /** In the order of their first batch. */
  List<Generation> generations() {
    return generations;
  }

  /** How many records of each structural type were seen on the way. */
  long[] counts() {
    return counts;
  }

  /** The trace clock's zero in wall time, where a generation has a snapshot of both. */
  Clock clock(long baseNanos) {
    long earliest = Long.MAX_VALUE;
    long latest = Long.MIN_VALUE;
    long first = 0;
    double tick = 1;
    for (Generation generation : generations) {
      if (generation.hasSnapshot()) {
        long wall = generation.wallNanosAtZero();
        first = first == 0 ? wall : first;
        earliest = Math.min(earliest, wall);
        latest = Math.max(latest, wall);
        tick = Math.max(tick, generation.nanosPerTick());
      }
    }
    if (earliest > latest) {
      return Clock.UNKNOWN;
    }
    return new Clock(first + baseNanos, latest - earliest + (long) Math.ceil(tick));
  }

  /** Takes a batch into the index; false where the index is full or the file ends inside it. */
  private boolean add(Batch batch, long at) throws IOException {
    if (++batches > BATCHES_MAX) {
      damage.add(at, "at most %d batches".formatted(BATCHES_MAX), "another one");
      return false;
    }
    Generation generation = generation(batch.generation, at);
    if (generation == null) {
      return false;
    }
    generation.sawTime(batch.time);
    long end = batch.bodyAt + batch.sizeBytes;
    boolean whole = end <= source.sizeBytes();
    if (!whole) {
      damage.add(
          source.sizeBytes(),
          "%d bytes of a batch".formatted(batch.sizeBytes),
          "the end of the file after %d".formatted(source.sizeBytes() - batch.bodyAt));
    }
    if (batch.type == Wire.EXPERIMENTAL_BATCH) {
      counts[Wire.EXPERIMENTAL_BATCH] += whole ? 1 : 0;
      bodies.move(batch.bodyAt, end);
      if (batch.experiment == HeapLog.EXPERIMENT && bodies.next() == HeapLog.INFO_BATCH) {
        generation.heapInfo().add(bodies.at());
      }
      return whole;
    }
    counts[Wire.EVENT_BATCH]++;
    bodies.move(batch.bodyAt, end);
    int kind = batch.sizeBytes == 0 ? Wire.EVENT_BATCH : bodies.next();
    if (kind == Wire.STRINGS) {
      generation.strings().add(at);
    } else if (kind == Wire.STACKS) {
      generation.stacks().add(at);
    } else if (kind == Wire.CPU_SAMPLES) {
      generation.samples().add(at);
    } else if (kind == (version >= 25 ? Wire.SYNC : Wire.FREQUENCY)) {
      bodies.move(batch.bodyAt, end);
      readSync(generation, batch.time);
    } else if (batch.sizeBytes > 0) {
      generation.addEvents(at, batch.thread, batch.sizeBytes);
    }
    return whole;
  }

  private @Nullable Generation generation(long number, long at) {
    int index = byNumber.get(number);
    if (index == 0) {
      if (generations.size() == GENERATIONS_MAX) {
        damage.add(at, "at most %d generations".formatted(GENERATIONS_MAX), "another one");
        return null;
      }
      generations.add(new Generation(number));
      index = generations.size();
      byNumber.put(number, index);
    }
    return generations.get(index - 1);
  }

  private void readSync(Generation generation, long batchTime) throws IOException {
    long time = batchTime;
    while (!bodies.atEnd()) {
      long at = bodies.at();
      int type = bodies.next();
      if (type == Wire.SYNC) {
        counts[Wire.SYNC]++;
      } else if (type == Wire.FREQUENCY) {
        long frequency = bodies.varint();
        if (!bodies.failed()) {
          counts[Wire.FREQUENCY]++;
          generation.frequency(frequency);
        }
      } else if (type == Wire.CLOCK_SNAPSHOT && version >= 25) {
        time += bodies.varint();
        bodies.varint(); // the monotonic clock, which nothing else here is told in
        long seconds = bodies.varint();
        long nanos = bodies.varint();
        if (!bodies.failed()) {
          counts[Wire.CLOCK_SNAPSHOT]++;
          if (seconds > 0 && seconds < 1L << 33 && nanos >= 0 && nanos < 1_000_000_000) {
            generation.snapshot(time, seconds * 1_000_000_000 + nanos);
          }
        }
      } else {
        damage.add(at, "a frequency or clock snapshot", "byte " + type);
        return;
      }
      if (bodies.failed()) {
        damage.add(at, "a whole frequency or clock snapshot", "the end of its batch");
        return;
      }
    }
  }

  private void setMissingClocks() {
    Generation before = new Generation(0);
    before.frequency(USUAL_FREQUENCY);
    for (Generation generation : generations) {
      if (!generation.hasClock()) {
        damage.add(
            source.sizeBytes(),
            "the clock's frequency of generation " + Long.toUnsignedString(generation.number()),
            "none; that before it or 64 ns is taken");
        generation.clockOf(before);
      }
      before = generation;
    }
  }
}
