package dev.cistern.format.gotrace;

import dev.cistern.format.DamageLog;
import java.io.IOException;
import java.util.ArrayList;
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
  private static final int BLOCKS_BYTES = 16 << 20;

  private static final int BLOCK_BYTES_MIN = 1 << 8;

  /** A whole batch and its header. */
  private static final int BLOCK_BYTES_MAX = Wire.BATCH_BYTES_MAX + Batch.HEADER_BYTES_MAX;

  /** How many threads may be asked for their turn, beside some for each event: not for ever. */
  private static final long ASKED_MAX = 10_000_000;

  private static final int ASKED_PER_EVENT_MAX = 32;

  private final Source source;
  private final Wire wire;
  private final World world;
  private final DamageLog damage;
  private Cursor[] heap = new Cursor[0];
  private int size;
  private boolean byTurn = true;
  private long asked;

  Merge(Source source, Wire wire, World world, DamageLog damage) {
    this.source = source;
    this.wire = wire;
    this.world = world;
    this.damage = damage;
  }

  /** Tells the story of a generation until {@code enough} events are told. */
  void run(Generation generation, List<Samples.Sample> samples, Story story, long enough)
      throws IOException {
    open(generation);
    CommonEvents common = new CommonEvents(wire, world, story);
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
      long until = chosen == 0 ? Math.min(sampleNanos, secondNanos()) : Long.MIN_VALUE;
      if (!tell(heap[chosen], until, story, common, enough)) {
        remove(chosen);
      } else if (chosen == 0 || up(chosen) == chosen) {
        down(chosen);
      }
    }
  }

  /**
   * Tells an event whose turn it is and those of the same thread that follow up to a time, as long
   * as none of them has to wait; false at the thread's end.
   */
  private boolean tell(Cursor event, long untilNanos, Story story, CommonEvents common, long enough)
      throws IOException {
    Machine machine = event.machine();
    do {
      if (!story.event(event, machine)) {
        event.abandonBatch();
      }
      if (!common.tell(event, machine, untilNanos, enough) && !event.next()) {
        return false;
      }
    } while (event.timeNanos() <= untilNanos && isTurnOf(event) && story.told() < enough);
    return true;
  }

  private boolean isTurnOf(Cursor event) {
    return !wire.mayWait(event.type()) || world.isTurnOf(event);
  }

  /** The time of the event that follows the first thread's. */
  private long secondNanos() {
    long left = size > 1 ? heap[1].timeNanos() : Long.MAX_VALUE;
    return size > 2 ? Math.min(left, heap[2].timeNanos()) : left;
  }

  private void open(Generation generation) throws IOException {
    List<Cursor> cursors = new ArrayList<>();
    LongToInt byThread = new LongToInt();
    LongList threads = generation.eventThreads();
    long room = BLOCKS_BYTES / Math.max(1, countThreads(threads));
    long needed = generation.eventBytes() + Batch.HEADER_BYTES_MAX;
    int blockBytes = Math.clamp(Math.min(room, needed), BLOCK_BYTES_MIN, BLOCK_BYTES_MAX);
    for (int i = 0; i < threads.size(); i++) {
      long thread = threads.get(i);
      int index = byThread.get(thread);
      if (index == 0) {
        if (cursors.size() == THREADS_MAX) {
          damage.add(
              generation.events().get(i),
              "at most %d threads".formatted(THREADS_MAX),
              "another one");
          break;
        }
        Machine machine = world.machine(thread);
        cursors.add(new Cursor(machine, wire, source, generation, blockBytes, damage));
        index = cursors.size();
        byThread.put(thread, index);
      }
      cursors.get(index - 1).add(generation.events().get(i));
    }
    heap = new Cursor[cursors.size()];
    size = 0;
    for (Cursor cursor : cursors) {
      if (cursor.next()) {
        heap[size] = cursor;
        up(size++);
      }
    }
  }

  private static int countThreads(LongList threads) {
    LongToInt seen = new LongToInt();
    for (int i = 0; i < threads.size() && seen.size() < THREADS_MAX; i++) {
      seen.put(threads.get(i), 1);
    }
    return seen.size();
  }

  /** The place in the heap of the event that comes next, after so many. */
  private int choose(long told) {
    if (!byTurn || isTurnOf(heap[0])) {
      return 0;
    }
    asked += size;
    if (asked < ASKED_MAX + ASKED_PER_EVENT_MAX * told) {
      int earliest = earliestWhoseTurnItIs();
      if (earliest >= 0) {
        return earliest;
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

  /** The place in the heap of the first event, by time, that need not wait; −1 if all have to. */
  private int earliestWhoseTurnItIs() {
    int earliest = -1;
    for (int i = 1; i < size; i++) {
      if ((earliest < 0 || heap[i].timeNanos() < heap[earliest].timeNanos()) && isTurnOf(heap[i])) {
        earliest = i;
      }
    }
    return earliest;
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
