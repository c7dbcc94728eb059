package dev.cistern.analysis;

import dev.cistern.catalogue.Fact;
import dev.cistern.model.Place;
import dev.cistern.model.RuntimeState.TaskGroup;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The tasks of a series of dumps, those together that were started by the same function and stand
 * in the same one; with their count in each dump.
 */
final class TaskClusters {

  /** What alike tasks have in common, by name: numbers differ from dump to dump. */
  private record Key(String starter, String standing, String name) {}

  /** Alike tasks over the series. */
  static final class Cluster {
    private final int dumps;
    private int[] seenIn = new int[2];
    private long[] seen = new long[2];
    private int length;
    private Frames frames;
    private TaskGroup example;
    private Optional<Fact> standsFor = Optional.empty();
    private long largest;
    private long longestWaitNanos;
    private boolean waitsForPool;

    private Cluster(int dumps, Frames frames, TaskGroup example) {
      this.dumps = dumps;
      this.frames = frames;
      this.example = example;
    }

    private void add(int dump, Frames in, TaskGroup group) {
      if (length == 0 || seenIn[length - 1] != dump) {
        if (length == seenIn.length) {
          seenIn = Arrays.copyOf(seenIn, length * 2);
          seen = Arrays.copyOf(seen, length * 2);
        }
        seenIn[length] = dump;
        seen[length++] = 0;
      }
      seen[length - 1] += group.count();
      longestWaitNanos = Math.max(longestWaitNanos, group.longestWaitNanos());
      if (group.count() >= largest) {
        largest = group.count();
        example = group;
        frames = in;
      }
    }

    /** How many there were, by dump. */
    long[] counts() {
      long[] counts = new long[dumps];
      for (int i = 0; i < length; i++) {
        counts[seenIn[i]] = seen[i];
      }
      return counts;
    }

    long inLast() {
      return length > 0 && seenIn[length - 1] == dumps - 1 ? seen[length - 1] : 0;
    }

    long most() {
      return Arrays.stream(seen, 0, length).max().orElse(0);
    }

    /** The largest group of them in one dump. */
    TaskGroup example() {
      return example;
    }

    TaskRoots roots() {
      return new TaskRoots(frames);
    }

    Place starter() {
      return roots().starter(example);
    }

    /** Where they stand. */
    Place standing() {
      return roots().place(example.stack(), roots().standing(example.stack()));
    }

    Optional<Fact> standsFor() {
      return standsFor;
    }

    long longestWaitNanos() {
      return longestWaitNanos;
    }

    /** Whether they wait for a pool's object: then the pool is the matter, not their number. */
    boolean waitsForPool() {
      return waitsForPool;
    }
  }

  private final Map<Key, Cluster> clusters = new LinkedHashMap<>();

  private TaskClusters() {}

  static Collection<Cluster> of(TaskSeries series, Dossier dossier) {
    TaskClusters all = new TaskClusters();
    for (int dump = 0; dump < series.size(); dump++) {
      TaskDump from = series.dumps().get(dump);
      Frames frames = dossier.frames(from.stacks());
      for (TaskGroup group : from.groups()) {
        all.add(series.size(), dump, frames, group);
      }
    }
    return all.clusters.values();
  }

  private void add(int dumps, int dump, Frames frames, TaskGroup group) {
    TaskRoots roots = new TaskRoots(frames);
    Optional<Fact> stands = roots.standsFor(group.stack());
    String starter = stands.map(Fact::what).orElseGet(() -> roots.starter(group).function());
    String standing =
        stands.isPresent()
            ? roots.place(group.stack(), roots.rootOfFact(group.stack())).function()
            : roots.place(group.stack(), roots.standing(group.stack())).function();
    Key key = new Key(starter, standing, group.name());
    Cluster cluster = clusters.computeIfAbsent(key, _ -> new Cluster(dumps, frames, group));
    cluster.standsFor = stands;
    cluster.waitsForPool |= PoolWait.of(frames, group.stack()).isPresent();
    cluster.add(dump, frames, group);
  }

  /** The largest of the last dump first. */
  static List<Cluster> largest(Collection<Cluster> clusters) {
    List<Cluster> sorted = new ArrayList<>(clusters);
    sorted.sort((a, b) -> Long.compare(b.inLast(), a.inLast()));
    return sorted;
  }
}
