package dev.cistern.format.gctrace;

import dev.cistern.format.text.Decimals;
import java.util.Optional;

/**
 * One collection: {@code gc 7 @1.203s 2%: 0.02+1.3+0.004 ms clock, 0.1+0.2/1.1/0.5+0.03 ms cpu,
 * 4->5->2 MB, 5 MB goal, 0 MB stacks, 0 MB globals, 8 P (forced)}.
 *
 * @param number counted from the start of the process
 * @param startNanos since the start of the process
 * @param sweepStopNanos stopped before marking
 * @param markNanos marking beside the program
 * @param markStopNanos stopped after marking
 * @param beforeBytes the heap when it began
 * @param liveBytes what it found alive
 * @param goalBytes the heap it aimed at
 */
record GcLine(
    long number,
    long startNanos,
    long sweepStopNanos,
    long markNanos,
    long markStopNanos,
    long beforeBytes,
    long liveBytes,
    long goalBytes,
    boolean forced) {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double NANOS_PER_MILLI = 1e6;
  private static final long MIB = 1 << 20;
  private static final int SECONDS_MAX = 1_000_000_000;

  /** Times are printed to a millisecond, so equal instants may seem to overlap by so much. */
  static final long ROUNDED_NANOS = 5_000_000;

  /** Whether a text has such a line somewhere. */
  static boolean isOne(String line) {
    return begin(line) >= 0 && line.contains(" ms clock, ");
  }

  /** Where it begins, perhaps behind what a logger wrote; −1 if nowhere. */
  private static int begin(String line) {
    for (int at = line.indexOf("gc "); at >= 0; at = line.indexOf("gc ", at + 1)) {
      int digits = at + 3;
      while (digits < line.length() && Character.isDigit(line.charAt(digits))) {
        digits++;
      }
      boolean word = at == 0 || !Character.isLetterOrDigit(line.charAt(at - 1));
      if (word && digits > at + 3 && line.startsWith(" @", digits)) {
        return at;
      }
    }
    return -1;
  }

  /** Nothing if a part is missing. */
  static Optional<GcLine> of(String whole) {
    int begin = begin(whole);
    if (begin < 0) {
      return Optional.empty();
    }
    Decimals line = new Decimals(whole.substring(begin));
    double number = line.sign("gc ").number();
    double seconds = line.sign(" @").number();
    line.sign("s ").number();
    double sweep = line.sign("%: ").number();
    double mark = line.sign("+").number();
    double end = line.sign("+").number();
    line.sign(" ms clock, ").skipTo(" ms cpu, ");
    double before = line.number();
    line.sign("->").number();
    double live = line.sign("->").number();
    double goal = line.sign(" MB, ").number();
    line.sign(" MB goal");
    line.skipTo(" P");
    if (!line.succeeded() || seconds > SECONDS_MAX || seconds < 0) {
      return Optional.empty();
    }
    return Optional.of(
        new GcLine(
            (long) number,
            (long) (seconds * NANOS_PER_SECOND),
            (long) (sweep * NANOS_PER_MILLI),
            (long) (mark * NANOS_PER_MILLI),
            (long) (end * NANOS_PER_MILLI),
            (long) before * MIB,
            (long) live * MIB,
            (long) goal * MIB,
            whole.endsWith("(forced)")));
  }

  long endNanos() {
    return startNanos + sweepStopNanos + markNanos + markStopNanos;
  }
}
