package dev.cistern.pool.internal;

import dev.cistern.pool.Misuse;
import dev.cistern.pool.PoolFactoryException;
import dev.cistern.pool.PoolMisuseException;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The full guard: knows every object that the factory made, where it was taken and given back, and
 * what it looked like. Made for finding faults, not for speed: one lock, two stacks a round.
 */
final class Guard {
  private enum State {
    TAKEN,
    IDLE,
    DROPPED
  }

  /** One object, held weakly and known by identity. */
  private static final class Known extends WeakReference<Object> {
    private final int hash;
    private final long fresh;
    private State state = State.IDLE;
    private long digest;
    private @Nullable Throwable takenAt;
    private @Nullable Throwable givenBackAt;

    Known(Object object, ReferenceQueue<Object> queue, long fresh) {
      super(object, queue);
      this.hash = System.identityHashCode(object);
      this.fresh = fresh;
      this.digest = fresh;
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return this == other;
    }
  }

  /** Asks the map for a known object without making a reference of it. */
  private record Probe(Object object) {
    @Override
    public int hashCode() {
      return System.identityHashCode(object);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Known known && known.refersTo(object);
    }
  }

  private final String pool;
  private final Reports reports;
  private final Digests digests;
  private final boolean watchDirt;
  private final Map<Object, Known> known = new HashMap<>();
  private final ReferenceQueue<Object> cleared = new ReferenceQueue<>();

  Guard(Settings<?> settings, Reports reports, Digests digests) {
    this.pool = settings.name();
    this.reports = reports;
    this.digests = digests;
    this.watchDirt = settings.reset() != null;
  }

  /** The factory made this; throws if it had made it before. */
  synchronized void made(Object object) {
    lookForLost();
    if (known.containsKey(new Probe(object))) {
      throw new PoolFactoryException(
          pool,
          "the factory returned the same "
              + object.getClass().getName()
              + "@"
              + Reports.identity(object)
              + " twice; let it make a new object at each call",
          null);
    }
    Known entry = new Known(object, cleared, digests.of(object));
    known.put(entry, entry);
  }

  /** About to be handed out; false if it must not be. */
  synchronized boolean taken(Object object) {
    lookForLost();
    Known entry = known.get(new Probe(object));
    if (entry == null) {
      return true;
    }
    long now = digests.of(object);
    if (now != entry.digest) {
      entry.state = State.DROPPED;
      reports.usedAfterRelease(object, entry.takenAt, entry.givenBackAt);
      return false;
    }
    Throwable here = new Throwable("taken here");
    if (watchDirt && now != entry.fresh) {
      reports.dirty(object, entry.takenAt, entry.givenBackAt);
    }
    entry.state = State.TAKEN;
    entry.takenAt = here;
    return true;
  }

  /** Comes back, before its reset; throws if it cannot. */
  synchronized void releasing(Object object) {
    lookForLost();
    Known entry = known.get(new Probe(object));
    if (entry == null) {
      throw new PoolMisuseException(
          reports.misuse(
              Misuse.Kind.FOREIGN_RELEASE,
              object,
              "given to a pool that never handed it out; release it where it was taken",
              null,
              new Throwable("given back here")));
    }
    if (entry.state != State.TAKEN) {
      PoolMisuseException twice =
          new PoolMisuseException(
              reports.misuse(
                  Misuse.Kind.DOUBLE_RELEASE,
                  object,
                  "given back twice; let one owner release it",
                  entry.takenAt,
                  entry.givenBackAt));
      throw twice;
    }
    entry.givenBackAt = new Throwable("given back here");
    entry.state = State.DROPPED; // until it is kept
  }

  /** Is clean again and about to be kept. */
  synchronized void released(Object object) {
    Known entry = known.get(new Probe(object));
    if (entry != null) {
      entry.state = State.IDLE;
      entry.digest = digests.of(object);
    }
  }

  /** Will not be kept after all. */
  synchronized void dropped(Object object) {
    Known entry = known.get(new Probe(object));
    if (entry != null) {
      entry.state = State.DROPPED;
    }
  }

  /** Tells of those that became garbage while they were taken. */
  synchronized void lookForLost() {
    for (Object gone = cleared.poll(); gone != null; gone = cleared.poll()) {
      Known entry = known.remove(gone);
      if (entry != null && entry.state == State.TAKEN) {
        reports.neverReleased(entry.takenAt);
      }
    }
  }
}
