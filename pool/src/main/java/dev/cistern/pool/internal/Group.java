package dev.cistern.pool.internal;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Pools that share one listener to collections and one to recordings: a listener for each would
 * cost too much where there is a pool for each key or size.
 */
public final class Group implements Ageing, AutoCloseable {
  private final Map<Upkeep, Runnable> members = new ConcurrentHashMap<>();
  private final Runnable changed = this::recordingChanged;
  private final Events events = Events.listening(changed);
  private final GcWatch gcWatch = GcWatch.over(this, events);

  /** An empty one, which listens from now on. */
  public Group() {}

  void add(Upkeep upkeep, Runnable lookAnew) {
    members.put(upkeep, lookAnew);
  }

  void remove(Upkeep upkeep) {
    members.remove(upkeep);
  }

  @Override
  public void collected(long heapUsedBytes) {
    members.keySet().forEach(member -> member.collected(heapUsedBytes));
  }

  private void recordingChanged() {
    members.values().forEach(Runnable::run);
  }

  /** Listens no longer. */
  @Override
  public void close() {
    gcWatch.close();
    events.close();
    members.clear();
  }
}
