package dev.cistern.report;

import dev.cistern.model.Amounts;
import dev.cistern.model.FlameGraph;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** A flame graph's nodes with their children, the costliest first. */
final class TreeNodes {
  private final FlameGraph graph;
  private final int[] order; // nodes by parent, then by cost
  private final int[] first; // by parent: where its children begin in order; one more at the end

  TreeNodes(FlameGraph graph) {
    this.graph = graph;
    int count = graph.nodeCount();
    order =
        IntStream.range(1, count)
            .boxed()
            .sorted(
                Comparator.<Integer>comparingInt(node -> graph.parent()[node])
                    .thenComparing(Comparator.comparingLong(node -> -graph.total()[node]))
                    .thenComparing(this::name)
                    .thenComparing(Comparator.naturalOrder()))
            .mapToInt(Integer::intValue)
            .toArray();
    first = new int[count + 1];
    for (int node : order) {
      first[graph.parent()[node] + 1]++;
    }
    for (int node = 0; node < count; node++) {
      first[node + 1] += first[node];
    }
  }

  /** Writes what stands below a graph's heading. */
  interface Body {
    void write(TreeNodes tree) throws IOException;
  }

  /** Writes the graphs of a file one below the other, each under its heading. */
  static void writeEach(TextOut out, String file, List<FlameGraph> graphs, Body body)
      throws IOException {
    out.line("File: ", out.paint(Ink.STRONG, file));
    if (graphs.isEmpty()) {
      out.line("No samples.");
    }
    for (FlameGraph graph : graphs) {
      TreeNodes tree = new TreeNodes(graph);
      out.gap();
      out.line(
          "Type: ",
          out.paint(Ink.HEADING, graph.title()),
          out.paint(Ink.FAINT, "  " + tree.amount(tree.total(0)) + " in all"));
      body.write(tree);
    }
  }

  int[] children(int node) {
    return Arrays.copyOfRange(order, first[node], first[node + 1]);
  }

  String name(int node) {
    return graph.names().get(graph.name()[node]);
  }

  long total(int node) {
    return graph.total()[node];
  }

  long self(int node) {
    return graph.self()[node];
  }

  /** A node's share of the whole. */
  double share(int node) {
    return Wording.ratio(total(node), total(0));
  }

  /** A value in the graph's unit, for a reader's eyes. */
  String amount(long value) {
    return switch (graph.type().unit()) {
      case "bytes" -> Amounts.bytes((double) value);
      case "nanoseconds" -> Amounts.nanos((double) value);
      case "count" -> Amounts.count(value);
      default -> Amounts.count(value) + " " + graph.type().unit();
    };
  }

  FlameGraph graph() {
    return graph;
  }
}
