package dev.cistern.pool.internal;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The shared part of a pool: what virtual threads use, and where platform threads hand over what
 * they have too much of.
 */
final class Stripes {
  /** Stolen so often, a caller makes one more object instead, until each stripe has one. */
  private static final int STEALS_PER_SPREAD = 64;

  /** Releases that go to the stripes at once after a caller found nothing. */
  static final int WANTED = 64;

  private final Stripe[] stripes;
  private final int mask;
  private final Permits permits;
  private final boolean slots;
  private final AtomicInteger spreadLeft;
  private final AtomicInteger steals = new AtomicInteger();

  /** Releases that should be handed over at once; a racy count. */
  int wanted;

  final LongAdder queueHits = new LongAdder();
  final LongAdder stolenHits = new LongAdder();
  final LongAdder victimHits = new LongAdder();
  final LongAdder misses = new LongAdder();

  /** Objects that a sweep took while their owner handed them over. */
  final LongAdder sweptOnTheWay = new LongAdder();

  /** As many as {@code processors} need; each one's slot reserves a place if there are enough. */
  Stripes(int processors, Permits permits) {
    int most = Integer.highestOneBit(Math.clamp(4L * processors, 4, 256) * 2 - 1);
    // A pool of few objects, such as one of many keys has, is to be small itself.
    int count = Math.min(most, Integer.highestOneBit(Math.max(1, permits.left() / 4)));
    this.stripes = new Stripe[count];
    for (int i = 0; i < count; i++) {
      stripes[i] = new Stripe();
    }
    this.mask = count - 1;
    this.permits = permits;
    this.slots = permits.left() >= 4 * count;
    if (slots) {
      permits.take(count);
    }
    this.spreadLeft = new AtomicInteger(slots ? count : 0);
  }

  Stripe of(long id) {
    return stripes[(int) id & mask];
  }

  /** Counts one taking; true if it is one to be sampled. */
  boolean countAcquire(long id, int every) {
    // Exact, and near enough for free: the stripe's line is about to be written anyway.
    long before = (long) StripeState.ACQUIRES.getAndAdd((StripeState) of(id), 1L);
    return before % every == every - 1;
  }

  void countRelease(long id) {
    StripeState.RELEASES.getAndAdd((StripeState) of(id), 1L);
  }

  /** Takes over what a finished thread left behind, as far as there is room. */
  void adopt(Local local) {
    for (Object object = local.pop(); object != null; object = local.pop()) {
      if (!pushAnywhere(local.owner, object)) {
        return;
      }
    }
  }

  /** Takes one for the caller with this id; null if there is none, or none to be had now. */
  @Nullable Object take(long id, @Nullable Trace trace) {
    Stripe own = of(id);
    Object object = own.takeSlot();
    if (object != null) {
      return object;
    }
    object = popQueued(own);
    if (object != null) {
      queueHits.increment();
      return Trace.noted(trace, Stage.QUEUE, object);
    }
    if (spread()) {
      return null;
    }
    return steal(id, 1, trace);
  }

  /** Whether the caller should make one more, so that each stripe comes to have its own. */
  private boolean spread() {
    return slots
        && spreadLeft.get() > 0
        && steals.incrementAndGet() % STEALS_PER_SPREAD == 0
        && spreadLeft.decrementAndGet() >= 0;
  }

  /**
   * Takes one from a stripe at a distance of {@code from} or more, else of the previous generation.
   */
  @Nullable Object steal(long id, int from, @Nullable Trace trace) {
    for (int i = from; i <= mask; i++) {
      Stripe other = stripes[(int) (id + i) & mask];
      Object object = other.takeSlot();
      if (object == null) {
        object = popQueued(other);
      }
      if (object != null) {
        stolenHits.increment();
        return Trace.noted(trace, Stage.STOLEN, object);
      }
    }
    for (int i = 0; i <= mask; i++) {
      Stripe any = stripes[(int) (id + i) & mask];
      if (any.victimSize > 0 && any.tryLock()) {
        Object object;
        try {
          object = any.popVictim();
        } finally {
          any.unlock();
        }
        if (object != null) {
          victimHits.increment();
          return Trace.noted(trace, Stage.VICTIM, object);
        }
      }
    }
    return null;
  }

  private static @Nullable Object popQueued(Stripe stripe) {
    if (stripe.size == 0 || !stripe.tryLockSoon()) { // a racy look first: most are empty
      return null;
    }
    try {
      return stripe.pop();
    } finally {
      stripe.unlock();
    }
  }

  /** Moves a batch into {@code into}, from 0 on; returns how many. */
  int takeBatch(long id, @Nullable Object[] into) {
    for (int i = 0; i <= mask; i++) {
      Stripe stripe = stripes[(int) (id + i) & mask];
      if (stripe.size > 0 && stripe.tryLockSoon()) {
        try {
          // A whole batch where one lies; of less only half, so that others find some too.
          int most = stripe.size >= into.length ? into.length : (stripe.size + 1) / 2;
          return stripe.popInto(into, most);
        } finally {
          stripe.unlock();
        }
      }
    }
    return 0;
  }

  /** Puts one for the caller with this id; false if no place is left. */
  boolean put(long id, Object object) {
    return (slots && of(id).putSlot(object)) || pushAnywhere(id, object);
  }

  boolean pushAnywhere(long id, Object object) {
    for (int i = 0; i <= mask; i++) {
      Stripe stripe = stripes[(int) (id + i) & mask];
      if (stripe.tryLock()) {
        try {
          if (stripe.push(object, permits)) {
            return true;
          }
        } finally {
          stripe.unlock();
        }
      }
      if (slots && stripe.putSlot(object)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Moves the first {@code count} of {@code from} here; returns how many left it. Those that a
   * sweep takes meanwhile leave it too.
   */
  int putBatch(long id, @Nullable Object[] from, int count) {
    for (int i = 0; i <= mask; i++) {
      Stripe stripe = stripes[(int) (id + i) & mask];
      if (stripe.tryLock()) {
        try {
          if (stripe.room(count, permits)) {
            sweptOnTheWay.add(count - stripe.pushAll(from, count));
            return count;
          }
        } finally {
          stripe.unlock();
        }
      }
    }
    int put = 0;
    while (put < count && from[put] instanceof Object object && pushAnywhere(id, object)) {
      put++;
    }
    return put;
  }

  long acquires() {
    long sum = 0;
    for (Stripe stripe : stripes) {
      sum += (long) StripeState.ACQUIRES.getOpaque((StripeState) stripe);
    }
    return sum;
  }

  long releases() {
    long sum = 0;
    for (Stripe stripe : stripes) {
      sum += (long) StripeState.RELEASES.getOpaque((StripeState) stripe);
    }
    return sum;
  }

  int idle() {
    int sum = 0;
    for (Stripe stripe : stripes) {
      sum += stripe.idle();
    }
    return sum;
  }

  int age() {
    int gone = 0;
    for (Stripe stripe : stripes) {
      gone += stripe.age(permits);
    }
    return gone;
  }

  int clear() {
    int gone = 0;
    for (Stripe stripe : stripes) {
      gone += stripe.clear(permits);
    }
    return gone;
  }
}
