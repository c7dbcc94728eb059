package dev.cistern.report;

import dev.cistern.model.AllocationTable;
import dev.cistern.model.Comparison;
import dev.cistern.model.Damage;
import dev.cistern.model.DiagnosisResult;
import dev.cistern.model.Facts;
import dev.cistern.model.Facts.OfBenchmarks;
import dev.cistern.model.Facts.OfProfile;
import dev.cistern.model.Facts.OfRecording;
import dev.cistern.model.Facts.OfState;
import dev.cistern.model.Facts.OfTrace;
import dev.cistern.model.Finding;
import dev.cistern.model.Finding.Cost;
import dev.cistern.model.Finding.Step;
import dev.cistern.model.Fragmentation;
import dev.cistern.model.Place;
import dev.cistern.model.PoolTable;
import dev.cistern.model.TaskStates;
import dev.cistern.model.TopTable;
import dev.cistern.model.Unanswered;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes results as JSON, the same bytes for the same result; {@code docs/schema} holds a schema
 * for each kind. Every object has a {@code schemaVersion}, which grows when a field changes its
 * meaning or goes; a new field does not change it.
 *
 * <p>Texts are as the evidence has them: a reader of JSON escapes for its own output.
 */
public final class JsonReport {
  /** The version of all schemas. */
  public static final int SCHEMA_VERSION = 1;

  /** A whole diagnosis, by {@code diagnose.schema.json}. */
  public void write(DiagnosisResult result, Writer out) throws IOException {
    try (JsonOut json = new JsonOut(out)) {
      json.object(() -> diagnosis(json, result));
    }
  }

  /** What one file is, by {@code info.schema.json}. */
  public void write(Facts facts, Writer out) throws IOException {
    try (JsonOut json = new JsonOut(out)) {
      json.object(() -> facts(json, facts));
    }
  }

  /** The functions that cost most, by {@code top.schema.json}. */
  public void write(TopTable top, Writer out) throws IOException {
    try (JsonOut json = new JsonOut(out)) {
      json.object(() -> top(json, top));
    }
  }

  /** What got better or worse, by {@code diff.schema.json}. */
  public void write(Comparison result, Writer out) throws IOException {
    try (JsonOut json = new JsonOut(out)) {
      json.object(() -> new JsonDiff(json).write(result));
    }
  }

  /** A table as a list of objects, one for each row; {@code keys} name the columns. */
  public void write(String name, List<String> keys, Table table, Writer out) throws IOException {
    try (JsonOut json = new JsonOut(out)) {
      json.object(() -> {
        json.number("schemaVersion", SCHEMA_VERSION);
        json.list(
            name,
            table.rows(),
            row -> {
              for (int i = 0; i < keys.size(); i++) {
                json.text(keys.get(i), row.get(i));
              }
            });
      });
    }
  }

  private static void top(JsonOut json, TopTable top) {
    json.number("schemaVersion", SCHEMA_VERSION);
    json.number("samples", top.samples());
    json.list(
        "sampleTypes",
        top.types(),
        type -> {
          json.text("type", type.type().type());
          json.text("unit", type.type().unit());
          json.number("total", type.total());
          json.list(
              "top",
              type.rows(),
              row -> {
                json.text("function", row.function());
                json.number("flat", row.flat());
                json.number("cum", row.cum());
              });
        });
  }

  private static void facts(JsonOut json, Facts facts) {
    json.number("schemaVersion", SCHEMA_VERSION);
    json.text("format", facts.format());
    json.text("version", facts.version());
    json.textOrNull("startTime", facts.startTime().map(Object::toString));
    json.number("durationNanos", facts.durationNanos());
    damage(json, facts.damage());
    switch (facts.detail()) {
      case OfProfile profile -> {
        json.number("samples", profile.samples());
        json.list(
            "sampleTypes",
            profile.sampleTypes(),
            total -> {
              json.text("type", total.type().type());
              json.text("unit", total.type().unit());
              json.number("total", total.total());
            });
      }
      case OfTrace trace -> {
        json.numberOrNull("events", trace.events());
        json.number("wireEvents", trace.wireEvents());
        counts(json, "eventCounts", trace.eventCounts());
        json.number("goroutines", trace.goroutines());
        json.number("generations", trace.generations());
        json.number("gcCycles", trace.gcCycles());
        json.number("stwCount", trace.stwCount());
        json.number("stwNanos", trace.stwNanos());
      }
      case OfRecording recording -> {
        json.number("chunks", recording.chunks());
        counts(json, "eventCounts", recording.eventCounts());
        json.object(
            "allocation",
            () ->
                new TreeMap<>(recording.allocation())
                    .forEach((type, allocation) -> allocation(json, type, allocation)));
      }
      case OfState state -> {
        json.number("tasks", state.tasks());
        json.number("collections", state.collections());
      }
      case OfBenchmarks results -> {
        json.number("benchmarks", results.benchmarks());
        json.number("series", results.series());
        json.number("values", results.values());
        json.number("failures", results.failures());
      }
    }
  }

  private static void allocation(JsonOut json, String type, Facts.Allocation allocation) {
    json.object(
        type,
        () -> {
          json.number("count", allocation.count());
          json.number("bytes", allocation.bytes());
        });
  }

  private static void counts(JsonOut json, String name, Map<String, Long> counts) {
    json.object(name, () -> new TreeMap<>(counts).forEach(json::number));
  }

  private static void diagnosis(JsonOut json, DiagnosisResult result) {
    json.number("schemaVersion", SCHEMA_VERSION);
    json.list("findings", result.findings(), finding -> finding(json, finding));
    json.list("unanswered", result.unanswered(), one -> unanswered(json, one));
    json.list("pools", result.pools().rows(), pool -> pool(json, pool));
    damage(json, result.damage());
    json.text("toolVersion", result.toolVersion());
    json.list(
        "sources",
        result.sources(),
        source -> {
          json.text("name", source.name());
          json.text("format", source.format());
          json.text("summary", source.summary());
        });
    if (result.allocations().isPresent()) {
      json.object("allocations", () -> allocations(json, result.allocations().get()));
    } else {
      json.nothing("allocations");
    }
    new JsonFunnel(json).write(result.funnel());
    JsonHeat.write(json, result.heatMaps());
    json.list("fragmentation", result.fragmentation(), heap -> fragmentation(json, heap));
    json.list("states", result.states(), one -> states(json, one));
  }

  private static void states(JsonOut json, TaskStates states) {
    json.text("source", states.source());
    json.number("windowNanos", states.windowNanos());
    json.list(
        "states",
        states.rows(),
        row -> {
          json.text("state", row.state());
          json.decimals("counts", row.counts());
        });
  }

  private static void fragmentation(JsonOut json, Fragmentation heap) {
    json.text("source", heap.source());
    json.text("basis", heap.basis());
    json.number("heapInuseBytes", heap.inuseBytes());
    json.number("allocatedBytes", heap.allocatedBytes());
    json.decimal("share", heap.share());
    json.list(
        "classes",
        heap.classes(),
        one -> {
          json.number("slotBytes", one.slotBytes());
          json.number("spans", one.spans());
          json.number("spanBytes", one.spanBytes());
          json.number("slots", one.slots());
          json.number("taken", one.taken());
          json.decimal("share", one.share());
        });
  }

  static void finding(JsonOut json, Finding finding) {
    json.text("rule", finding.rule().id());
    json.text("severity", Wording.name(finding.severity()));
    json.text("evidence", Wording.name(finding.evidence()));
    json.text("title", finding.title());
    json.text("why", finding.why());
    place(json, finding.place());
    json.list("steps", finding.steps(), step -> step(json, step));
    if (finding.cost().isPresent()) {
      json.object("cost", () -> cost(json, finding.cost().get()));
    } else {
      json.nothing("cost");
    }
    if (finding.fix().isPresent()) {
      json.object("fix", () -> json.text("diff", finding.fix().get().diff()));
    } else {
      json.nothing("fix");
    }
    json.text("docs", finding.docs());
    json.text("fingerprint", finding.fingerprint());
    json.text("mend", finding.mend());
    json.list(
        "also",
        finding.also(),
        also -> {
          json.text("rule", also.rule().id());
          json.text("evidence", Wording.name(also.evidence()));
          json.text("title", also.title());
        });
  }

  private static void step(JsonOut json, Step step) {
    place(json, step.place());
    json.text("text", step.text());
  }

  private static void cost(JsonOut json, Cost cost) {
    json.decimal("bytesPerSecond", cost.bytesPerSecond());
    json.decimal("objectsPerSecond", cost.objectsPerSecond());
    json.decimal("nanosPerSecond", cost.nanosPerSecond());
    json.text("basis", cost.basis());
    json.decimal("share", cost.share());
  }

  static void place(JsonOut json, Place place) {
    json.object(
        "place",
        () -> {
          json.text("file", place.file());
          json.number("line", place.line());
          json.text("function", place.function());
          json.text("module", place.module());
        });
  }

  private static void unanswered(JsonOut json, Unanswered one) {
    json.text("question", one.question());
    json.text("missing", one.missing());
    json.text("collectWith", one.collectWith());
  }

  private static void pool(JsonOut json, PoolTable.Row row) {
    json.text("language", row.site().language().name().toLowerCase(Wording.ROOT));
    json.text("type", row.site().type());
    json.text("name", row.site().name());
    json.text("factory", row.site().factory());
    place(json, row.site().place());
    json.numberOrNull("acquires", row.acquires());
    json.numberOrNull("hits", row.hits());
    json.numberOrNull("misses", row.misses());
    json.numberOrNull("missBytes", row.missBytes());
    json.numberOrNull("releases", row.releases());
    json.numberOrNull("neverReleased", row.neverReleased());
    json.numberOrNull("heldBytes", row.heldBytes());
    json.decimalOrNull("meanHoldNanos", row.meanHoldNanos());
    json.decimalOrNull("meanIdleNanos", row.meanIdleNanos());
    json.decimalOrNull("threadLifeNanos", row.threadLifeNanos());
    json.decimalOrNull("reuseRate", row.reuseRate());
    json.decimalOrNull("shareInUse", row.shareInUse());
    json.text("basis", row.basis());
    json.text("verdict", row.verdict());
    json.text("reason", row.reason());
  }

  private static void allocations(JsonOut json, AllocationTable table) {
    json.number("totalBytes", table.totalBytes());
    json.number("poolMissBytes", table.poolMissBytes());
    json.text("basis", table.basis());
    json.list(
        "sites",
        table.sites(),
        site -> {
          place(json, site.place());
          json.text("what", site.what());
          json.number("bytes", site.bytes());
          json.number("objects", site.objects());
          json.flag("poolMiss", site.poolMiss());
          json.text("advice", site.advice());
        });
  }

  static void damage(JsonOut json, List<Damage> damage) {
    json.list(
        "damage",
        damage,
        one -> {
          json.text("file", one.file());
          json.number("offset", one.offset());
          json.text("wanted", one.wanted());
          json.text("found", one.found());
        });
  }
}
