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

/**
 * Go's {@code heap?debug=1}: samples as counted, which this reader scales by the sampling rate as
 * {@code go tool pprof} does, then the memory statistics.
 */
final class HeapText {
  private static final SampleType SPACE = new SampleType("space", "bytes");
  private static final List<SampleType> IN_USE = List.of(new SampleType("objects", "count"), SPACE);
  private static final List<SampleType> ALL =
      List.of(
          new SampleType("alloc_objects", "count"),
          new SampleType("alloc_space", "bytes"),
          new SampleType("inuse_objects", "count"),
          new SampleType("inuse_space", "bytes"));

  /** One line's figures: in use, then all since the start. */
  private record Figures(long objects, long bytes, long allocObjects, long allocBytes) {
    /** {@code 1: 24 [3: 72] @}, or nothing. */
    static Optional<Figures> of(LineScanner line) {
      long objects = line.number();
      long bytes = line.sign(":").number();
      long allocObjects = line.sign("[").number();
      long allocBytes = line.sign(":").number();
      line.sign("]").sign("@");
      return line.succeeded()
          ? Optional.of(new Figures(objects, bytes, allocObjects, allocBytes))
          : Optional.empty();
    }
  }

  private final Lines lines;
  private final DamageLog log;
  private final Budget budget;
  private final MemStats memStats = new MemStats();
  private boolean withAllocations;
  private long rate;
  private long objects; // sums as the lines state them, to compare with the first line
  private long allocObjects;

  /** The lines stand at the first. */
  HeapText(Lines lines, DamageLog log, Budget budget) {
    this.lines = lines;
    this.log = log;
    this.budget = budget;
  }

  Optional<DebugOne.Result> read() {
    LineScanner scanner = new LineScanner(lines.text()).sign("heap profile:");
    Optional<Figures> stated = Figures.of(scanner);
    long doubleRate = scanner.sign("heap/").number();
    if (stated.isEmpty() || !scanner.succeeded()) {
      log.add(lines.offset(), "heap profile: N: N [N: N] @ heap/RATE", "another first line");
      return Optional.empty();
    }
    Figures all = stated.get();
    withAllocations =
        (all.allocObjects != all.objects && all.allocObjects != 0)
            || (all.allocBytes != all.bytes && all.allocBytes != 0);
    rate = doubleRate / 2;
    TextProfile profile = new TextProfile(withAllocations ? ALL : IN_USE, budget, log);
    while (lines.next() && !lines.text().startsWith("---")) {
      line(profile);
    }
    if (objects != all.objects || allocObjects != all.allocObjects) {
      log.add(
          lines.offset(),
          "%d of %d objects as the first line says".formatted(all.objects, all.allocObjects),
          "%d of %d".formatted(objects, allocObjects));
    }
    if (memStats.cutOff()) {
      log.add(lines.offset(), "memory statistics up to DebugGC", "the end of the file");
    }
    Profile built = profile.build(DebugOne.header(SPACE, rate, 0));
    Optional<RuntimeState> state = memStats.state(built.stacks());
    return Optional.of(new DebugOne.Result(built, state));
  }

  private void line(TextProfile profile) {
    String line = lines.text();
    if (line.startsWith("# ") && memStats.take(line)) {
      return;
    }
    if (line.startsWith("#")) {
      profile.comment(line, lines.offset());
      return;
    }
    if (line.isBlank()) {
      return;
    }
    LineScanner scanner = new LineScanner(line);
    Optional<Figures> figures = Figures.of(scanner);
    if (figures.isEmpty() || !sample(profile, scanner, figures.get())) {
      String found = line.length() > 40 ? line.substring(0, 40) + "…" : line;
      log.add(lines.offset(), "N: N [N: N] @ ADDRESS…", "“" + found + "”");
    }
  }

  private boolean sample(TextProfile profile, LineScanner scanner, Figures of) {
    long[] inUse = scaled(of.objects, of.bytes);
    long[] allocated = scaled(of.allocObjects, of.allocBytes);
    boolean good =
        withAllocations
            ? profile.begin(scanner, lines.offset(), allocated[0], allocated[1], inUse[0], inUse[1])
            : profile.begin(scanner, lines.offset(), inUse[0], inUse[1]);
    if (good) {
      objects += of.objects;
      allocObjects += of.allocObjects;
      profile.label("bytes", blockBytes(of));
    }
    return good;
  }

  private long blockBytes(Figures of) {
    if (of.objects != 0) {
      return of.bytes / of.objects;
    }
    return withAllocations && of.allocObjects != 0 ? of.allocBytes / of.allocObjects : 0;
  }

  /**
   * The estimate of all allocations behind those sampled: one of this size is sampled with
   * probability 1 − e^(−size/rate).
   */
  private long[] scaled(long count, long bytes) {
    if (count == 0 || bytes == 0) {
      return new long[] {0, 0};
    }
    if (rate <= 1) {
      return new long[] {count, bytes};
    }
    double averageBytes = (double) bytes / (double) count;
    double scale = 1 / (1 - Math.exp(-averageBytes / (double) rate));
    return new long[] {(long) ((double) count * scale), (long) ((double) bytes * scale)};
  }
}
