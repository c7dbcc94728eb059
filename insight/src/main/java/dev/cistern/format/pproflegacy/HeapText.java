package dev.cistern.format.pproflegacy;

import dev.cistern.format.DamageLog;
import dev.cistern.format.UnreadableException;
import dev.cistern.format.pprof.Budget;
import dev.cistern.format.text.LineScanner;
import dev.cistern.format.text.Lines;
import dev.cistern.model.Damage;
import dev.cistern.model.Language;
import dev.cistern.model.Profile;
import dev.cistern.model.SampleType;
import java.util.List;
import java.util.Optional;

/**
 * A heap, growth or fragmentation profile of C++: {@code heap profile: 144: 8498176 [144:
 * 8498176] @ heapz_v2/524288}, then lines of the same form with the addresses behind the {@code @}.
 */
final class HeapText {
  static final SampleType SPACE = new SampleType("space", "bytes");
  static final List<SampleType> IN_USE = List.of(new SampleType("objects", "count"), SPACE);
  static final List<SampleType> ALL =
      List.of(
          new SampleType("alloc_objects", "count"),
          new SampleType("alloc_space", "bytes"),
          new SampleType("inuse_objects", "count"),
          new SampleType("inuse_space", "bytes"));

  /** The figures of one line. */
  record Figures(long objects, long bytes, long allocObjects, long allocBytes) {
    /** Whether the second pair tells more than the first. */
    boolean hasAllocations() {
      return (allocObjects != objects && allocObjects != 0)
          || (allocBytes != bytes && allocBytes != 0);
    }

    /** {@code 1: 24 [3: 72]}, or nothing. */
    static Optional<Figures> of(LineScanner line) {
      long objects = line.number();
      long bytes = line.sign(":").number();
      long allocObjects = line.sign("[").number();
      long allocBytes = line.sign(":").number();
      line.sign("]");
      return line.succeeded()
          ? Optional.of(new Figures(objects, bytes, allocObjects, allocBytes))
          : Optional.empty();
    }

    /** Whether no bytes stand without an object. */
    boolean isWhole(boolean withAllocations) {
      return (objects != 0 || bytes == 0)
          && (!withAllocations || allocObjects != 0 || allocBytes == 0);
    }

    /** As a sample's values, scaled where {@code rateBytes} is above 1. */
    long[] values(boolean withAllocations, long rateBytes) {
      long inUseCount = Scaling.count(objects, bytes, rateBytes);
      long inUseBytes = Scaling.bytes(objects, bytes, rateBytes);
      return withAllocations
          ? new long[] {
            Scaling.count(allocObjects, allocBytes, rateBytes),
            Scaling.bytes(allocObjects, allocBytes, rateBytes),
            inUseCount,
            inUseBytes
          }
          : new long[] {inUseCount, inUseBytes};
    }

    long blockBytes(boolean withAllocations) {
      if (objects != 0) {
        return bytes / objects;
      }
      return withAllocations && allocObjects != 0 ? allocBytes / allocObjects : 0;
    }
  }

  private final Lines lines;
  private final DamageLog log;
  private final Budget budget;

  HeapText(Lines lines, DamageLog log, Budget budget) {
    this.lines = lines;
    this.log = log;
    this.budget = budget;
  }

  /** Reads from the first line, at which the lines stand. */
  Parsed read(String file) throws UnreadableException {
    String first = lines.text();
    LineScanner scanner = new LineScanner(first).sign("heap profile:");
    Optional<Figures> stated = Figures.of(scanner);
    Optional<Sampling> sampling = Sampling.of(first.substring(first.indexOf('@') + 1).strip());
    if (stated.isEmpty() || sampling.isEmpty()) {
      throw new UnreadableException(
          new Damage(file, 0, "heap profile: N: N [N: N] @ heap_v2/RATE", "another first line"));
    }
    boolean withAllocations = sampling.get().counted() && stated.get().hasAllocations();
    List<SampleType> types = withAllocations ? ALL : IN_USE;
    AddressSamples samples = new AddressSamples(types.size(), budget, log);
    while (lines.next() && !MemoryMap.isHeading(lines.text())) {
      line(samples, withAllocations, sampling.get().rateBytes());
    }
    MemoryMap map = new MemoryMap(budget, log);
    map.readBehindHeading(lines);
    Language language = first.contains("@ heap/") ? Language.GO : Language.NATIVE;
    return new Parsed(types, header(sampling.get().period()), language, samples, map);
  }

  private void line(AddressSamples samples, boolean withAllocations, long rateBytes) {
    String line = lines.text().strip();
    if (line.isEmpty() || line.startsWith("#")) {
      return;
    }
    int at = line.indexOf('@');
    Optional<Figures> figures =
        at < 0 ? Optional.empty() : Figures.of(new LineScanner(line.substring(0, at)));
    samples.begin();
    if (figures.isEmpty()
        || !figures.get().isWhole(withAllocations)
        || !Hex.addAll(
            line, at, Hex.endOfStack(line, at + 1), samples, Hex.Shift.ALL, lines.offset())) {
      Hex.tell(log, lines.offset(), "N: N [N: N] @ ADDRESS…", line);
      return;
    }
    if (!lines.ended()) {
      log.add(lines.offset(), "a line break behind a sample", "the end of the file");
    }
    samples.add(
        lines.offset(),
        figures.get().blockBytes(withAllocations),
        figures.get().values(withAllocations, rateBytes));
  }

  static Profile.Header header(long period) {
    return new Profile.Header(
        0, 0, Optional.of(SPACE), period, "", DropFrames.HEAP, DropFrames.HEAP_KEEP, List.of());
  }

  /**
   * How the samples were taken.
   *
   * @param rateBytes what the values are scaled by, 1 or less for nothing
   * @param counted whether the second pair of figures counts allocations
   */
  private record Sampling(long period, long rateBytes, boolean counted) {
    static Optional<Sampling> of(String text) {
      int slash = text.indexOf('/');
      LineScanner scanner = new LineScanner(slash < 0 ? "0" : text.substring(slash + 1));
      long rate = Math.max(0, scanner.number());
      return switch (slash < 0 ? text : text.substring(0, slash)) {
        case "heapz_v2", "heap_v2" -> Optional.of(new Sampling(rate, rate, true));
        case "heap" -> Optional.of(new Sampling(rate / 2, rate / 2, true));
        case "heapprofile" -> Optional.of(new Sampling(1, Scaling.NONE, true));
        case "growth", "growthz", "fragmentation", "fragmentationz" ->
            Optional.of(new Sampling(1, Scaling.NONE, false));
        default -> Optional.empty();
      };
    }
  }
}
