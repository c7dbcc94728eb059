package dev.cistern.format.gotrace;

import dev.cistern.format.DamageLog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Puts the events of one generation's threads and its processor samples into one order: that of
 * time, unless an event has to wait for its turn.
 *
 * <p>A heap of threads by the time of their next event. Where the first one's turn has not come,
 * the others are asked in order of time. Where it is nobody's turn the trace is damaged and goes on
 * by time alone.
 */
final class Merge {
  private static final int THREADS_MAX = 1 << 16;

  /** All threads' blocks together. */
  private static final int BLOCKS_BYTES = 8 << 20;

  private static final int BLOCK_BYTES_MIN = 1 << 8;

  /** How many threads may be asked for their turn, beside some for each event: not for ever. */
  private static final long ASKED_MAX = 10_000_000;

  private static final int ASKED_PER_EVENT_MAX = 32;

  private final Source source;
  private final Wire wire;
  private final int version;
  private final World world;
  private final DamageLog damage;
  private final Window headers;
  private Cursor[] heap = new Cursor[0];
  private Machine[] machines = new Machine[0];
  private int size;
  private boolean byTurn = true;
  private long askedLeft = ASKED_MAX;

  Merge(Source source, Wire wire, int version, World world, DamageLog damage) {
    this.source = source;
    this.wire = wire;
    this.version = version;
    this.world = world;
    this.damage = damage;
    this.headers = new Window(source, Batch.HEADER_BYTES_MAX);
  }

  /** Tells the story of a generation. */
  void run(Generation generation, List<Samples.Sample> samples, Story story) throws IOException {
    open(generation);
    int nextSample = 0;
    while (size > 0 || nextSample < samples.size()) {
      if (nextSample < samples.size()
          && (size == 0 || samples.get(nextSample).timeNanos() < heap[0].timeNanos())) {
        story.sample(samples.get(nextSample++));
        continue;
      }
      int chosen = choose();
      Cursor event = heap[chosen];
      if (!story.event(event, machines[chosen])) {
        event.abandonBatch();
      }
      if (event.next(generation)) {
        if (up(chosen) == chosen) {
          down(chosen);
        }
      } else {
        remove(chosen);
      }
    }
  }

  private void open(Generation generation) throws IOException {
    List<Cursor> cursors = new ArrayList<>();
    LongToInt byThread = new LongToInt();
    int threads = countThreads(generation);
    int blockBytes =
        Math.clamp(BLOCKS_BYTES / Math.max(1, threads), BLOCK_BYTES_MIN, Wire.BATCH_BYTES_MAX);
    Batch batch = new Batch();
    for (int i = 0; i < generation.events().size(); i++) {
      long at = generation.events().get(i);
      headers.move(at, source.sizeBytes());
      batch.read(headers, version);
      int index = byThread.get(batch.thread);
      if (index == 0) {
        if (cursors.size() == THREADS_MAX) {
          damage.add(at, "at most %d threads".formatted(THREADS_MAX), "another one");
          break;
        }
        cursors.add(
            new Cursor(
                batch.thread,
                source,
                wire,
                version,
                generation.nanosPerTick(),
                blockBytes,
                headers,
                damage));
        index = cursors.size();
        byThread.put(batch.thread, index);
      }
      cursors.get(index - 1).add(at);
    }
    heap = new Cursor[cursors.size()];
    machines = new Machine[cursors.size()];
    size = 0;
    for (Cursor cursor : cursors) {
      if (cursor.next(generation)) {
        heap[size] = cursor;
        machines[size] = world.machine(cursor.thread());
        up(size++);
      }
    }
  }

  private int countThreads(Generation generation) throws IOException {
    LongToInt seen = new LongToInt();
    Batch batch = new Batch();
    for (int i = 0; i < generation.events().size() && seen.size() < THREADS_MAX; i++) {
      headers.move(generation.events().get(i), source.sizeBytes());
      batch.read(headers, version);
      seen.put(batch.thread, 1);
    }
    return seen.size();
  }

  /** The place in the heap of the event that comes next. */
  private int choose() {
    askedLeft += ASKED_PER_EVENT_MAX;
    if (!byTurn || world.isTurnOf(heap[0], machines[0])) {
      return 0;
    }
    askedLeft -= size;
    if (askedLeft > 0) {
      sort();
      for (int i = 1; i < size; i++) {
        if (world.isTurnOf(heap[i], machines[i])) {
          return i;
        }
      }
    }
    byTurn = false;
    if (damage.isEmpty()) {
      damage.add(
          heap[0].eventAt(),
          "an event whose turn it is",
          wire.name(heap[0].type()) + " out of turn; from here on times decide alone");
    }
    return 0;
  }

  /** A sorted heap is a heap. */
  private void sort() {
    Integer[] order = new Integer[size];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingLong(i -> heap[i].timeNanos()));
    Cursor[] sorted = new Cursor[size];
    Machine[] theirs = new Machine[size];
    for (int i = 0; i < size; i++) {
      sorted[i] = heap[order[i]];
      theirs[i] = machines[order[i]];
    }
    System.arraycopy(sorted, 0, heap, 0, size);
    System.arraycopy(theirs, 0, machines, 0, size);
  }

  private void remove(int index) {
    size--;
    if (index < size) {
      heap[index] = heap[size];
      machines[index] = machines[size];
      if (up(index) == index) {
        down(index);
      }
    }
  }

  private int up(int from) {
    int i = from;
    while (i > 0 && heap[(i - 1) / 2].timeNanos() > heap[i].timeNanos()) {
      swap(i, (i - 1) / 2);
      i = (i - 1) / 2;
    }
    return i;
  }

  private void down(int from) {
    int i = from;
    while (true) {
      int least = i;
      for (int child = 2 * i + 1; child <= 2 * i + 2 && child < size; child++) {
        if (heap[child].timeNanos() < heap[least].timeNanos()) {
          least = child;
        }
      }
      if (least == i) {
        return;
      }
      swap(i, least);
      i = least;
    }
  }

  private void swap(int a, int b) {
    Cursor cursor = heap[a];
    heap[a] = heap[b];
    heap[b] = cursor;
    Machine machine = machines[a];
    machines[a] = machines[b];
    machines[b] = machine;
  }
}
