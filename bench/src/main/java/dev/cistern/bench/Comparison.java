package dev.cistern.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** What differs between our answer and the reference's, field by field, in words. */
final class Comparison {
  private static final List<String> TRACE_FIELDS =
      List.of(
          "events", "wireEvents", "goroutines", "generations", "gcCycles", "stwCount", "stwNanos");
  private static final int SHOWN_MAX = 4;

  private final List<String> differences = new ArrayList<>();

  private Comparison() {}

  /** Of {@code info} and {@code top} to the reference's answer on a profile. */
  static List<String> ofProfile(JsonNode info, JsonNode top, JsonNode reference) {
    Comparison comparison = new Comparison();
    comparison.equal("samples", top.path("samples"), reference.path("samples"));
    JsonNode ours = top.path("sampleTypes");
    JsonNode theirs = reference.path("sampleTypes");
    comparison.equal("sample types", ours.size(), theirs.size());
    for (int i = 0; i < Math.min(ours.size(), theirs.size()); i++) {
      comparison.sampleType(info.path("sampleTypes").path(i), ours.get(i), theirs.get(i));
    }
    return comparison.differences;
  }

  /** Of {@code info} to the reference's answer on a trace. */
  static List<String> ofTrace(JsonNode info, JsonNode reference) {
    Comparison comparison = new Comparison();
    for (String field : TRACE_FIELDS) {
      boolean known = !info.path(field).isMissingNode() && !info.path(field).isNull();
      if (known || !field.equals("events")) {
        comparison.equal(field, info.path(field), reference.path(field));
      }
    }
    comparison.counts("eventCounts", info, reference.path("wireEventCounts"));
    return comparison.differences;
  }

  /** Of {@code info} to the reference's answer on a recording. */
  static List<String> ofRecording(JsonNode info, JsonNode reference) {
    Comparison comparison = new Comparison();
    JsonNode summary = reference.path("summary");
    comparison.equal("chunks", info.path("chunks").asLong(-1), summary.path("chunks").asLong(-2));
    comparison.counts("eventCounts", info, summary.path("eventCounts"));
    JsonNode allocation = reference.path("recordingFile").path("allocation");
    for (String type : allocation.propertyNames()) {
      JsonNode ours = info.path("allocation").path(type);
      JsonNode theirs = allocation.path(type);
      comparison.equal(type + " count", ours.path("count").asLong(), theirs.path("count").asLong());
      comparison.equal(type + " bytes", ours.path("bytes").asLong(), bytes(theirs));
    }
    return comparison.differences;
  }

  /** What an allocation event stands for: its weight, else the buffer it opened, else its size. */
  private static long bytes(JsonNode allocation) {
    long weight = allocation.path("weight").asLong();
    long buffer = allocation.path("tlabSize").asLong();
    return weight > 0 ? weight : buffer > 0 ? buffer : allocation.path("allocationSize").asLong();
  }

  private void sampleType(JsonNode info, JsonNode ours, JsonNode theirs) {
    String name = theirs.path("type").asString("") + "/" + theirs.path("unit").asString("");
    equal(name + " name", ours.path("type"), theirs.path("type"));
    equal(name + " unit", ours.path("unit"), theirs.path("unit"));
    equal(name + " total", ours.path("total"), theirs.path("total"));
    equal(name + " total of info", info.path("total"), theirs.path("total"));
    if (theirs.path("refused").asString("").isEmpty()) {
      top(name, byFunction(ours.path("top")), byFunction(theirs.path("top")));
    }
  }

  private void top(String name, Map<String, String> ours, Map<String, String> theirs) {
    TreeSet<String> functions = new TreeSet<>(ours.keySet());
    functions.addAll(theirs.keySet());
    List<String> found = new ArrayList<>();
    for (String function : functions) {
      String our = ours.getOrDefault(function, "none");
      String their = theirs.getOrDefault(function, "none");
      if (!our.equals(their)) {
        found.add("%s %s, reference %s".formatted(shown(function), our, their));
      }
    }
    add(name + " top", found);
  }

  private void counts(String name, JsonNode info, JsonNode reference) {
    JsonNode ours = info.path(name);
    TreeSet<String> types = new TreeSet<>(ours.propertyNames());
    types.addAll(reference.propertyNames());
    List<String> found = new ArrayList<>();
    for (String type : types) {
      long our = ours.path(type).asLong(0);
      long their = reference.path(type).asLong(0);
      if (our != their) {
        found.add("%s %d, reference %d".formatted(shown(type), our, their));
      }
    }
    add(name, found);
  }

  private void add(String name, List<String> found) {
    if (!found.isEmpty()) {
      String more = found.size() > SHOWN_MAX ? "; … %d in all".formatted(found.size()) : "";
      differences.add(
          name
              + ": "
              + String.join("; ", found.subList(0, Math.min(SHOWN_MAX, found.size())))
              + more);
    }
  }

  private void equal(String name, JsonNode ours, JsonNode theirs) {
    if (theirs instanceof MissingNode && ours instanceof MissingNode) {
      return;
    }
    equal(name, (Object) ours.asString("none"), theirs.asString("none"));
  }

  private void equal(String name, Object ours, Object theirs) {
    if (!ours.equals(theirs)) {
      differences.add("%s: %s, reference %s".formatted(name, ours, theirs));
    }
  }

  private static Map<String, String> byFunction(JsonNode rows) {
    Map<String, String> found = new HashMap<>();
    for (JsonNode row : rows.values()) {
      found.merge(
          row.path("function").asString(""),
          row.path("flat").asLong() + "/" + row.path("cum").asLong(),
          (one, other) -> one + "+" + other);
    }
    return found;
  }

  private static String shown(String foreign) {
    return foreign.replaceAll("[^\\x20-\\x7e]", "?");
  }
}
