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
import java.util.stream.IntStream;
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
      budget -= flame(flame, budget / left--);
    }
    json.writeEndArray();
    json.writeArrayPropertyStart("names");
    names.keySet().forEach(json::writeString);
    json.writeEndArray();
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

  /**
   * Writes the largest nodes that fit and tells how many bytes they take. A node stands before its
   * callees and a wider callee before a narrower one, so the page lays them out in one pass.
   */
  private int flame(FlameGraph flame, int bytesMax) {
    int[] kept = new int[flame.nodeCount()];
    double[] weight = weights(flame);
    int bytes = keep(flame, weight, bytesMax, kept);
    int[] nodes = downwards(flame, weight, kept);
    int[] place = new int[kept.length];
    for (int i = 0; i < nodes.length; i++) {
      place[nodes[i]] = i;
    }
    json.writeStartObject();
    json.writeStringProperty("title", ShownResult.name(flame.title()));
    json.writeStringProperty("unit", ShownResult.name(flame.type().unit()));
    json.writeNumberProperty("folded", flame.foldedNodes() + (kept.length - nodes.length));
    json.writeArrayPropertyStart("up"); // how far before a node its parent stands
    for (int node : nodes) {
      json.writeNumber(node == 0 ? 0 : place[node] - place[flame.parent()[node]]);
    }
    json.writeEndArray();
    json.writeArrayPropertyStart("name");
    for (int node : nodes) {
      json.writeNumber(kept[node] - 1);
    }
    json.writeEndArray();
    json.writeArrayPropertyStart("total");
    for (int node : nodes) {
      json.writeNumber(flame.total()[node]);
    }
    json.writeEndArray();
    json.writeEndObject();
    return bytes;
  }

  /** The kept nodes, each before its children, the widest child first. */
  private static int[] downwards(FlameGraph flame, double[] weight, int[] kept) {
    int[] byWidth = narrowestFirst(weight, kept);
    int[] next = new int[kept.length]; // the next narrower child of the same parent, or 0
    int[] widest = new int[kept.length];
    for (int node : byWidth) {
      if (node != 0) {
        next[node] = widest[flame.parent()[node]];
        widest[flame.parent()[node]] = node;
      }
    }
    int[] nodes = new int[byWidth.length];
    int node = 0;
    for (int i = 0; i < nodes.length; i++) {
      nodes[i] = node;
      if (widest[node] != 0) {
        node = widest[node];
        continue;
      }
      while (node != 0 && next[node] == 0) {
        node = flame.parent()[node];
      }
      node = next[node];
    }
    return nodes;
  }

  private static int[] narrowestFirst(double[] weight, int[] kept) {
    return IntStream.range(0, kept.length)
        .filter(node -> kept[node] != 0)
        .boxed()
        .sorted(
            Comparator.<Integer>comparingDouble(node -> weight[node])
                .thenComparing(Comparator.reverseOrder()))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** Marks the nodes that fit with their name's number plus one. */
  private int keep(FlameGraph flame, double[] weight, int bytesMax, int[] kept) {
    int[] order =
        IntStream.range(0, kept.length)
            .boxed()
            .sorted(
                Comparator.<Integer>comparingDouble(node -> -weight[node])
                    .thenComparing(Comparator.naturalOrder()))
            .mapToInt(Integer::intValue)
            .toArray(); // a parent weighs at least as much as its child and stands before it
    int bytes = 0;
    for (int node : order) {
      String name = ShownResult.name(flame.names().get(flame.name()[node]));
      Integer known = names.get(name);
      int cost = 12 + digits(flame.total()[node]) + (known == null ? bytesInPage(name) : 0);
      if (node != 0 && bytes + cost > bytesMax) {
        break;
      }
      bytes += cost;
      names.putIfAbsent(name, names.size());
      kept[node] = names.getOrDefault(name, 0) + 1;
    }
    return bytes;
  }

  /** What each node takes of the width: with negative values in it more than its total. */
  private static double[] weights(FlameGraph flame) {
    double[] weight = new double[flame.nodeCount()];
    for (int node = weight.length - 1; node >= 0; node--) {
      weight[node] += Math.abs((double) flame.self()[node]);
      if (node > 0) {
        weight[flame.parent()[node]] += weight[node];
      }
    }
    return weight;
  }

  private static int digits(long value) {
    return Long.toString(value).length();
  }

  private static int bytesInPage(String name) {
    int bytes = 3;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      bytes += c == '<' || c == '>' || c == '&' ? 6 : c < 0x80 ? c == '"' || c == '\\' ? 2 : 1 : 3;
    }
    return bytes;
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
