package dev.cistern.format.pproflegacy;

import dev.cistern.format.DamageLog;
import dev.cistern.format.pprof.Budget;
import dev.cistern.format.text.LineScanner;
import dev.cistern.format.text.Lines;
import dev.cistern.model.Language;
import dev.cistern.model.Profile;
import dev.cistern.model.SampleType;
import java.util.List;
import java.util.Optional;

/**
 * Waits for locks of C++: {@code --- contentionz 1 ---}, then {@code cycles/second = 3201000000}
 * and its like, then lines of cycles, count and addresses.
 */
final class ContentionText {
  static final SampleType CONTENTIONS = new SampleType("contentions", "count");
  private static final List<SampleType> TYPES =
      List.of(CONTENTIONS, new SampleType("delay", "nanoseconds"));
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Lines lines;
  private final DamageLog log;
  private final Budget budget;
  private final AddressSamples samples;
  private long cyclesPerSecond;
  private long period = 1;
  private long durationNanos;

  ContentionText(Lines lines, DamageLog log, Budget budget) {
    this.lines = lines;
    this.log = log;
    this.budget = budget;
    samples = new AddressSamples(TYPES.size(), budget, log);
  }

  /** Go's form is the same; with names in comments another reader takes it. */
  static boolean isOfGo(String firstLine) {
    return firstLine.startsWith("--- contention:") || firstLine.startsWith("--- mutex:");
  }

  /** Reads from the first line, at which the lines stand. */
  Parsed read() {
    Language language = isOfGo(lines.text()) ? Language.GO : Language.NATIVE;
    while (lines.next() && !lines.text().strip().startsWith("---")) {
      String line = lines.text().strip();
      int equals = line.indexOf('=');
      if (equals > 0 && line.indexOf('@') < 0) {
        attribute(line.substring(0, equals).strip(), line.substring(equals + 1));
      } else if (!line.isEmpty() && !line.startsWith("#")) {
        sample(line);
      }
    }
    MemoryMap map = new MemoryMap(budget, log);
    map.readBehindHeading(lines);
    Profile.Header header =
        new Profile.Header(
            0,
            durationNanos,
            Optional.of(CONTENTIONS),
            period,
            "",
            DropFrames.LOCKS,
            "",
            List.of());
    return new Parsed(TYPES, header, language, samples, map);
  }

  private void attribute(String key, String text) {
    long value = new LineScanner(text).number();
    switch (key) {
      case "cycles/second" -> cyclesPerSecond = value;
      case "sampling period" -> period = value;
      case "ms since reset" -> durationNanos = value * NANOS_PER_MILLI;
      case "discarded samples" -> {}
      default -> log.add(lines.offset(), "cycles/second, sampling period or the like", key);
    }
  }

  private void sample(String line) {
    int at = line.indexOf('@');
    LineScanner scanner = new LineScanner(at < 0 ? "" : line.substring(0, at));
    long cycles = scanner.number();
    long count = scanner.number();
    samples.begin();
    if (!scanner.succeeded()
        || !Hex.addAll(
            line, at, Hex.endOfStack(line, at + 1), samples, Hex.Shift.ALL, lines.offset())) {
      Hex.tell(log, lines.offset(), "CYCLES COUNT @ ADDRESS…", line);
      return;
    }
    if (!lines.ended()) {
      log.add(lines.offset(), "a line break behind a sample", "the end of the file");
    }
    samples.add(lines.offset(), -1, period > 0 ? count * period : count, nanos(cycles));
  }

  private long nanos(long cycles) {
    if (period <= 0 || cyclesPerSecond <= 0) {
      return cycles;
    }
    double cyclesPerNano = (double) cyclesPerSecond / 1e9;
    return (long) ((double) cycles * (double) period / cyclesPerNano);
  }
}
