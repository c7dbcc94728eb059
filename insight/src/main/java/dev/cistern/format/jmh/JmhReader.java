package dev.cistern.format.jmh;

import dev.cistern.format.DamageLog;
import dev.cistern.format.pprof.Budget;
import dev.cistern.format.text.BenchmarkList;
import dev.cistern.model.Benchmarks;
import dev.cistern.model.Benchmarks.Better;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the list one result at a time, so that those before a damage are kept. */
final class JmhReader {
  private static final int DEPTH_MAX = 32;
  private static final int NUMBER_CHARS_MAX = 64;
  private static final int RESULT_BYTES_MAX = 4 << 20;
  private static final int RESULTS_MAX = 100_000;
  private static final JsonMapper JSON =
      new JsonMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder()
                      .maxNestingDepth(DEPTH_MAX)
                      .maxNumberLength(NUMBER_CHARS_MAX)
                      .maxStringLength(RESULT_BYTES_MAX)
                      .build())
              .build());

  private record Subject(String name, BenchmarkList.Configuration configuration) {}

  private final byte[] bytes;
  private final int length;
  private final DamageLog log;
  private final BenchmarkList list;

  JmhReader(byte[] bytes, int length, DamageLog log, Budget budget) {
    this.bytes = bytes;
    this.length = length;
    this.log = log;
    list = new BenchmarkList(budget, log);
  }

  Benchmarks read() {
    long offset = 0;
    try (JsonParser parser = JSON.createParser(bytes, 0, length)) {
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        log.add(0, "a list of results", "something else");
        return list.build("jmh");
      }
      JsonToken token = parser.nextToken();
      for (int n = 0; token == JsonToken.START_OBJECT && n < RESULTS_MAX; n++) {
        offset = parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        long end = parser.currentLocation().getByteOffset();
        if (end - offset > RESULT_BYTES_MAX) {
          log.add(offset, "a result of at most %d bytes".formatted(RESULT_BYTES_MAX), "more");
        } else {
          take(JSON.readTree(bytes, (int) offset, (int) (end - offset)), offset);
        }
        token = parser.nextToken();
      }
      offset = parser.currentTokenLocation().getByteOffset();
      if (token != JsonToken.END_ARRAY) {
        log.add(
            offset,
            "at most %d results and the end of the list".formatted(RESULTS_MAX),
            token == null ? "the end" : "another");
      }
    } catch (JacksonException e) {
      log.add(offset, "a whole result of JMH", "broken JSON");
    }
    return list.build("jmh");
  }

  private void take(JsonNode result, long offset) {
    String name = result.path("benchmark").asString("");
    String mode = result.path("mode").asString("");
    JsonNode primary = result.path("primaryMetric");
    if (name.isEmpty() || !primary.isObject()) {
      log.add(offset, "a benchmark with its primaryMetric", "another object");
      return;
    }
    SortedMap<String, String> configuration = new TreeMap<>();
    configuration.put("mode", mode);
    configuration.put("threads", result.path("threads").asString("1"));
    for (Map.Entry<String, JsonNode> parameter : result.path("params").properties()) {
      configuration.put(parameter.getKey(), parameter.getValue().asString(""));
    }
    Subject benchmark = new Subject(name, new BenchmarkList.Configuration(configuration));
    String unit = primary.path("scoreUnit").asString("");
    metric(
        benchmark, "score", primary, mode.equals("thrpt") ? Better.HIGHER : better(unit), offset);
    for (Map.Entry<String, JsonNode> second : result.path("secondaryMetrics").properties()) {
      String metric =
          second.getKey().startsWith("·") ? second.getKey().substring(1) : second.getKey();
      JsonNode value = second.getValue();
      metric(
          benchmark, metric, value, better(metric, value.path("scoreUnit").asString("")), offset);
    }
  }

  /** The direction of a profiler's metric: collections and bytes an operation are better low. */
  private static Better better(String metric, String unit) {
    return switch (metric) {
      case "gc.alloc.rate.norm", "gc.count", "gc.time" -> Better.LOWER;
      default -> metric.startsWith("gc.") ? Better.UNKNOWN : better(unit);
    };
  }

  private static Better better(String unit) {
    if (unit.startsWith("ops/")) {
      return Better.HIGHER;
    }
    return unit.endsWith("/op") ? Better.LOWER : Better.UNKNOWN;
  }

  /** Every iteration of every fork, or the score where the file has no raw data. */
  private void metric(Subject subject, String metric, JsonNode node, Better better, long offset) {
    String unit = node.path("scoreUnit").asString("");
    boolean any = false;
    for (JsonNode fork : node.path("rawData")) {
      for (JsonNode value : fork) {
        any |= add(subject, metric, unit, better, value, offset);
      }
    }
    if (!any && !add(subject, metric, unit, better, node.path("score"), offset)) {
      log.add(offset, "numbers for " + metric, "none");
    }
  }

  private boolean add(
      Subject subject, String metric, String unit, Better better, JsonNode value, long offset) {
    if (!value.isNumber() || !Double.isFinite(value.asDouble())) {
      return false;
    }
    list.add(
        offset, subject.name(), subject.configuration(), metric, unit, better, value.asDouble());
    return true;
  }
}
