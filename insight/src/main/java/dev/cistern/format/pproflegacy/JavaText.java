package dev.cistern.format.pproflegacy;

import dev.cistern.format.DamageLog;
import dev.cistern.format.UnreadableException;
import dev.cistern.format.pprof.Budget;
import dev.cistern.format.text.LineScanner;
import dev.cistern.format.text.Lines;
import dev.cistern.model.Language;
import dev.cistern.model.Profile;
import dev.cistern.model.SampleType;
import java.util.List;
import java.util.Optional;

/**
 * A heap or contention profile of Java: {@code --- heapz 1 ---} or {@code --- contentionz 1 ---},
 * then {@code format = java} and its like, lines of value, count and addresses, and the functions
 * by address.
 */
final class JavaText {
  private static final long HEAP_RATE_BYTES = 512 << 10; // which the form does not state
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final String HEAP = "--- heapz 1 ---";

  private final Lines lines;
  private final DamageLog log;
  private final AddressSamples samples;
  private final JavaSymbols symbols;
  private boolean heap;
  private String resolution = "";
  private Optional<SampleType> periodType = Optional.empty();
  private long period;
  private long durationNanos;

  JavaText(Lines lines, DamageLog log, Budget budget) {
    this.lines = lines;
    this.log = log;
    samples = new AddressSamples(2, budget, log);
    symbols = new JavaSymbols(budget, log);
  }

  /** Whether a text with this beginning is one of Java's and not of C++. */
  static boolean knows(String head) {
    return head.startsWith(HEAP)
        || (head.startsWith("--- contentionz ")
            && (head.contains("\nformat") || head.contains("\nresolution")));
  }

  /** Reads from the first line, at which the lines stand. */
  Parsed read(String file) throws UnreadableException {
    heap = lines.text().strip().equals(HEAP);
    boolean more = lines.next();
    while (more && attribute(lines.text().strip())) {
      more = lines.next();
    }
    if (resolution.isEmpty()) {
      throw new UnreadableException(file, 0, "resolution = UNIT in a profile of Java", "none");
    }
    while (more && sample(lines.text().strip())) {
      more = lines.next();
    }
    if (more) {
      symbols.take(lines, 0);
      symbols.read(lines, 0);
    }
    return new Parsed(types(), header(), Language.JVM, samples, symbols);
  }

  private List<SampleType> types() {
    return heap
        ? List.of(
            new SampleType("inuse_objects", "count"), new SampleType("inuse_space", resolution))
        : List.of(ContentionText.CONTENTIONS, new SampleType("delay", resolution));
  }

  private Profile.Header header() {
    return new Profile.Header(
        0,
        durationNanos,
        periodType,
        period,
        "",
        heap ? DropFrames.HEAP : DropFrames.LOCKS,
        heap ? DropFrames.HEAP_KEEP : "",
        List.of());
  }

  private boolean attribute(String line) {
    int equals = line.indexOf('=');
    if (line.isEmpty()) {
      return true;
    }
    if (equals <= 0) {
      return false;
    }
    String value = line.substring(equals + 1).strip();
    switch (line.substring(0, equals).strip()) {
      case "format" -> {
        if (!value.equals("java")) {
          log.add(lines.offset(), "format = java", value.isEmpty() ? "no format" : value);
        }
      }
      case "resolution" -> resolution = value;
      case "sampling period" -> {
        periodType = Optional.of(ContentionText.CONTENTIONS);
        period = new LineScanner(value).number();
      }
      case "ms since reset" -> durationNanos = new LineScanner(value).number() * NANOS_PER_MILLI;
      default -> log.add(lines.offset(), "format, resolution, sampling period", line);
    }
    return true;
  }

  /** Takes a sample; false where the functions begin. */
  private boolean sample(String line) {
    int at = line.indexOf('@');
    LineScanner scanner = new LineScanner(at < 0 ? line : line.substring(0, at));
    long value = scanner.number();
    long count = scanner.number();
    if (line.isEmpty()) {
      return true;
    }
    if (line.startsWith("0x")) {
      return false;
    }
    samples.begin();
    if (at < 0
        || !scanner.succeeded()
        || (heap && count == 0)
        || !Hex.addAll(
            line, at, Hex.endOfStack(line, at + 1), samples, Hex.Shift.NONE, lines.offset())) {
      Hex.tell(log, lines.offset(), "VALUE COUNT @ ADDRESS…", line);
    } else if (heap) {
      samples.add(
          lines.offset(),
          value / count,
          Scaling.count(count, value, HEAP_RATE_BYTES),
          Scaling.bytes(count, value, HEAP_RATE_BYTES));
    } else {
      long times = period == 0 ? 1 : period;
      samples.add(lines.offset(), -1, count * times, value * times);
    }
    return true;
  }
}
