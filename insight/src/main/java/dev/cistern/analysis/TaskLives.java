package dev.cistern.analysis;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** How long the tasks lived that used a pool: of those that began and ended in the window. */
final class TaskLives {
  private static final int TASKS_MAX = 1 << 18;

  private final Map<Long, Long> createdNanos = new HashMap<>();
  private final Map<Long, Set<PoolLedger>> usedBy = new HashMap<>();

  void created(long task, long timeNanos) {
    if (createdNanos.size() < TASKS_MAX) {
      createdNanos.put(task, timeNanos);
    }
  }

  /** A task took from a pool; one whose begin was not seen does not count. */
  void used(long task, PoolLedger pool) {
    if (createdNanos.containsKey(task)) {
      usedBy.computeIfAbsent(task, _ -> new HashSet<>()).add(pool);
    }
  }

  void ended(long task, long timeNanos) {
    Long since = createdNanos.remove(task);
    Set<PoolLedger> pools = usedBy.remove(task);
    if (since != null && pools != null) {
      pools.forEach(pool -> pool.lives().add(timeNanos - since));
    }
  }
}
