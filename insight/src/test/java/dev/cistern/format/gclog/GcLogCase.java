package dev.cistern.format.gclog;

import dev.cistern.format.LogCase;
import dev.cistern.format.Seen;
import dev.cistern.model.EventKind;
import dev.cistern.model.Evidence;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** A log of G1 with its details. */
public final class GcLogCase extends LogCase {
  private static final String LINES =
      """
      [%1$.3fs][info][gc,start    ] GC(%2$d) Pause Young (Normal) (G1 Evacuation Pause)
      [%1$.3fs][info][gc,phases   ] GC(%2$d)   Evacuate Collection Set: 10.9ms
      [%1$.3fs][info][gc,metaspace] GC(%2$d) Metaspace: 9660K(9920K)->9660K(9920K) NonClass: 8469K(8640K)
      [%1$.3fs][info][gc          ] GC(%2$d) Pause Young (Normal) (G1 Evacuation Pause) 121M->7M(200M) 11.690ms
      """;

  public GcLogCase() {
    super(
        new GcLogFormat(),
        text(),
        "^.*\\[gc          \\] GC.*ms\\n",
        List.of(
            bomb("equal lines", "", String.format(Locale.ROOT, LINES, 1.5, 3), 200_000),
            bomb(
                "decorations", "[1.0s][gc] GC(1) Pause Full 1M->1M(2M) 1ms\n", "[1.0s]", 4_000_000),
            bomb(
                "arrows",
                "[1.0s][gc] GC(1) Pause Full 1M->1M(2M) 1ms\n[1.0s][gc] GC(1) ",
                "1M->",
                4_000_000)));
  }

  private static String text() {
    StringBuilder text = new StringBuilder("[0.010s][info][gc,init] Version: 25+36\n");
    for (int i = 0; i < 100; i++) {
      text.append(String.format(Locale.ROOT, LINES, 0.5 + i * 0.2, i));
    }
    return text.toString();
  }

  @Override
  public long records(Evidence evidence) throws IOException {
    return evidence.timeline().isEmpty() ? 0 : Seen.of(evidence, EventKind.STOP).size();
  }
}
