package dev.cistern.pool.internal;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A part of a pool that any thread may use: one slot, taken by compare-and-set and filled by a
 * release store, and beneath it a stack with the previous generation beside it, under a lock that
 * nobody waits for.
 *
 * <p><b>The slot.</b> A taker owns the object once its compare-and-set from that object to null has
 * succeeded: one of any number of takers. A giver stores without comparing; if two do so at once,
 * one object is overwritten and so dropped. Nothing is duplicated: each object is stored once per
 * release, and leaves by one compare-and-set or by being overwritten.
 *
 * <p><b>The lock</b> covers some twenty instructions without a call of user code. Givers only try
 * it and go elsewhere, takers try a few times where they saw objects; only the sweep after a
 * collection insists.
 */
final class Stripe extends StripeState {
  private static final int SPINS = 64;

  // Behind the fields, as the inherited padding is before them.
  @SuppressWarnings("unused")
  private final Object[] tail = new Object[0];

  @Nullable Object takeSlot() {
    Object object = SLOT.getAcquire(this); // pairs with setRelease in putSlot
    return object != null && SLOT.compareAndSet(this, object, null) ? object : null;
  }

  boolean putSlot(Object object) {
    // Opaque: a hint. If it is stale, an object is overwritten and so dropped, as promised above.
    if (SLOT.getOpaque(this) != null) {
      return false;
    }
    SLOT.setRelease(this, object); // pairs with getAcquire in takeSlot
    return true;
  }

  boolean slotTaken() {
    return SLOT.getOpaque(this) != null;
  }

  boolean tryLock() {
    return (int) LOCK.getOpaque((StripeState) this) == 0
        && LOCK.compareAndSet((StripeState) this, 0, 1); // pairs with setRelease in unlock
  }

  /** Waits for as long as a holder that runs may need: what lies here is worth more than that. */
  boolean tryLockSoon() {
    for (int i = 0; i < SPINS; i++) {
      if (tryLock()) {
        return true;
      }
      Thread.onSpinWait();
    }
    return false;
  }

  void lock() {
    while (!tryLock()) {
      Thread.onSpinWait();
    }
  }

  void unlock() {
    LOCK.setRelease((StripeState) this, 0); // pairs with compareAndSet in tryLock
  }

  /** Takes the newest of the stack; null if it is empty. Under the lock. */
  @Nullable Object pop() {
    if (size == 0) {
      return null;
    }
    Object object = stack[--size];
    stack[size] = null;
    return object;
  }

  /** Takes one of the previous generation; null if there is none. Under the lock. */
  @Nullable Object popVictim() {
    if (victimSize == 0) {
      return null;
    }
    Object object = victims[--victimSize];
    victims[victimSize] = null;
    return object;
  }

  /** Moves up to {@code most} of the newest into {@code into}, from 0 on. Under the lock. */
  int popInto(@Nullable Object[] into, int most) {
    int moved = Math.min(most, size);
    System.arraycopy(stack, size - moved, into, 0, moved);
    Arrays.fill(stack, size - moved, size, null);
    size -= moved;
    return moved;
  }

  /** Puts onto the stack; false if no place could be reserved for it. Under the lock. */
  boolean push(Object object, Permits permits) {
    if (!room(1, permits)) {
      return false;
    }
    stack[size++] = object;
    return true;
  }

  /** Puts those of the first {@code count} that are there onto the stack, which has room. */
  int pushAll(@Nullable Object[] from, int count) {
    int before = size;
    for (int i = 0; i < count; i++) {
      if (from[i] instanceof Object object) {
        stack[size++] = object;
      }
    }
    return size - before;
  }

  /** Whether the stack can take {@code more}; reserves and grows as needed. Under the lock. */
  boolean room(int more, Permits permits) {
    int wanted = size + victimSize + more;
    if (wanted > places) {
      places += permits.take(Math.max(wanted - places, Math.min(places + 1, 16)));
      if (wanted > places) {
        return false;
      }
    }
    if (size + more > stack.length) {
      stack = Arrays.copyOf(stack, Math.max(size + more, Math.min(places, 2 * size + 8)));
    }
    return true;
  }

  /** Objects here now. */
  int idle() {
    lock();
    try {
      return size + victimSize + (slotTaken() ? 1 : 0);
    } finally {
      unlock();
    }
  }

  /**
   * One old collection has passed: the previous generation goes, the present one becomes it.
   * Returns how many went.
   */
  int age(Permits permits) {
    Object inSlot = takeSlot();
    lock();
    try {
      int gone = victimSize;
      @Nullable Object[] emptied = victims;
      Arrays.fill(emptied, 0, victimSize, null);
      victims = stack;
      victimSize = size;
      stack = emptied.length > 4 * size + 8 ? NONE : emptied;
      size = 0;
      if (inSlot != null) {
        gone += pushVictim(inSlot, permits) ? 0 : 1;
      }
      giveUnused(permits);
      return gone;
    } finally {
      unlock();
    }
  }

  /** The slot's own place is reserved apart from the stack's: here it needs one of those. */
  private boolean pushVictim(Object object, Permits permits) {
    if (victimSize == places) {
      places += permits.take(1);
    }
    if (victimSize >= places) {
      return false;
    }
    if (victimSize == victims.length) {
      victims = Arrays.copyOf(victims, victimSize + 1);
    }
    victims[victimSize++] = object;
    return true;
  }

  /** Drops everything; returns how many. */
  int clear(Permits permits) {
    Object inSlot = takeSlot();
    lock();
    try {
      int gone = size + victimSize + (inSlot == null ? 0 : 1);
      stack = NONE;
      size = 0;
      victims = NONE;
      victimSize = 0;
      giveUnused(permits);
      return gone;
    } finally {
      unlock();
    }
  }

  private void giveUnused(Permits permits) {
    int unused = places - size - victimSize;
    places -= unused;
    permits.give(unused);
  }
}
