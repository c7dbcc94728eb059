package dev.cistern.format.gotrace;

import dev.cistern.format.DamageLog;
import dev.cistern.model.EventVisitor;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One reading of a whole trace, generation after generation. */
final class Scan {
  private final GoTimeline timeline;
  private final Source source;
  private final Container container;
  private final DamageLog damage;
  private final long[] counts;
  private final World world;
  private final Tables tables;
  private final HeapLog heap;
  private final Merge merge;
  private final Story story;

  Scan(
      GoTimeline timeline,
      Source source,
      Container container,
      DamageLog damage,
      List<EventVisitor> visitors) {
    this.timeline = timeline;
    this.source = source;
    this.container = container;
    this.damage = damage;
    this.counts = container.counts().clone();
    Room room = Room.of(Runtime.getRuntime().maxMemory());
    int version = timeline.version();
    Wire wire = new Wire(version);
    world = new World(room);
    tables =
        new Tables(source, version, timeline.strings(), timeline.stacks(), room, damage, counts);
    long start = timeline.baseNanos();
    Emitter out = new Emitter(visitors, wire, timeline.strings(), start);
    heap = new HeapLog(out, version);
    story =
        new Story(
            world,
            out,
            tables,
            damage,
            wire,
            heap,
            new Notes(out, tables, room, start),
            new GoLabels(timeline.strings(), timeline.labels()),
            start,
            counts);
    merge = new Merge(source, wire, world, damage);
  }

  /** Reads every generation. */
  void run() throws IOException {
    for (Generation generation : container.generations()) {
      enter(generation, Long.MAX_VALUE);
    }
    story.finish();
    if (world.crowded()) {
      damage.add(
          source.sizeBytes(),
          "no more goroutines and threads than there is memory for",
          "more; some were not followed");
    }
  }

  /** Whether the trace holds a single event that can be told, or is whole and holds none. */
  boolean yieldsAnything() throws IOException {
    for (Generation generation : container.generations()) {
      long enough = story.told() + 2; // its begin is one
      enter(generation, enough);
      if (story.told() >= enough) {
        return true;
      }
    }
    return damage.isEmpty();
  }

  long durationNanos() {
    return Math.max(0, story.now() - timeline.baseNanos());
  }

  /** Events as the reference reader tells them. */
  long told() {
    return story.told();
  }

  long wireEvents() {
    long sum = 0;
    for (long count : counts) {
      sum += count;
    }
    return sum;
  }

  Map<String, Long> countsByName() {
    Wire wire = new Wire(timeline.version());
    Map<String, Long> byName = new TreeMap<>();
    for (int type = 0; type < counts.length; type++) {
      if (counts[type] > 0) {
        byName.put(wire.name(type), counts[type]);
      }
    }
    return byName;
  }

  int generations() {
    return container.generations().size();
  }

  long gcCycles() {
    return counts[Wire.GC_BEGIN];
  }

  long goroutines() {
    return world.distinctTasks();
  }

  Collector collector() {
    return story.collector();
  }

  private void enter(Generation generation, long enough) throws IOException {
    tables.read(generation);
    readPacking(generation);
    story.enter(generation);
    merge.run(
        generation,
        Samples.read(generation, source, timeline.version(), tables, damage, counts),
        story,
        enough);
  }

  private void readPacking(Generation generation) throws IOException {
    Window in = new Window(source, 4 * 10);
    for (int i = 0; i < generation.heapInfo().size(); i++) {
      in.move(generation.heapInfo().get(i), Long.MAX_VALUE);
      long firstAddress = in.varint();
      long pageBytes = in.varint();
      long alignBytes = in.varint();
      if (!in.failed() && pageBytes > 0 && pageBytes <= 1 << 20 && alignBytes > 0) {
        heap.packing(firstAddress, pageBytes, Math.min(alignBytes, pageBytes));
      }
    }
  }
}
