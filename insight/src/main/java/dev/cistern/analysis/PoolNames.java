package dev.cistern.analysis;

import dev.cistern.model.Place;
import dev.cistern.model.Stacks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Names pools by who takes from them: the deepest frame of the application, or one further up where
 * several pools are used through the same wrapper.
 */
final class PoolNames {
  private static final int UP_MAX = 6;

  private final Frames frames;
  private final Set<Integer> wrappers = new HashSet<>();
  private final Map<Long, Integer> levels = new HashMap<>();
  private final Map<Long, List<Integer>> paths = new HashMap<>();

  PoolNames(Frames frames, Map<Long, PoolBook> books) {
    this.frames = frames;
    books.forEach((pool, book) -> paths.put(pool, path(busiest(book))));
    findWrappers(books);
    for (int level = 0; level < UP_MAX; level++) {
      Map<Integer, List<Long>> sharing = new HashMap<>();
      for (Long pool : paths.keySet()) {
        sharing.computeIfAbsent(function(pool), _ -> new ArrayList<>()).add(pool);
      }
      sharing.values().forEach(this::tellApart);
    }
  }

  /** A function by which several pools are used is a wrapper. */
  private void findWrappers(Map<Long, PoolBook> books) {
    Map<Integer, Long> userOf = new HashMap<>();
    books.forEach((pool, book) -> {
      Set<Integer> stacks = new HashSet<>(book.places.keySet());
      stacks.addAll(book.classStacks.values());
      for (int stack : stacks) {
        int user = frames.application(stack, 0);
        if (user >= 0) {
          int function = frames.stacks().functionId(frames.stacks().frameAt(stack, user));
          Long other = userOf.putIfAbsent(function, pool);
          if (other != null && !other.equals(pool)) {
            wrappers.add(function);
          }
        }
      }
    });
  }

  /** The place in a stack of the application's frame that uses the pool, past wrappers; or −1. */
  int user(int stack) {
    int first = frames.application(stack, 0);
    Stacks stacks = frames.stacks();
    for (int i = first; i >= 0 && i < stacks.depth(stack); i++) {
      int frame = stacks.frameAt(stack, i);
      if (frames.isOwn(frame) && !wrappers.contains(stacks.functionId(frame))) {
        return i;
      }
    }
    return first;
  }

  /** Goes a frame up for pools of one name, if that makes more names of it. */
  private void tellApart(List<Long> pools) {
    if (pools.size() < 2) {
      return;
    }
    for (int up = 1; up <= UP_MAX; up++) {
      Set<Integer> names = new HashSet<>();
      for (Long pool : pools) {
        names.add(function(pool, levels.getOrDefault(pool, 0) + up));
      }
      if (names.size() > 1) {
        for (Long pool : pools) {
          levels.merge(pool, up, Integer::sum);
        }
        return;
      }
    }
  }

  /** The place that names the pool. */
  Place place(long pool) {
    List<Integer> path = paths.getOrDefault(pool, List.of());
    return path.isEmpty()
        ? Place.UNKNOWN
        : frames.place(path.get(Math.min(levels.getOrDefault(pool, 0), path.size() - 1)));
  }

  /** The stack that took most often, 0 if there is none. */
  static int busiest(PoolBook book) {
    return book.places.entrySet().stream()
        .max(Comparator.comparingLong(entry -> entry.getValue().acquires()))
        .map(Map.Entry::getKey)
        .orElse(0);
  }

  private int function(long pool) {
    return function(pool, levels.getOrDefault(pool, 0));
  }

  private int function(long pool, int level) {
    List<Integer> path = paths.getOrDefault(pool, List.of());
    return path.isEmpty()
        ? 0
        : frames.stacks().functionId(path.get(Math.min(level, path.size() - 1)));
  }

  /** The application's frames from the leaf up; a library's where there is none. */
  private List<Integer> path(int stack) {
    Stacks stacks = frames.stacks();
    List<Integer> own = new ArrayList<>();
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < stacks.depth(stack); i++) {
      int frame = stacks.frameAt(stack, i);
      if (stacks.function(frame).startsWith("sync.(*Pool)")) {
        continue;
      }
      all.add(frame);
      if (frames.isOwn(frame)) {
        own.add(frame);
      }
    }
    return own.isEmpty() ? all : own;
  }
}
