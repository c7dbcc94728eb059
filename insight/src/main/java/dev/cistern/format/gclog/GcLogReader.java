package dev.cistern.format.gclog;

import dev.cistern.format.DamageLog;
import dev.cistern.format.pprof.Budget;
import dev.cistern.format.text.Lines;
import dev.cistern.format.text.TextTimeline;
import dev.cistern.model.Clock;
import dev.cistern.model.Damage;
import dev.cistern.model.EventKind;
import dev.cistern.model.Evidence;
import dev.cistern.model.Facts;
import dev.cistern.model.Language;
import dev.cistern.model.RuntimeState;
import dev.cistern.model.Stacks;
import dev.cistern.model.Strings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Turns lines into stops, phases, cycles and heap sizes.
 *
 * <p>A line is written when what it tells has ended. All that bears one collection's number is one
 * cycle, from its first begin to its last end. A log without times gives the stops alone.
 *
 * <p>Several processes may have written one log, one after the other: the times of each go on where
 * those before ended. An allocation that ZGC made wait is a wait of its thread.
 */
final class GcLogReader {
  private static final long JUMP_NANOS = 1_000_000_000;
  private static final long WALL_ERROR_NANOS = 1_000_000;
  private static final int STOP_BYTES = 60;
  private static final int CYCLE_BYTES = 150;
  private static final int PROPERTIES_MAX = 64;
  private static final String COLLECTOR = "Using ";
  private static final String STALL = "Allocation Stall (";

  /** A collection whose end is not known yet. */
  private record Cycle(long startNanos, long endNanos, String what) {}

  private final DamageLog log;
  private final Budget budget;
  private final TextTimeline.Builder builder;
  private final List<RuntimeState.Stop> stops = new ArrayList<>();
  private final Map<Long, Cycle> cycles = new LinkedHashMap<>();
  private final Map<String, String> properties = new LinkedHashMap<>();
  private long base; // of a process that started anew in the same log
  private long last;
  private int starts = 1;
  private boolean timed;
  private boolean any;
  private boolean full;
  private long collections;
  private long wallAtZero;
  private boolean wallIsExact;

  GcLogReader(DamageLog log, Budget budget) {
    this.log = log;
    this.budget = budget;
    builder = new TextTimeline.Builder(Language.JVM, budget);
  }

  /** Whether any line was of the log. */
  boolean read(Lines lines) {
    while (lines.next()) {
      Optional<LogLine> line = LogLine.of(lines.text());
      if (line.isPresent()) {
        any = true;
        line(line.get(), lines);
      }
    }
    endCycles();
    if (full || builder.full()) {
      log.add(lines.offset(), "collections that fit into the heap", "more");
    }
    return any;
  }

  private void line(LogLine line, Lines lines) {
    if (line.message().startsWith(COLLECTOR)) {
      endCycles(); // each process says its collector first, and counts from 0 again
    }
    long now = now(line, lines.offset());
    Optional<Collection> collection = Collection.of(line.message());
    if (collection.isPresent()) {
      if (!lines.ended()) {
        log.add(lines.offset(), "a line break behind the last line", "the end of the file");
      }
      collection(collection.get(), line.tags(), now);
    } else if (line.message().startsWith(STALL)) {
      stall(line.message(), now);
    } else if (begins(line)) {
      property(line.message());
    }
  }

  /** Whether a process writes such a line when it begins. */
  private static boolean begins(LogLine line) {
    return line.tags().startsWith("gc,init") || line.message().startsWith(COLLECTOR);
  }

  /** {@code Allocation Stall (main) 12.345ms}. */
  private void stall(String message, long now) {
    OptionalLong duration = Collection.duration(message.substring(message.lastIndexOf(' ') + 1));
    if (duration.isPresent()) {
      long nanos = Math.min(duration.getAsLong(), now);
      event(EventKind.TASK_WAITING, "gc", now - nanos, nanos, 0, "ZGC allocation stall");
    }
  }

  /** The line's time since the log's begin; one far behind the line before tells a new start. */
  private long now(LogLine line, int offset) {
    long stated;
    if (line.uptimeNanos().isPresent()) {
      stated = line.uptimeNanos().getAsLong();
    } else if (line.wallNanos().isPresent()) {
      if (wallAtZero == 0) {
        wallAtZero = line.wallNanos().getAsLong();
        wallIsExact = true;
      }
      stated = line.wallNanos().getAsLong() - wallAtZero;
    } else {
      return last;
    }
    timed = true;
    if (begins(line) && line.uptimeNanos().isPresent() && base + stated < last) {
      starts++;
      properties.put("Processes", Integer.toString(starts));
      endCycles();
      base = last;
    } else if (base + stated + JUMP_NANOS < last) {
      log.add(offset, "a time later than the line before", "an earlier one: another clock");
      endCycles();
      base = last - (line.uptimeNanos().isPresent() ? 0 : stated);
    }
    last = Math.max(last, base + stated);
    if (wallAtZero == 0 && line.wallNanos().isPresent()) {
      wallAtZero = line.wallNanos().getAsLong() - base - stated;
    }
    return base + stated;
  }

  private void collection(Collection one, String tags, long now) {
    long duration = Math.min(one.durationNanos().orElse(0), timed ? now : Long.MAX_VALUE);
    long start = now - duration;
    boolean ends = one.durationNanos().isPresent();
    boolean wholePause = one.what().startsWith("Pause ") && ends && !tags.contains("start");
    if (wholePause) {
      stop(start, duration, one);
    } else if (one.what().startsWith("Concurrent ") && ends) {
      event(EventKind.GC_PHASE, tags, start, duration, one.number(), one.what());
    }
    if (one.heap().isPresent()
        && (wholePause
            || one.what().contains("Collection")
            || one.what().startsWith("Concurrent "))) {
      heap(one.heap().get(), tags, start, now);
    }
    boolean told = wholePause || ends || one.heap().isPresent();
    if (told && isPart(tags)) {
      cycle(one, start, now);
    }
  }

  /**
   * Whether lines with these tags are about the collection and not about its workers or regions.
   */
  private static boolean isPart(String tags) {
    return tags.isEmpty()
        || tags.equals("gc")
        || tags.startsWith("gc,marking")
        || tags.startsWith("gc,phases");
  }

  private void stop(long start, long duration, Collection one) {
    if (timed) {
      event(EventKind.STOP, "gc", start, duration, one.number(), "GC " + one.what());
    } else if (budget.take(STOP_BYTES)) {
      stops.add(new RuntimeState.Stop(0, duration));
    } else {
      full = true;
    }
  }

  private void heap(Collection.Heap heap, String tags, long start, long now) {
    event(EventKind.HEAP_LIVE, tags, start, 0, heap.beforeBytes(), "before");
    event(EventKind.HEAP_LIVE, tags, now, 0, heap.afterBytes(), "after");
    if (heap.capacityBytes() > 0) {
      event(EventKind.HEAP_GOAL, tags, now, 0, heap.capacityBytes(), "");
    }
  }

  private void event(
      EventKind kind, String type, long start, long duration, long value, String text) {
    if (timed) {
      builder.add(kind, type, start, duration, value, text);
    }
  }

  private void cycle(Collection one, long start, long now) {
    Cycle known = cycles.get(one.number());
    if (known != null) {
      cycles.put(
          one.number(),
          new Cycle(
              Math.min(start, known.startNanos()), Math.max(now, known.endNanos()), known.what()));
    } else if (budget.take(CYCLE_BYTES)) {
      cycles.put(one.number(), new Cycle(start, now, one.what()));
    } else {
      full = true;
    }
  }

  private void endCycles() {
    cycles.forEach((number, cycle) ->
        event(
            EventKind.GC_CYCLE,
            "gc",
            cycle.startNanos(),
            cycle.endNanos() - cycle.startNanos(),
            number,
            cycle.what()));
    collections += cycles.size();
    cycles.clear();
  }

  /** {@code Heap Max Capacity: 4G}, {@code Using G1}. */
  private void property(String message) {
    int colon = message.indexOf(": ");
    if (properties.size() < PROPERTIES_MAX && message.length() < 200) {
      if (colon > 0) {
        properties.put(message.substring(0, colon), message.substring(colon + 2).strip());
      } else if (message.startsWith(COLLECTOR)) {
        properties.put("Collector", message.substring(COLLECTOR.length()));
      }
    }
  }

  Evidence evidence(String file, List<Damage> damage) {
    Clock clock =
        wallAtZero == 0 ? Clock.UNKNOWN : new Clock(wallAtZero, wallIsExact ? 0 : WALL_ERROR_NANOS);
    TextTimeline timeline = builder.build(clock);
    RuntimeState state =
        new RuntimeState(
            Language.JVM,
            Optional.empty(),
            List.copyOf(stops),
            List.of(),
            List.of(),
            new Stacks(new Strings()),
            properties);
    Facts facts =
        new Facts(
            GcLogFormat.ID,
            properties.getOrDefault("Version", ""),
            clock.wall(0),
            timeline.durationNanos(),
            new Facts.OfState(0, collections),
            damage);
    return new Evidence(
        file,
        GcLogFormat.ID,
        () -> facts,
        Optional.empty(),
        timed ? Optional.of(timeline) : Optional.empty(),
        Optional.of(state),
        damage);
  }
}
