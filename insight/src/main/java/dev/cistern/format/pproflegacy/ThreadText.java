package dev.cistern.format.pproflegacy;

import dev.cistern.format.DamageLog;
import dev.cistern.format.pprof.Budget;
import dev.cistern.format.text.Lines;
import dev.cistern.model.Language;
import dev.cistern.model.Profile;
import dev.cistern.model.SampleType;
import java.util.List;
import java.util.Optional;

/**
 * The stacks of all threads of C++: {@code --- Thread 7f79 (name: main/14748) stack: ---}, then
 * lines with addresses, or {@code [same as previous thread]}.
 */
final class ThreadText {
  private static final SampleType THREAD = new SampleType("thread", "count");
  private static final List<SampleType> TYPES = List.of(THREAD);

  private final Lines lines;
  private final DamageLog log;
  private final Budget budget;
  private final AddressSamples samples;
  private boolean open;
  private boolean same;

  ThreadText(Lines lines, DamageLog log, Budget budget) {
    this.lines = lines;
    this.log = log;
    this.budget = budget;
    samples = new AddressSamples(1, budget, log);
  }

  static boolean isThread(String line) {
    int name = line.indexOf(" (name: ");
    int stack = line.indexOf(") stack: ---");
    return line.contains("--- Thread ") && name > 0 && line.lastIndexOf('/', stack) > name;
  }

  /** Reads from the first line, at which the lines stand. */
  Parsed read() {
    for (boolean more = true; more && !endsThreads(lines.text()); more = lines.next()) {
      String line = lines.text().strip();
      if (line.startsWith("---")) {
        end();
        open = isThread(line);
        if (!open && !line.startsWith("--- threadz ")) {
          Hex.tell(log, lines.offset(), "--- Thread ID (name: NAME/ID) stack: ---", line);
        }
      } else if (open) {
        inside(line);
      }
    }
    end();
    MemoryMap map = new MemoryMap(budget, log);
    map.readBehindHeading(lines);
    samples.dropRepeatedLeaves();
    Profile.Header header =
        new Profile.Header(0, 0, Optional.of(THREAD), 1, "", DropFrames.CPU, "", List.of());
    return new Parsed(TYPES, header, Language.NATIVE, samples, map);
  }

  private static boolean endsThreads(String line) {
    return MemoryMap.isHeading(line) || line.startsWith("---- no stack trace for");
  }

  private void inside(String line) {
    same |= line.contains("same as previous thread");
    if (!Hex.addAll(line, 0, line.length(), samples, Hex.Shift.ALL_BUT_LEAF, lines.offset())) {
      Hex.tell(log, lines.offset(), "addresses of 16 hex digits at most", line);
    }
  }

  private void end() {
    if (open) {
      if (same || samples.openDepth() == 0) {
        samples.repeatLast();
      } else {
        samples.add(lines.offset(), -1, 1);
      }
    }
    samples.begin();
    open = false;
    same = false;
  }
}
