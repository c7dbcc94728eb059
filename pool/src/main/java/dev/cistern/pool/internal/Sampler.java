package dev.cistern.pool.internal;

import dev.cistern.pool.GuardMode;
import dev.cistern.pool.Misuse;
import dev.cistern.pool.PoolMisuseException;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Follows one object at a time, one in so many takings: how long it is held and how long it lies
 * idle; with the sampled guard also what becomes of it.
 *
 * <p>All methods but {@link #watch} are called by whoever left the hit path, under this object's
 * lock if at all; a caller that meets another one lets its sample go.
 */
final class Sampler {
  /** A watch that outlasts so many samplings is given up: its object is held for good. */
  private static final int OUTLASTED_MAX = 64;

  private final Reports reports;
  private final Digests digests;
  private final boolean guarded;
  private final boolean watchDirt;

  /** Read by every release; replaced once in some thousand takings. */
  private volatile Watch watch = Watch.NONE;

  private final Users users = new Users();
  private long freshDigest;
  private boolean freshKnown;

  final LongAdder timed = new LongAdder();
  final LongAdder holdNanos = new LongAdder();
  final LongAdder idled = new LongAdder();
  final LongAdder idleNanos = new LongAdder();

  Sampler(Settings<?> settings, Reports reports, Digests digests) {
    this.reports = reports;
    this.digests = digests;
    this.guarded = settings.guard() == GuardMode.SAMPLED;
    this.watchDirt = guarded && settings.reset() != null;
  }

  Watch watch() {
    return watch;
  }

  /** The factory made an object: the first one tells what a clean one looks like. */
  void made(Object object) {
    if (watchDirt && !freshKnown) {
      synchronized (this) {
        freshDigest = digests.of(object);
        freshKnown = true;
      }
    }
  }

  /** A taking that is to be sampled. */
  synchronized void sample(Object object) {
    users.seen(Thread.currentThread(), System.nanoTime());
    Watch before = watch;
    if (before != Watch.NONE && !over(before)) {
      before.outlasted++;
      return;
    }
    Watch next = new Watch(object);
    if (guarded) {
      next.takenAt = new Throwable("taken here");
    }
    watch = next;
  }

  /** Whether a watch has nothing more to wait for. */
  private boolean over(Watch before) {
    if (before.refersTo(null)) {
      if (guarded && !before.released) {
        reports.neverReleased(before.takenAt);
      }
      return true;
    }
    return before.outlasted >= OUTLASTED_MAX;
  }

  /** The watched object comes back, before its reset; throws if it lies in the pool already. */
  synchronized void releasing(Object object) {
    Watch watched = watch;
    if (!watched.refersTo(object)) {
      return;
    }
    if (watched.released) {
      if (guarded) {
        throw new PoolMisuseException(
            reports.misuse(
                Misuse.Kind.DOUBLE_RELEASE,
                object,
                "given back twice; let one owner release it",
                watched.takenAt,
                watched.givenBackAt));
      }
      return;
    }
    watched.released = true;
    watched.releasedNanos = System.nanoTime();
    timed.increment();
    holdNanos.add(watched.releasedNanos - watched.takenNanos);
    if (guarded) {
      watched.givenBackAt = new Throwable("given back here");
    }
  }

  /** The watched object is clean again and about to lie down. */
  synchronized void released(Object object) {
    if (guarded && watch.refersTo(object)) {
      watch.digest = digests.of(object);
    }
  }

  /** What was about to be handed out was not. */
  synchronized void unsampled() {
    if (!watch.released) {
      watch = Watch.NONE;
    }
  }

  /** The watched object will not lie in the pool. */
  synchronized void dropped(Object object) {
    if (watch.refersTo(object)) {
      watch = Watch.NONE;
    }
  }

  /** The watched object is taken again; false if it must not be handed out. */
  synchronized boolean takenAgain(Object object) {
    Watch watched = watch;
    if (!watched.refersTo(object) || !watched.released) {
      return true;
    }
    watch = Watch.NONE;
    idled.increment();
    idleNanos.add(System.nanoTime() - watched.releasedNanos);
    if (!guarded) {
      return true;
    }
    if (digests.of(object) != watched.digest) {
      reports.usedAfterRelease(object, watched.takenAt, watched.givenBackAt);
      return false;
    }
    if (watchDirt && freshKnown && watched.digest != freshDigest) {
      reports.dirty(object, watched.takenAt, watched.givenBackAt);
    }
    return true;
  }

  synchronized long userNanos() {
    return users.meanNanos();
  }

  synchronized long usersEnded() {
    return users.ended();
  }

  static long mean(LongAdder sum, LongAdder count) {
    long n = count.sum();
    return n == 0 ? 0 : sum.sum() / n;
  }

  /** A sweep's look, so that a leak is told even if nothing is taken any more. */
  synchronized void swept() {
    users.lookAtAll(System.nanoTime());
    @Nullable Watch before = watch;
    if (before != Watch.NONE && before.refersTo(null)) {
      over(before);
      watch = Watch.NONE;
    }
  }
}
