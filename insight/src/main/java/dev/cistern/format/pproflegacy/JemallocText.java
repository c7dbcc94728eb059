package dev.cistern.format.pproflegacy;

import dev.cistern.format.DamageLog;
import dev.cistern.format.UnreadableException;
import dev.cistern.format.pprof.Budget;
import dev.cistern.format.pproflegacy.HeapText.Figures;
import dev.cistern.format.text.LineScanner;
import dev.cistern.format.text.Lines;
import dev.cistern.model.Language;
import dev.cistern.model.SampleType;
import java.util.List;
import java.util.Optional;

/**
 * A heap profile of jemalloc: {@code heap_v2/524288}, the sums as {@code t*: 28106: 56637512 [0:
 * 0]}, then for each stack {@code @ ADDRESS…} and the same figures of it, of all threads ({@code
 * t*}) and of each ({@code t3}).
 */
final class JemallocText {
  static final String FIRST_WORDS = "heap_v2/";
  private static final String ALL_THREADS = "t*:";

  private final Lines lines;
  private final DamageLog log;
  private final Budget budget;
  private long rateBytes;
  private boolean withAllocations;

  JemallocText(Lines lines, DamageLog log, Budget budget) {
    this.lines = lines;
    this.log = log;
    this.budget = budget;
  }

  /** Reads from the first line, at which the lines stand. */
  Parsed read(String file) throws UnreadableException {
    LineScanner scanner = new LineScanner(lines.text()).sign(FIRST_WORDS);
    rateBytes = scanner.number();
    if (!scanner.succeeded()) {
      throw new UnreadableException(file, 0, "heap_v2/RATE", lines.text());
    }
    boolean more = lines.next();
    while (more && !lines.text().startsWith("@") && !MemoryMap.isHeading(lines.text())) {
      Optional<Figures> sum = figures(lines.text().strip(), ALL_THREADS);
      withAllocations |= sum.map(figures -> figures.allocObjects() != 0).orElse(false);
      more = lines.next();
    }
    List<SampleType> types = withAllocations ? HeapText.ALL : HeapText.IN_USE;
    AddressSamples samples = new AddressSamples(types.size(), budget, log);
    while (more && !MemoryMap.isHeading(lines.text())) {
      String line = lines.text();
      if (line.startsWith("@")) {
        more = stack(line, samples);
      } else {
        if (!line.isBlank()) {
          Hex.tell(log, lines.offset(), "@ ADDRESS…", line);
        }
        more = lines.next();
      }
    }
    MemoryMap map = new MemoryMap(budget, log);
    if (more) {
      map.read(lines);
    }
    return new Parsed(types, HeapText.header(rateBytes), Language.NATIVE, samples, map);
  }

  /** Reads a stack and the figures below it; false at the end. */
  private boolean stack(String line, AddressSamples samples) {
    int offset = lines.offset();
    samples.begin();
    boolean good = Hex.addAll(line, 1, line.length(), samples, Hex.Shift.ALL, offset);
    Optional<Figures> all = Optional.empty();
    Figures ofThreads = new Figures(0, 0, 0, 0);
    boolean more = lines.next();
    while (more && lines.text().startsWith("  t")) {
      String text = lines.text().strip();
      Optional<Figures> sum = figures(text, ALL_THREADS);
      if (sum.isPresent()) {
        all = sum;
      } else {
        ofThreads = plus(ofThreads, figures(text, text.substring(0, text.indexOf(':') + 1)));
      }
      more = lines.next();
    }
    Figures figures = all.orElse(ofThreads);
    if (!good || !figures.isWhole(withAllocations) || figures.equals(new Figures(0, 0, 0, 0))) {
      Hex.tell(log, offset, "a stack with its figures below", line);
    } else {
      samples.add(
          offset, figures.blockBytes(withAllocations), figures.values(withAllocations, rateBytes));
    }
    return more;
  }

  private static Figures plus(Figures one, Optional<Figures> other) {
    return other
        .map(more ->
            new Figures(
                one.objects() + more.objects(),
                one.bytes() + more.bytes(),
                one.allocObjects() + more.allocObjects(),
                one.allocBytes() + more.allocBytes()))
        .orElse(one);
  }

  private static Optional<Figures> figures(String line, String thread) {
    return line.startsWith(thread)
        ? Figures.of(new LineScanner(line.substring(thread.length())))
        : Optional.empty();
  }
}
