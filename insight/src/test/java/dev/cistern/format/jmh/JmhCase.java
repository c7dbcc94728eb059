package dev.cistern.format.jmh;

import dev.cistern.damage.DamageCase;
import dev.cistern.format.Format;
import dev.cistern.model.Evidence;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;

/** Benchmarks with parameters, forks and the collector's metrics. */
public final class JmhCase implements DamageCase {
  private static final Pattern END = Pattern.compile("alloc.rate.norm[^}]*}\\s*}\\s*}");

  @Override
  public Format format() {
    return new JmhFormat();
  }

  @Override
  public byte[] sample() {
    return sample(20).getBytes(StandardCharsets.UTF_8);
  }

  static String sample(int results) {
    Random random = new Random(5);
    StringBuilder text = new StringBuilder("[\n");
    for (int i = 0; i < results; i++) {
      text.append(i > 0 ? ",\n" : "")
          .append(
              String.format(
                  Locale.ROOT,
                  """
                  {
                      "jmhVersion" : "1.37",
                      "benchmark" : "com.shop.CartBench.total",
                      "mode" : "avgt",
                      "threads" : 4,
                      "forks" : 2,
                      "jvmArgs" : [ "-Xmx1g" ],
                      "params" : { "items" : "%d" },
                      "primaryMetric" : {
                          "score" : 12.5, "scoreError" : "NaN",
                          "scoreConfidence" : [ "NaN", "NaN" ],
                          "scoreUnit" : "ns/op",
                          "rawData" : [ [ %.3f, 12.0 ], [ 13.0, 13.5 ] ]
                      },
                      "secondaryMetrics" : {
                          "gc.alloc.rate" : { "score" : 9.5, "scoreUnit" : "MB/sec", "rawData" : [ [ 9.0, 10.0 ] ] },
                          "gc.alloc.rate.norm" : { "score" : 96.0, "scoreUnit" : "B/op", "rawData" : [ [ 96.0, 96.0 ] ] }
                      }
                  }\
                  """
                      .indent(0)
                      .stripTrailing(),
                  i,
                  random.nextDouble() * 20));
    }
    return text.append("\n]\n").toString();
  }

  @Override
  public long records(Evidence evidence) {
    return evidence.benchmarks().orElseThrow().series().stream()
        .mapToLong(series -> series.values().size())
        .sum();
  }

  @Override
  public long wholeBefore(byte[] sample, int length) {
    return 8 * END.matcher(new String(sample, 0, length, StandardCharsets.UTF_8)).results().count();
  }

  @Override
  public List<Bomb> bombs() {
    String head = "[{\"jmhVersion\":\"1\",\"benchmark\":\"b\",\"mode\":\"avgt\",";
    return List.of(
        bomb("deep", head + "\"params\":", "[", 5_000_000, ""),
        bomb("long", head + "\"params\":{\"a\":\"", "x", 40_000_000, "\"}}]"),
        bomb("many values", head + "\"primaryMetric\":{\"rawData\":[[1", ",1", 20_000_000, "]]}}]"),
        bomb("many results", "[{\"jmhVersion\":1}", ",{}", 10_000_000, "]"));
  }

  private static Bomb bomb(String name, String head, String part, int times, String tail) {
    return new Bomb(
        name, () -> (head + part.repeat(times) + tail).getBytes(StandardCharsets.UTF_8));
  }
}
