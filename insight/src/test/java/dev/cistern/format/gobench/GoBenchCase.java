package dev.cistern.format.gobench;

import dev.cistern.damage.DamageCase;
import dev.cistern.format.Format;
import dev.cistern.model.Evidence;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Ten runs of some benchmarks with memory. */
public final class GoBenchCase implements DamageCase {
  @Override
  public Format format() {
    return new GoBenchFormat();
  }

  @Override
  public byte[] sample() {
    Random random = new Random(7);
    StringBuilder text =
        new StringBuilder("goos: linux\ngoarch: amd64\npkg: example.com/shop\ncpu: Some CPU\n");
    for (int run = 0; run < 10; run++) {
      for (int i = 0; i < 12; i++) {
        text.append(
            String.format(
                Locale.ROOT,
                "BenchmarkCart/items=%d-8 \t%8d\t%10.2f ns/op\t%8d B/op\t%6d allocs/op%n",
                i,
                1 + random.nextInt(1_000_000),
                100 + random.nextDouble() * 900,
                random.nextInt(4096),
                random.nextInt(64)));
      }
    }
    return (text + "PASS\nok  \texample.com/shop\t9.123s\n").getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public long records(Evidence evidence) {
    return evidence.benchmarks().orElseThrow().series().stream()
        .mapToLong(series -> series.values().size())
        .sum();
  }

  @Override
  public long wholeBefore(byte[] sample, int length) {
    String before = new String(sample, 0, length, StandardCharsets.UTF_8);
    return 3
        * before
            .substring(0, before.lastIndexOf('\n') + 1)
            .lines()
            .filter(line -> line.startsWith("Benchmark"))
            .count();
  }

  @Override
  public List<Bomb> bombs() {
    return List.of(
        bomb("equal results", "BenchmarkA 1 1 ns/op\n", 3_000_000),
        bomb("one long line", "BenchmarkA 1" + " 1 ns/op".repeat(3_000_000) + "\n", 1),
        new Bomb(
            "a name for each",
            () -> {
              StringBuilder text = new StringBuilder();
              for (int i = 0; i < 1_000_000; i++) {
                text.append("BenchmarkA").append(i).append(" 1 1 ns/op\n");
              }
              return text.toString().getBytes(StandardCharsets.UTF_8);
            }));
  }

  private static Bomb bomb(String name, String line, int times) {
    return new Bomb(name, () -> line.repeat(times).getBytes(StandardCharsets.UTF_8));
  }
}
