package dev.cistern.report;

import dev.cistern.model.DiagnosisResult;
import dev.cistern.model.FlameGraph;
import dev.cistern.model.GcTimeline;
import dev.cistern.model.GcTimeline.Point;
import dev.cistern.model.GcTimeline.Span;
import java.io.StringWriter;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What the page's script draws, as JSON: the flame graphs in columns with one table of names, the
 * collections and the heap.
 */
final class PageData {
  /** For all flame graphs together; with the rest of the page it stays under 3 MB. */
  private static final int FLAMES_BYTES_MAX = 2_300_000;

  private static final int SERIES_MAX = 4_000;

  private static final JsonFactory FACTORY = JsonFactory.builder().build();

  private final Map<String, Integer> names = new LinkedHashMap<>();
  private final StringWriter text = new StringWriter();
  private final JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text);

  private PageData() {}

  static String of(DiagnosisResult result) {
    return new PageData().write(result);
  }

  private String write(DiagnosisResult result) {
    json.writeStartObject();
    json.writeArrayPropertyStart("flames");
    int left = result.flames().size();
    int budget = FLAMES_BYTES_MAX;
    for (FlameGraph flame : result.flames()) {
      budget -= new FlameColumns(flame).write(json, names, budget / left--);
    }
    json.writeEndArray();
    json.writeArrayPropertyStart("names");
    names.keySet().forEach(json::writeString);
    json.writeEndArray();
    HeatData.write(json, result.heatMaps());
    if (result.gc().isPresent()) {
      gc(result.gc().get());
    } else {
      json.writeNullProperty("gc");
    }
    json.writeEndObject();
    json.close();
    return forScript(text.toString());
  }

  /** JSON in which nothing can end the script element it stands in or begin another one. */
  static String forScript(String json) {
    return json.replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }

  private void gc(GcTimeline gc) {
    json.writeObjectPropertyStart("gc");
    json.writeNumberProperty("start", gc.startNanos());
    json.writeNumberProperty("end", gc.endNanos());
    spans("cycles", gc.cycles());
    spans("stops", gc.stops());
    points("heap", gc.heap());
    points("goal", gc.goal());
    json.writeEndObject();
  }

  private void spans(String name, List<Span> all) {
    List<Span> shown =
        all.stream()
            .sorted(Comparator.comparingLong(Span::durationNanos).reversed())
            .limit(SERIES_MAX)
            .sorted(Comparator.comparingLong(Span::startNanos))
            .toList();
    json.writeArrayPropertyStart(name);
    for (Span span : shown) {
      json.writeStartArray();
      json.writeNumber(span.startNanos());
      json.writeNumber(span.durationNanos());
      json.writeString(TextOut.fit(span.text(), 80, false));
      json.writeEndArray();
    }
    json.writeEndArray();
  }

  private void points(String name, List<Point> all) {
    int every = all.size() / SERIES_MAX + 1;
    json.writeArrayPropertyStart(name);
    for (int i = 0; i < all.size(); i += every) {
      json.writeStartArray();
      json.writeNumber(all.get(i).timeNanos());
      json.writeNumber(all.get(i).bytes());
      json.writeEndArray();
    }
    json.writeEndArray();
  }
}
