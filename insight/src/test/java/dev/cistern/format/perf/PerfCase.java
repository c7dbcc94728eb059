package dev.cistern.format.perf;

import dev.cistern.format.LogCase;
import dev.cistern.model.Evidence;
import java.util.List;
import java.util.Locale;

/** Samples of one event. */
public final class PerfCase extends LogCase {
  private static final String SAMPLE =
      """
      shop worker 2372/2380 [001] %1$.6f:    2000000 cpu-clock:pppH:
      \t            e29e shop::cart<int>::total(int) const+0x67e (/usr/lib/libshop.so)
      \t        ffffbc5a [unknown] ([kernel.kallsyms])

      """;

  public PerfCase() {
    super(
        new PerfFormat(),
        text(),
        "^shop.*\\n\\t.*\\n\\t.*\\n\\n",
        List.of(
            bomb("equal samples", "", String.format(Locale.ROOT, SAMPLE, 1.0), 150_000),
            bomb("heads", "", "a 1 1.0: 1 e: 1 f (g)\n", 1_500_000),
            bomb("frames", "a 1 1.0: 1 e:\n", "\t1 f (g)\n", 3_000_000),
            bomb("brackets", "a 1 1.0: 1 e:\n\t1 f (g)\n\t1 ", "()", 8_000_000)));
  }

  private static String text() {
    StringBuilder text = new StringBuilder("# cmdline : /usr/bin/perf record\n");
    for (int i = 0; i < 120; i++) {
      text.append(String.format(Locale.ROOT, SAMPLE, 100 + i * 0.01));
    }
    return text.toString();
  }

  @Override
  public long records(Evidence evidence) {
    return evidence.profile().orElseThrow().sampleCount();
  }
}
