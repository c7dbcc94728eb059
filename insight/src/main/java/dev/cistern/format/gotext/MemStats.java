package dev.cistern.format.gotext;

import dev.cistern.format.text.LineScanner;
import dev.cistern.model.Language;
import dev.cistern.model.RuntimeState;
import dev.cistern.model.RuntimeState.Stop;
import dev.cistern.model.Stacks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The {@code # runtime.MemStats} behind a heap text: single figures, and the pauses of the last 256
 * collections as two rings.
 */
final class MemStats {
  private static final int RING = 256;
  private static final int PROPERTIES_MAX = 200;

  private final Map<String, String> figures = new LinkedHashMap<>();
  private long[] pauseNanos = new long[0];
  private long[] pauseEndNanos = new long[0];

  /** Takes a line {@code # Name = value}; false if it is none. */
  boolean take(String line) {
    int equals = line.indexOf(" = ");
    if (equals < 2) {
      return line.equals("# runtime.MemStats");
    }
    String name = line.substring(2, equals);
    String value = line.substring(equals + 3).strip();
    switch (name) {
      case "PauseNs" -> pauseNanos = ring(value);
      case "PauseEnd" -> pauseEndNanos = ring(value);
      default -> {
        if (figures.size() < PROPERTIES_MAX) {
          figures.put(name, value);
        }
      }
    }
    return true;
  }

  /** Whether they begin and do not end. */
  boolean cutOff() {
    return !figures.isEmpty() && !figures.containsKey("DebugGC");
  }

  /** The state these figures tell, if they are there at all. */
  Optional<RuntimeState> state(Stacks stacks) {
    if (!figures.containsKey("HeapAlloc")) {
      return Optional.empty();
    }
    List<Stop> stops = stops();
    RuntimeState.Memory memory =
        new RuntimeState.Memory(
            figure("HeapAlloc"),
            figure("HeapInuse"),
            figure("HeapSys"),
            figure("TotalAlloc"),
            figure("Mallocs"),
            figure("Frees"),
            figure("HeapObjects"),
            figure("NextGC"),
            figure("NumGC"),
            stops.stream().mapToLong(Stop::durationNanos).sum());
    Map<String, String> properties = new LinkedHashMap<>(figures);
    if (figure("NumGC") > RING) {
      properties.put("StoppedNanosCover", "the last %d collections".formatted(stops.size()));
    }
    return Optional.of(
        new RuntimeState(
            Language.GO, Optional.of(memory), stops, List.of(), List.of(), stacks, properties));
  }

  /** Oldest first; collection number n stands at n modulo 256, counted from 0. */
  private List<Stop> stops() {
    long collections = figure("NumGC");
    int rings = Math.min(pauseNanos.length, pauseEndNanos.length);
    List<Stop> stops = new ArrayList<>();
    for (long n = Math.max(0, collections - rings); n < collections; n++) {
      int slot = (int) (n % rings);
      stops.add(new Stop(pauseEndNanos[slot], pauseNanos[slot]));
    }
    return stops;
  }

  private long figure(String name) {
    LineScanner scanner = new LineScanner(figures.getOrDefault(name, ""));
    return Math.max(0, scanner.number());
  }

  private static long[] ring(String text) {
    long[] ring = new long[RING];
    int count = 0;
    LineScanner scanner = new LineScanner(text).sign("[");
    while (scanner.succeeded() && count < RING) {
      long value = Math.max(0, scanner.number());
      if (scanner.succeeded()) {
        ring[count++] = value;
      }
    }
    return count == RING ? ring : new long[0];
  }
}
