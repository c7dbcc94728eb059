package dev.cistern.report;

import dev.cistern.model.FlameGraph;
import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.IntStream;
import tools.jackson.core.JsonGenerator;

/**
 * A flame graph's largest nodes as the page's script reads them.
 *
 * <p>A node stands before its callees and a wider callee before a narrower one, so that the page
 * lays them out in one pass. Each node is three varints of seven bits a byte, the lowest first: how
 * far before it its parent stands (0 for the root), its name's number, and what it costs beyond its
 * callees that are there, in units of {@code scale} and with the sign in the lowest bit. All of
 * them are one base64 text: a quarter of what JSON numbers would take.
 */
final class FlameColumns {
  private final FlameGraph flame;
  private final double[] weight;
  private final int[] kept; // by node: its name's number plus one, or 0
  private final long scale;

  FlameColumns(FlameGraph flame) {
    this.flame = flame;
    this.weight = weights(flame);
    this.kept = new int[flame.nodeCount()];
    this.scale = scale(flame);
  }

  /** Writes the largest nodes that fit and tells how many bytes they take; adds to the names. */
  int write(JsonGenerator json, Map<String, Integer> names, int bytesMax) {
    int bytes = keep(names, bytesMax);
    int[] nodes = downwards();
    json.writeStartObject();
    json.writeStringProperty("title", ShownResult.name(flame.title()));
    json.writeStringProperty("unit", ShownResult.name(flame.type().unit()));
    json.writeNumberProperty("folded", flame.foldedNodes() + (kept.length - nodes.length));
    json.writeNumberProperty("count", nodes.length);
    json.writeNumberProperty("scale", scale);
    json.writeStringProperty("nodes", columns(nodes));
    json.writeEndObject();
    return bytes;
  }

  private String columns(int[] nodes) {
    int[] place = new int[kept.length];
    long[] own = new long[kept.length]; // with what was folded into the node
    for (int i = 0; i < nodes.length; i++) {
      int node = nodes[i];
      place[node] = i;
      own[node] += flame.total()[node];
      if (node != 0) {
        own[flame.parent()[node]] -= flame.total()[node];
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(nodes.length * 6);
    for (int node : nodes) {
      varint(out, node == 0 ? 0 : place[node] - place[flame.parent()[node]]);
      varint(out, kept[node] - 1);
      long value = own[node] / scale;
      varint(out, (value << 1) ^ (value >> 63));
    }
    return Base64.getEncoder().encodeToString(out.toByteArray());
  }

  private static void varint(ByteArrayOutputStream out, long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      out.write((int) (rest & 0x7f | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  private static int varintBytes(long value) {
    return Math.max(1, (70 - Long.numberOfLeadingZeros(value)) / 7);
  }

  /** The kept nodes, each before its children, the widest child first. */
  private int[] downwards() {
    int[] byWidth = narrowestFirst();
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

  private int[] narrowestFirst() {
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
  private int keep(Map<String, Integer> names, int bytesMax) {
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
      int number = known == null ? names.size() : known;
      int cost = nodeBytes(node, number) + (known == null ? bytesInPage(name) : 0);
      if (node != 0 && bytes + cost > bytesMax) {
        break;
      }
      bytes += cost;
      names.putIfAbsent(name, number);
      kept[node] = number + 1;
    }
    return bytes;
  }

  /** What a node takes at most, but for the rare one that stands far behind its parent. */
  private int nodeBytes(int node, int name) {
    int raw = 2 + varintBytes(name) + varintBytes(Math.abs(flame.total()[node] / scale) << 1);
    return (raw * 4 + 2) / 3;
  }

  private static int bytesInPage(String name) {
    int bytes = 3;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      bytes += c == '<' || c == '>' || c == '&' ? 6 : c < 0x80 ? c == '"' || c == '\\' ? 2 : 1 : 3;
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

  /** The largest number that divides every total, such as a CPU profile's period. */
  private static long scale(FlameGraph flame) {
    long scale = 0;
    for (long total : flame.total()) {
      long other = total;
      while (other != 0) {
        long rest = scale % other;
        scale = other;
        other = rest;
      }
      if (Math.abs(scale) == 1) {
        return 1;
      }
    }
    return scale == 0 || scale == Long.MIN_VALUE ? 1 : Math.abs(scale);
  }
}
