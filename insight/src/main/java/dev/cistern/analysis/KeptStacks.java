package dev.cistern.analysis;

import dev.cistern.model.Amounts;
import dev.cistern.model.Stacks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The stacks beneath one root over a series of heap totals: what each allocated and what of it is
 * in use, by its hash, and clusters of those that have half of their functions in common.
 */
final class KeptStacks {
  private static final double ALIKE_MIN = 0.5;
  private static final int STACKS_MAX = 1_000;

  /** One stack, the same in every total whatever its number there. */
  static final class Series {
    private final List<String> functions;
    private final long[] allocated;
    private final long[] inUse;
    private long grownBytes;

    private Series(List<String> functions, int moments) {
      this.functions = functions;
      this.allocated = new long[moments];
      this.inUse = new long[moments];
    }

    String hash() {
      return "%08x".formatted(functions.hashCode());
    }

    private boolean rises() {
      int last = inUse.length - 1;
      return allocated[last] > allocated[0] && inUse[last] > inUse[0];
    }

    /** The first moment at which any was in use. */
    private int born() {
      int moment = 0;
      while (moment < inUse.length - 1 && inUse[moment] == 0) {
        moment++;
      }
      return moment;
    }
  }

  private final int moments;
  private final Map<List<String>, Series> all = new LinkedHashMap<>();

  KeptStacks(int moments) {
    this.moments = moments;
  }

  /** Adds what a sample of the total at a moment says. */
  void add(int moment, Stacks stacks, int stack, long allocated, long inUse, long inUseBytes) {
    List<String> functions = new ArrayList<>();
    for (int i = 0; i < stacks.depth(stack); i++) {
      functions.add(stacks.function(stacks.frameAt(stack, i)));
    }
    if (all.size() == STACKS_MAX && !all.containsKey(functions)) {
      return;
    }
    Series series = all.computeIfAbsent(functions, its -> new Series(its, moments));
    series.allocated[moment] += allocated;
    series.inUse[moment] += inUse;
    series.grownBytes += moment == 0 ? -inUseBytes : moment == moments - 1 ? inUseBytes : 0;
  }

  /** Those of which more is allocated and more in use at the end, the most grown first. */
  private List<Series> rising() {
    return all.values().stream()
        .filter(Series::rises)
        .sorted(Comparator.comparingLong((Series one) -> -one.grownBytes))
        .toList();
  }

  /** Clusters of the rising ones, that of the most grown first. */
  List<List<Series>> clusters() {
    List<List<Series>> clusters = new ArrayList<>();
    for (Series one : rising()) {
      List<Series> own = new ArrayList<>();
      own.add(one);
      for (List<Series> cluster : List.copyOf(clusters)) {
        if (cluster.stream().anyMatch(other -> alike(one, other))) {
          clusters.remove(cluster);
          cluster.addAll(own);
          own = cluster;
        }
      }
      clusters.add(own);
    }
    clusters.sort(Comparator.comparingLong(cluster -> -grownBytes(cluster)));
    return clusters;
  }

  private static long grownBytes(List<Series> cluster) {
    return cluster.stream().mapToLong(one -> one.grownBytes).sum();
  }

  private static boolean alike(Series one, Series other) {
    Set<String> common = new HashSet<>(one.functions);
    common.retainAll(new HashSet<>(other.functions));
    Set<String> both = new LinkedHashSet<>(one.functions);
    both.addAll(other.functions);
    return common.size() >= ALIKE_MIN * both.size();
  }

  /**
   * What the clusters show, in a sentence; empty where no single stack rises.
   *
   * @param timesNanos when the totals were taken
   */
  String told(long[] timesNanos) {
    List<List<Series>> clusters = clusters();
    if (clusters.isEmpty()) {
      return "";
    }
    Series first = clusters.getFirst().getFirst();
    int stacks = clusters.stream().mapToInt(List::size).sum();
    return " %s in %s (those with half of their functions in common); the most grown is %s: from one total to the next allocated %s, in use %s, seen for %s."
        .formatted(
            Amounts.plural(stacks, "stack rises", "stacks rise"),
            Amounts.plural(clusters.size(), "cluster", "clusters"),
            first.hash(),
            signs(first.allocated),
            signs(first.inUse),
            Amounts.nanos(timesNanos[moments - 1] - timesNanos[first.born()]));
  }

  /** {@code +}, {@code 0} or {@code −} for each step. */
  static String signs(long[] totals) {
    StringBuilder signs = new StringBuilder();
    for (int i = 1; i < totals.length; i++) {
      signs.append(
          switch (Long.compare(totals[i], totals[i - 1])) {
            case 0 -> '0';
            case 1 -> '+';
            default -> '−';
          });
    }
    return signs.toString();
  }
}
