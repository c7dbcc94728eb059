package dev.cistern.analysis;

import dev.cistern.model.FlameGraph;
import dev.cistern.model.Profile;
import dev.cistern.model.SampleType;
import dev.cistern.model.Stacks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/**
 * Merges a profile's stacks into a flame graph of at most so many nodes.
 *
 * <p>Stacks are sorted root first, so that the samples of a node lie side by side; nodes are then
 * opened the largest first until the room is used up. What is not opened stays in its parent's own
 * value. The result is the same for the same profile.
 */
final class FlameBuilder {
  private static final int NAME_LENGTH_MAX = 200;

  private final Stacks stacks;
  private final int nodesMax;
  private int[] frameNames = new int[0]; // by frame
  private int[] order = new int[0]; // stacks, root first
  private long[] sums = new long[0]; // sums[i] = total of order[0..i)

  private final List<String> names = new ArrayList<>();
  private final Map<String, Integer> nameNumbers = new HashMap<>();
  private final Map<Integer, Integer> nameOfFunction = new HashMap<>();

  private final List<Node> nodes = new ArrayList<>();

  private FlameBuilder(Stacks stacks, int nodesMax) {
    this.stacks = stacks;
    this.nodesMax = nodesMax;
  }

  /** The flame graph of one sample type. */
  static FlameGraph of(Profile profile, int type, int nodesMax) {
    FlameBuilder builder = new FlameBuilder(profile.stacks(), nodesMax);
    SampleType sampleType = profile.sampleTypes().get(type);
    return builder.build(profile, type, sampleType);
  }

  /** A node: the stacks {@code from} to {@code to} share their first {@code depth} frames. */
  private record Node(int number, int parent, int name, int from, int to, int depth, long total) {}

  private FlameGraph build(Profile profile, int type, SampleType sampleType) {
    sortStacks(profile, type);
    long all = distinctNodes();
    PriorityQueue<Node> open =
        new PriorityQueue<>(
            Comparator.comparingLong(Node::total).reversed().thenComparingInt(Node::number));
    open.add(addNode(-1, name("root"), 0, order.length, 0));
    while (!open.isEmpty() && nodes.size() < nodesMax) {
      expand(open.poll(), open);
    }
    return columns(sampleType, all);
  }

  private void sortStacks(Profile profile, int type) {
    long[] byStack = new long[stacks.stackCount()];
    for (int i = 0; i < profile.sampleCount(); i++) {
      byStack[profile.stackOf(i)] += profile.value(i, type);
    }
    frameNames = new int[stacks.frameCount()];
    for (int frame = 0; frame < frameNames.length; frame++) {
      frameNames[frame] = nameOf(frame);
    }
    Integer[] sorted =
        IntStream.range(0, byStack.length)
            .filter(stack -> byStack[stack] > 0)
            .boxed()
            .toArray(Integer[]::new);
    Arrays.sort(sorted, this::compare);
    order = new int[sorted.length];
    sums = new long[sorted.length + 1];
    for (int i = 0; i < sorted.length; i++) {
      order[i] = sorted[i];
      sums[i + 1] = sums[i] + byStack[order[i]];
    }
  }

  private int compare(int a, int b) {
    int depthA = stacks.depth(a);
    int depthB = stacks.depth(b);
    int common = Math.min(depthA, depthB);
    for (int i = 1; i <= common; i++) {
      int nameA = frameNames[stacks.frameAt(a, depthA - i)];
      int nameB = frameNames[stacks.frameAt(b, depthB - i)];
      if (nameA != nameB) {
        return Integer.compare(nameA, nameB);
      }
    }
    int byDepth = Integer.compare(depthA, depthB);
    return byDepth != 0 ? byDepth : Integer.compare(a, b);
  }

  private long distinctNodes() {
    long count = 0;
    for (int i = 0; i < order.length; i++) {
      int depth = stacks.depth(order[i]);
      count += depth - (i == 0 ? 0 : commonDepth(order[i - 1], order[i]));
    }
    return count;
  }

  private int commonDepth(int a, int b) {
    int depthA = stacks.depth(a);
    int depthB = stacks.depth(b);
    int common = Math.min(depthA, depthB);
    int i = 0;
    while (i < common && nameAt(a, i) == nameAt(b, i)) {
      i++;
    }
    return i;
  }

  private void expand(Node node, PriorityQueue<Node> open) {
    List<int[]> ranges = new ArrayList<>();
    int at = node.from();
    while (at < node.to() && stacks.depth(order[at]) == node.depth()) {
      at++; // these end here
    }
    while (at < node.to()) {
      int name = nameAt(order[at], node.depth());
      int end = at + 1;
      while (end < node.to() && nameAt(order[end], node.depth()) == name) {
        end++;
      }
      ranges.add(new int[] {at, end, name});
      at = end;
    }
    ranges.sort(
        Comparator.comparingLong((int[] range) -> sums[range[0]] - sums[range[1]])
            .thenComparing(range -> names.get(range[2])));
    for (int[] range : ranges) {
      if (nodes.size() == nodesMax) {
        return;
      }
      open.add(addNode(node.number(), range[2], range[0], range[1], node.depth() + 1));
    }
  }

  private Node addNode(int parent, int name, int from, int to, int depth) {
    Node node = new Node(nodes.size(), parent, name, from, to, depth, sums[to] - sums[from]);
    nodes.add(node);
    return node;
  }

  private FlameGraph columns(SampleType sampleType, long all) {
    int[] used = new int[names.size()];
    Arrays.fill(used, -1);
    List<String> usedNames = new ArrayList<>();
    int count = nodes.size();
    int[] parent = new int[count];
    int[] name = new int[count];
    long[] self = new long[count];
    long[] total = new long[count];
    for (Node node : nodes) {
      if (used[node.name()] < 0) {
        used[node.name()] = usedNames.size();
        usedNames.add(names.get(node.name()));
      }
      int i = node.number();
      parent[i] = node.parent();
      name[i] = used[node.name()];
      total[i] = node.total();
      self[i] += node.total();
      if (node.parent() >= 0) {
        self[node.parent()] -= node.total();
      }
    }
    int folded = (int) Math.min(Integer.MAX_VALUE, all + 1 - count);
    return new FlameGraph(
        sampleType.type(), sampleType, usedNames, parent, name, self, total, folded);
  }

  /** The name of a stack's frame, counted from the root. */
  private int nameAt(int stack, int fromRoot) {
    return frameNames[stacks.frameAt(stack, stacks.depth(stack) - 1 - fromRoot)];
  }

  private int nameOf(int frame) {
    int function = stacks.functionId(frame);
    int key = function != 0 ? function : -1 - stacks.moduleId(frame);
    Integer known = nameOfFunction.get(key);
    if (known == null) {
      known = name(stacks.resolve(frame).displayName());
      nameOfFunction.put(key, known);
    }
    return known;
  }

  private int name(String full) {
    String shown =
        full.length() <= NAME_LENGTH_MAX ? full : full.substring(0, NAME_LENGTH_MAX) + "…";
    return nameNumbers.computeIfAbsent(
        shown,
        text -> {
          names.add(text);
          return names.size() - 1;
        });
  }
}
