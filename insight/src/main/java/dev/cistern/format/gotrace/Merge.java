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

  /** All threads' stretches together. */
  private static final int STRETCHES_BYTES = 16 << 20;

  private static final int EVENT_BYTES_MIN = 2;
  private static final int EVENTS_MIN = 8;
  private static final int EVENTS_MAX = 1 << 12;

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
  private int size;
  private boolean byTurn = true;
  private long asked;

  Merge(Source source, Wire wire, int version, World world, DamageLog damage) {
    this.source = source;
    this.wire = wire;
    this.version = version;
    this.world = world;
    this.damage = damage;
    this.headers = new Window(source, Batch.HEADER_BYTES_MAX);
  }

  /** Tells the story of a generation until {@code enough} events are told. */
  void run(
      Generation generation, List<Samples.Sample> samples, Story story, Ahead ahead, long enough)
      throws IOException {
    open(generation, ahead);
    int nextSample = 0;
    long sampleNanos = samples.isEmpty() ? Long.MAX_VALUE : samples.getFirst().timeNanos();
    while ((size > 0 || nextSample < samples.size()) && story.told() < enough) {
      if (size == 0 || sampleNanos < heap[0].timeNanos()) {
        story.sample(samples.get(nextSample++));
        sampleNanos =
            nextSample < samples.size() ? samples.get(nextSample).timeNanos() : Long.MAX_VALUE;
        continue;
      }
      int chosen = choose(story.told());
      Cursor event = heap[chosen];
      if (!story.event(event, event.machine())) {
        event.abandonBatch();
      }
      if (!event.next()) {
        remove(chosen);
      } else if (chosen == 0 || up(chosen) == chosen) {
        down(chosen);
      }
    }
  }

  private void open(Generation generation, Ahead ahead) throws IOException {
    List<Cursor> cursors = new ArrayList<>();
    LongToInt byThread = new LongToInt();
    int each = STRETCHES_BYTES / Math.max(1, countThreads(generation)) / 2;
    long room = Math.min(each / Stretch.bytes(1), generation.eventBytes() / EVENT_BYTES_MIN);
    int eventsMax = Math.clamp(room, EVENTS_MIN, EVENTS_MAX);
    Decoder decoder = new Decoder(source, wire, version, generation, eventsMax);
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
        Machine machine = world.machine(batch.thread);
        cursors.add(new Cursor(machine, wire, decoder, ahead, eventsMax, damage));
        index = cursors.size();
        byThread.put(batch.thread, index);
      }
      cursors.get(index - 1).add(at);
    }
    cursors.forEach(Cursor::begin);
    heap = new Cursor[cursors.size()];
    size = 0;
    for (Cursor cursor : cursors) {
      if (cursor.next()) {
        heap[size] = cursor;
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

  /** The place in the heap of the event that comes next, after so many. */
  private int choose(long told) {
    if (!byTurn || !wire.mayWait(heap[0].type()) || world.isTurnOf(heap[0])) {
      return 0;
    }
    asked += size;
    if (asked < ASKED_MAX + ASKED_PER_EVENT_MAX * told) {
      sort();
      for (int i = 1; i < size; i++) {
        if (world.isTurnOf(heap[i])) {
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
    Arrays.sort(heap, 0, size, Comparator.comparingLong(Cursor::timeNanos));
  }

  private void remove(int index) {
    size--;
    if (index < size) {
      heap[index] = heap[size];
      if (up(index) == index) {
        down(index);
      }
    }
  }

  private int up(int from) {
    Cursor moved = heap[from];
    int i = from;
    while (i > 0 && heap[(i - 1) / 2].timeNanos() > moved.timeNanos()) {
      heap[i] = heap[(i - 1) / 2];
      i = (i - 1) / 2;
    }
    heap[i] = moved;
    return i;
  }

  private void down(int from) {
    Cursor moved = heap[from];
    int i = from;
    while (2 * i + 1 < size) {
      int child = 2 * i + 1;
      if (child + 1 < size && heap[child + 1].timeNanos() < heap[child].timeNanos()) {
        child++;
      }
      if (heap[child].timeNanos() >= moved.timeNanos()) {
        break;
      }
      heap[i] = heap[child];
      i = child;
    }
    heap[i] = moved;
  }
}
