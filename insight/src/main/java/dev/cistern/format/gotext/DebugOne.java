package dev.cistern.format.gotext;

import dev.cistern.format.DamageLog;
import dev.cistern.format.pprof.Budget;
import dev.cistern.format.text.LineScanner;
import dev.cistern.format.text.Lines;
import dev.cistern.model.Profile;
import dev.cistern.model.RuntimeState;
import dev.cistern.model.SampleType;
import java.util.List;
import java.util.Optional;

/** Reads the {@code debug=1} texts: by their first line counts, a heap or contention. */
final class DebugOne {
  private static final String COUNTS = " profile: total ";
  private static final String HEAP = "heap profile:";
  private static final String HEAP_RATE = "@ heap/";
  private static final List<String> CONTENTION = List.of("--- contention:", "--- mutex:");
  private static final SampleType CONTENTIONS = new SampleType("contentions", "count");

  /** What a text gave. */
  record Result(Profile profile, Optional<RuntimeState> state) {}

  private final Lines lines;
  private final DamageLog log;
  private final Budget budget;

  DebugOne(Part part) {
    lines = part.lines();
    log = part.log();
    budget = Budget.of(part.length());
  }

  /** Whether a text with this first line is one that {@link #read} knows. */
  static boolean knows(String firstLine) {
    return isCounts(firstLine) || isHeap(firstLine) || isContention(firstLine);
  }

  private static boolean isCounts(String line) {
    int at = line.indexOf(COUNTS);
    return at > 0
        && line.indexOf(' ') == at
        && line.substring(at + COUNTS.length()).chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static boolean isHeap(String line) {
    return line.startsWith(HEAP) && line.contains(HEAP_RATE);
  }

  private static boolean isContention(String line) {
    return CONTENTION.contains(line.strip());
  }

  /** Reads to the end; nothing if the first line is not one of the three. */
  Optional<Result> read() {
    boolean found = lines.next();
    while (found && lines.text().isBlank()) {
      found = lines.next();
    }
    Optional<Result> result = read(lines.text());
    if (result.isPresent() && !lines.ended()) {
      log.add(lines.offset(), "a line break behind the last line", "the end of the file");
    }
    return result;
  }

  private Optional<Result> read(String first) {
    if (isHeap(first)) {
      return new HeapText(lines, log, budget).read();
    }
    if (isCounts(first)) {
      return Optional.of(new Result(counts(first), Optional.empty()));
    }
    if (isContention(first)) {
      return Optional.of(new Result(contention(), Optional.empty()));
    }
    return Optional.empty();
  }

  private Profile counts(String first) {
    SampleType type = new SampleType(first.substring(0, first.indexOf(' ')), "count");
    TextProfile profile = new TextProfile(List.of(type), budget, log);
    long sum = 0;
    while (lines.next() && !lines.text().startsWith("---")) {
      String line = lines.text();
      if (line.startsWith("#")) {
        profile.comment(line, lines.offset());
      } else if (!line.isBlank()) {
        LineScanner scanner = new LineScanner(line);
        long count = scanner.number();
        scanner.sign("@");
        if (profile.begin(scanner, lines.offset(), count)) {
          sum += count;
        } else {
          notASample(line, "COUNT @ ADDRESS…");
        }
      }
    }
    LineScanner header = new LineScanner(first.substring(first.indexOf(COUNTS)));
    header.sign(COUNTS.strip());
    tellMissing(type.type(), header.number(), sum);
    return profile.build(header(type, 1, 0));
  }

  private Profile contention() {
    SampleType delay = new SampleType("delay", "nanoseconds");
    TextProfile profile = new TextProfile(List.of(CONTENTIONS, delay), budget, log);
    long cyclesPerSecond = 0;
    long period = 1;
    long durationNanos = 0;
    while (lines.next() && !lines.text().startsWith("---")) {
      String line = lines.text();
      int equals = line.indexOf('=');
      if (line.startsWith("#")) {
        profile.comment(line, lines.offset());
      } else if (equals > 0) {
        long value = new LineScanner(line.substring(equals + 1)).number();
        switch (line.substring(0, equals).strip()) {
          case "cycles/second" -> cyclesPerSecond = value;
          case "sampling period" -> period = value;
          case "ms since reset" -> durationNanos = value * 1_000_000;
          default -> {}
        }
      } else if (!line.isBlank()) {
        LineScanner scanner = new LineScanner(line);
        long cycles = scanner.number();
        long count = scanner.number();
        scanner.sign("@");
        if (!profile.begin(
            scanner,
            lines.offset(),
            period > 0 ? count * period : count,
            nanos(cycles, period, cyclesPerSecond))) {
          notASample(line, "CYCLES COUNT @ ADDRESS…");
        }
      }
    }
    return profile.build(header(CONTENTIONS, period, durationNanos));
  }

  /** As the reference tool scales: one sample stands for {@code period} contentions. */
  private static long nanos(long cycles, long period, long cyclesPerSecond) {
    if (period <= 0 || cyclesPerSecond <= 0) {
      return cycles;
    }
    double cyclesPerNano = (double) cyclesPerSecond / 1e9;
    return (long) ((double) cycles * (double) period / cyclesPerNano);
  }

  private void notASample(String line, String wanted) {
    String found = line.length() > 40 ? line.substring(0, 40) + "…" : line;
    log.add(lines.offset(), wanted, "“" + found + "”");
  }

  private void tellMissing(String what, long stated, long found) {
    if (stated != found) {
      log.add(lines.offset(), "%d %ss as the first line says".formatted(stated, what), "" + found);
    }
  }

  static Profile.Header header(SampleType periodType, long period, long durationNanos) {
    return new Profile.Header(
        0, durationNanos, Optional.of(periodType), period, "", "", "", List.of());
  }
}
