package dev.cistern.pool.internal;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * How long the users' threads live, estimated: a few are followed at a time, and the time that all
 * were seen alive is divided by the number that ended. A thread that ended is noticed at the next
 * look, so nothing shorter than the time between two samplings can be told.
 *
 * <p>Used under the sampler's lock only.
 */
final class Users {
  private static final int FOLLOWED = 8;

  /** A thread that outlives so many looks makes room for another. */
  private static final int LOOKS_MAX = 64;

  private static final class Followed {
    final WeakReference<Thread> thread;
    long seenNanos;
    int looks;

    Followed(Thread thread, long nowNanos) {
      this.thread = new WeakReference<>(thread);
      this.seenNanos = nowNanos;
    }
  }

  private final @Nullable Followed[] followed = new Followed[FOLLOWED];
  private int hand;
  private long aliveNanos;
  private long ended;

  /** One more user; and a look at those that are followed already. */
  void seen(Thread user, long nowNanos) {
    lookAtAll(nowNanos);
    hand = (hand + 1) % FOLLOWED;
    if (followed[hand] == null) {
      followed[hand] = new Followed(user, nowNanos);
    }
  }

  void lookAtAll(long nowNanos) {
    for (int i = 0; i < FOLLOWED; i++) {
      look(i, nowNanos);
    }
  }

  private void look(int index, long nowNanos) {
    Followed one = followed[index];
    if (one == null) {
      return;
    }
    aliveNanos += nowNanos - one.seenNanos;
    one.seenNanos = nowNanos;
    Thread thread = one.thread.get();
    if (thread == null || !thread.isAlive()) {
      ended++;
      followed[index] = null;
    } else if (++one.looks >= LOOKS_MAX) {
      followed[index] = null;
    }
  }

  long ended() {
    return ended;
  }

  /** The mean lifetime; while none has ended, the time that was looked: it is longer than that. */
  long meanNanos() {
    return aliveNanos / Math.max(1, ended);
  }
}
