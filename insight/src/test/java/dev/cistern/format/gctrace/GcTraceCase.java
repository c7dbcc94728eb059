package dev.cistern.format.gctrace;

import dev.cistern.format.LogCase;
import dev.cistern.format.Seen;
import dev.cistern.model.EventKind;
import dev.cistern.model.Evidence;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** A service's log with collections among other lines. */
public final class GcTraceCase extends LogCase {
  static final String LINE =
      "gc %d @%.3fs 2%%: 0.020+1.5+0.010 ms clock, 0.04+0.2/1.1/0.5+0.02 ms cpu, 4->5->2 MB,"
          + " 5 MB goal, 0 MB stacks, 0 MB globals, 2 P\n";

  public GcTraceCase() {
    super(
        new GcTraceFormat(),
        text(),
        "^gc \\d+ @.* P\\n",
        List.of(
            bomb("equal lines", "", LINE.formatted(1, 0.1), 300_000),
            bomb("one long line", LINE.formatted(1, 0.1), "gc 1 ", 5_000_000)));
  }

  private static String text() {
    StringBuilder text = new StringBuilder();
    for (int i = 1; i <= 120; i++) {
      text.append(String.format(Locale.ROOT, LINE, i, i * 0.25));
      text.append("2026/11/22 10:00:00 order ").append(i).append(" taken\n");
    }
    return text.toString();
  }

  @Override
  public long records(Evidence evidence) throws IOException {
    return Seen.of(evidence, EventKind.GC_CYCLE).size();
  }
}
