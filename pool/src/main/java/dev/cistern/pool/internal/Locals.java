package dev.cistern.pool.internal;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The platform threads' own parts, found by thread id in an open table.
 *
 * <p>The hit path reads the table without any order: an entry is either {@link Local#NOBODY} or a
 * {@link Local} whose final {@code owner} every reader sees rightly, and only the thread that wrote
 * an entry ever matches it. Entries are written under the lock; growing makes a new table.
 */
final class Locals {
  /** One taken for the slot, and a batch as large as those that are handed over. */
  static final int PLACES = 17;

  /** How far from its place an entry may lie. */
  private static final int PROBES = 8;

  private final ReentrantLock lock = new ReentrantLock();
  private final Permits permits;
  private final int every;
  private final boolean judged;
  private final Consumer<Local> orphaned;
  private final List<Local> list = new ArrayList<>();
  private int hand;

  /** Written under the lock. */
  private volatile Local[] table = empty(64);

  // Of those who are gone. Guarded by lock.
  private final Totals gone = new Totals();

  /** What finished threads leave behind goes to {@code orphaned}. */
  Locals(Permits permits, int every, boolean judged, Consumer<Local> orphaned) {
    this.permits = permits;
    this.every = every;
    this.judged = judged;
    this.orphaned = orphaned;
  }

  /** A table in which nobody is found, as long as the one in use. */
  Local[] nobody() {
    return empty(table.length);
  }

  private static Local[] empty(int length) {
    Local[] table = new Local[length];
    Arrays.fill(table, Local.NOBODY);
    return table;
  }

  Local[] table() {
    return table;
  }

  /** The caller's own part; made now if it has none; null if it is to do without. */
  @Nullable Local of(Thread thread, long id) {
    Local found = find(table, id);
    return found != null || thread.isVirtual() ? found : register(thread, id);
  }

  private static @Nullable Local find(Local[] table, long id) {
    for (int i = 0; i < PROBES; i++) {
      Local local = table[(int) (id + i) & (table.length - 1)];
      if (local.owner == id) {
        return local;
      }
    }
    return null;
  }

  /** Never waits: a thread that meets another one here uses the stripes this time. */
  private @Nullable Local register(Thread thread, long id) {
    if (!lock.tryLock()) {
      return null;
    }
    try {
      lookForFinished();
      int places = permits.take(Math.clamp(permits.left() >> 2, 1, PLACES));
      if (places == 0) {
        return null;
      }
      Local local = new Local(id, new WeakReference<>(thread), places - 1, judged);
      local.rearm(every);
      list.add(local);
      while (!insert(table, local)) {
        table = grown();
      }
      return local;
    } finally {
      lock.unlock();
    }
  }

  /** Into its own place; into one near it once the table is large for its threads. */
  private boolean insert(Local[] into, Local local) {
    int probes = into.length >= 16 * list.size() ? PROBES : 1;
    for (int i = 0; i < probes; i++) {
      int place = (int) (local.owner + i) & (into.length - 1);
      if (into[place] == Local.NOBODY) {
        into[place] = local;
        return true;
      }
    }
    return false;
  }

  /** A table twice as large, or larger, that all but the newest have their place in. */
  private Local[] grown() {
    int length = table.length;
    while (true) {
      length *= 2;
      Local[] larger = empty(length);
      boolean all = true;
      for (Local local : list.subList(0, list.size() - 1)) {
        all &= insert(larger, local);
      }
      if (all) {
        return larger;
      }
    }
  }

  /** Looks at a few others, so that threads that come and go leave a bounded number behind. */
  private void lookForFinished() {
    for (int i = 0; i < 4 && !list.isEmpty(); i++) {
      hand = hand >= list.size() ? 0 : hand;
      if (!retireIfFinished(hand)) {
        hand++;
      }
    }
  }

  private boolean retireIfFinished(int index) {
    Local local = list.get(index);
    Thread thread = local.thread.get();
    if (thread != null && thread.isAlive()) {
      return false;
    }
    list.set(index, list.get(list.size() - 1));
    list.remove(list.size() - 1);
    Local[] now = table;
    for (int i = 0; i < PROBES; i++) {
      int place = (int) (local.owner + i) & (now.length - 1);
      if (now[place] == local) {
        now[place] = Local.NOBODY;
      }
    }
    if (thread != null) {
      // isAlive() was false: all that the thread did happens before this.
      orphaned.accept(local);
    }
    local.discard();
    permits.give(local.places());
    gone.add(local);
    return true;
  }

  /** Ages every part. */
  void age(boolean all) {
    lock.lock();
    try {
      for (int i = list.size() - 1; i >= 0; i--) {
        if (!retireIfFinished(i)) {
          list.get(i).age(all);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  long sum(ToLongFunction<Local> column, ToLongFunction<Totals> before) {
    lock.lock();
    try {
      long sum = before.applyAsLong(gone);
      for (Local local : list) {
        sum += column.applyAsLong(local);
      }
      return sum;
    } finally {
      lock.unlock();
    }
  }

  int idle() {
    return (int) sum(Local::idle, gone -> 0);
  }

  /** Objects that sweeps took from the parts. */
  long swept() {
    return sum(Local::swept, t -> t.swept);
  }

  /** The counts of threads that are gone. */
  static final class Totals {
    long acquires;
    long releases;
    long queueHits;
    long stolenHits;
    long misses;
    long swept;

    void add(Local local) {
      acquires += local.acquires();
      releases += local.released();
      queueHits += local.queueHits;
      stolenHits += local.stolenHits;
      misses += local.misses;
      swept += local.swept();
    }
  }
}
