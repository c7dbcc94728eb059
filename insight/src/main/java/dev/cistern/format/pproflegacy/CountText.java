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
 * Counts of Go by stack, without the names that later versions add as comments: {@code threadcreate
 * profile: total 7}, then lines of a count and addresses.
 */
final class CountText {
  private static final String TOTAL = " profile: total ";

  private final Lines lines;
  private final DamageLog log;
  private final Budget budget;

  CountText(Lines lines, DamageLog log, Budget budget) {
    this.lines = lines;
    this.log = log;
    this.budget = budget;
  }

  static boolean knows(String firstLine) {
    int at = firstLine.indexOf(TOTAL);
    return at > 0 && firstLine.indexOf(' ') == at;
  }

  /** Reads from the first line, at which the lines stand. */
  Parsed read() {
    String first = lines.text();
    SampleType type = new SampleType(first.substring(0, first.indexOf(' ')), "count");
    AddressSamples samples = new AddressSamples(1, budget, log);
    long sum = 0;
    while (lines.next() && !lines.text().startsWith("---") && !MemoryMap.isHeading(lines.text())) {
      String line = lines.text().strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        sum += sample(line, samples);
      }
    }
    long stated = new LineScanner(first.substring(first.indexOf(TOTAL) + TOTAL.length())).number();
    if (stated != sum) {
      log.add(
          lines.offset(), "%d %ss as the first line says".formatted(stated, type.type()), "" + sum);
    }
    MemoryMap map = new MemoryMap(budget, log);
    map.readBehindHeading(lines);
    Profile.Header header =
        new Profile.Header(0, 0, Optional.of(type), 1, "", DropFrames.CPU, "", List.of());
    return new Parsed(List.of(type), header, Language.GO, samples, map);
  }

  private long sample(String line, AddressSamples samples) {
    int at = line.indexOf('@');
    LineScanner scanner = new LineScanner(at < 0 ? "" : line.substring(0, at));
    long count = scanner.number();
    samples.begin();
    if (!scanner.succeeded()
        || !Hex.addAll(
            line, at, Hex.endOfStack(line, at + 1), samples, Hex.Shift.ALL, lines.offset())) {
      Hex.tell(log, lines.offset(), "COUNT @ ADDRESS…", line);
      return 0;
    }
    if (!lines.ended()) {
      log.add(lines.offset(), "a line break behind a sample", "the end of the file");
    }
    samples.add(lines.offset(), -1, count);
    return count;
  }
}
