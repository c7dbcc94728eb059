package dev.cistern.pool.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A platform thread's own part of a pool: one slot and a short queue, both without any shared
 * write.
 *
 * <p><b>Who may touch what.</b> Only the owner takes out and puts in. A sweep (in another thread)
 * may overwrite a place with null: it discards what it found and hands it to nobody. So a race of
 * owner and sweep can lose an object, which is then garbage, but can never give one to two takers:
 * that would need two threads that take, and there is one. This is why plain reads and writes do.
 */
final class Local extends LocalState {
  /** Stands where no thread's part stands: no thread has its id. */
  static final Local NOBODY = new Local(-1, new WeakReference<>(null), 0, false);

  private static final VarHandle PLACE = MethodHandles.arrayElementVarHandle(Object[].class);

  // Behind the fields, as the inherited padding is before them.
  @SuppressWarnings("unused")
  private final Object[] tail = new Object[0];

  Local(long owner, WeakReference<@Nullable Thread> thread, int places, boolean judged) {
    super(owner, thread, places, judged);
  }

  /** Lets {@code every} takings by the hit path pass before one leaves it. Owner only. */
  void rearm(int every) {
    setSteps(zero + 2 * Math.min(every, LEAVE >> 2) + (steps & TAKEN));
  }

  private boolean leaves() {
    return (steps & LEAVE) != 0;
  }

  private void setSteps(int next) {
    base += (long) next - steps;
    steps = next;
  }

  /** Counts a taking beside the hit path; true if that was left for a sample. Owner only. */
  boolean leftHitPath(int every, int hitEvery) {
    otherAcquires++;
    unsampledLeft = unsampledLeft == 0 ? every : unsampledLeft;
    if (--unsampledLeft > 0 && !leaves()) {
      return false;
    }
    unsampledLeft = every;
    rearm(hitEvery);
    return true;
  }

  /** What {@link #takeNewest} would take; null if there is none, or a sample is due. Owner only. */
  @Nullable Object newest() {
    // An empty slot is filled by the long way, and a served sample looked after there.
    return queued > 0 && unsampledLeft > 1 && !leaves() && slot != null && !servedSample
        ? queue[queued - 1]
        : null;
  }

  /** Takes the newest of the queue, and counts that. Owner only. */
  void takeNewest() {
    queue[--queued] = null;
    unsampledLeft--;
    otherAcquires++;
    queueHits++;
  }

  /** Whether one more fits without the others' help, and no sample is to be looked after. */
  boolean hasRoom() {
    return queued < queue.length && !servedSample;
  }

  /**
   * Lays what was taken beside the hit path where the hit path takes it next; false if the slot
   * remembers another. One that is {@code sampled} leaves the hit path again when it comes back.
   * Owner only.
   */
  boolean serve(Object taken, boolean sampled) {
    if (slot != null || (steps & TAKEN) == 0) {
      return false;
    }
    slot = taken;
    setSteps(sampled ? zero : steps - 1);
    fills++;
    served++;
    servedSample = sampled;
    return true;
  }

  /** Whether a sample was served and a sweep took it before the owner did. Owner only. */
  boolean sampleLost() {
    boolean lost = servedSample && (steps & TAKEN) == 0;
    servedSample &= !lost;
    return lost;
  }

  /**
   * After a release beside the hit path. What is {@code watched} is looked at when it is taken
   * next; a sample that nobody follows is over. Owner only.
   */
  void afterRelease(boolean watched, int every) {
    if (watched) {
      setSteps(zero - 2 + (steps & TAKEN));
    } else if (servedSample && leaves()) {
      rearm(every);
    }
    servedSample = false;
  }

  /** Remembers it no longer. Owner only. */
  void forget(Object taken) {
    if (slot == taken) {
      slot = null;
    }
  }

  boolean slotIdle() {
    return (steps & TAKEN) == 0 && slot != null;
  }

  /** Takes the slot's object beside the hit path; null if it is not here. Owner only. */
  @Nullable Object takeSlot() {
    if ((steps & TAKEN) != 0) {
      return null;
    }
    Object object = slot;
    setSteps(steps + 1);
    slot = null;
    fills--;
    foundSwept += object == null ? 1 : 0;
    return object;
  }

  /** Puts into the slot beside the hit path; false if one is here. Owner only. */
  boolean fillSlot(Object object) {
    if (slotIdle()) {
      return false;
    }
    slot = object;
    if ((steps & TAKEN) != 0) {
      setSteps(steps - 1);
      fills++;
    } else {
      foundSwept++;
    }
    return true;
  }

  /** Takes the newest object: the slot's, else the queue's; null if there is none. Owner only. */
  @Nullable Object pop() {
    Object object = takeSlot();
    return object == null ? popQueued() : object;
  }

  @Nullable Object popQueued() {
    while (queued > 0) {
      int top = --queued;
      Object object = queue[top];
      queue[top] = null;
      if (object != null) {
        return object;
      }
      foundSwept++;
    }
    return null;
  }

  /** Puts onto the queue; false if it is full. Owner only. */
  boolean push(Object object) {
    if (queued < queue.length) {
      queue[queued++] = object;
      return true;
    }
    return false;
  }

  /**
   * Queues it, or hands it and what is queued to the others; false if none has room. Owner only.
   */
  boolean keep(Stripes stripes, long id, Object object) {
    boolean handOver = stripes.wanted > 0;
    if (!handOver && push(object)) {
      return true;
    }
    handOver(stripes, id);
    if (handOver) {
      stripes.wanted--;
      return stripes.pushAnywhere(id, object);
    }
    return push(object) || stripes.pushAnywhere(id, object);
  }

  /** Moves the queue's content to the stripes, as far as they have room. Owner only. */
  void handOver(Stripes stripes, long id) {
    int live = 0;
    for (int i = 0; i < queued; i++) {
      if (queue[i] instanceof Object object) {
        queue[live++] = object;
      } else {
        foundSwept++;
      }
    }
    int moved = stripes.putBatch(id, queue, live);
    System.arraycopy(queue, moved, queue, 0, live - moved);
    Arrays.fill(queue, live - moved, queued, null);
    queued = live - moved;
  }

  /** Whether the object is plainly here already: a second release that costs nothing to see. */
  boolean plainlyHolds(Object object) {
    return (slot == object && slotIdle())
        || (queued > 0 && queue[queued - 1] == object)
        || (queued > 1 && queue[queued - 2] == object);
  }

  /**
   * Takings so far. Emptying and filling the slot take turns, by the hit path or beside it: what
   * the two did together tells what each did.
   */
  long acquires() {
    return otherAcquires - served + (hitSteps() + fills - (1 - (steps & TAKEN))) / 2;
  }

  /** Givings back so far. */
  long released() {
    return otherReleases + (hitSteps() - fills + (1 - (steps & TAKEN))) / 2;
  }

  private long hitSteps() {
    return base - steps;
  }

  /** The places that the owner has reserved. */
  int places() {
    return queue.length + 1;
  }

  /** Objects here now; exact when the owner is quiet. */
  int idle() {
    int idle = slotIdle() ? 1 : 0;
    for (Object object : queue) {
      idle += object == null ? 0 : 1;
    }
    return idle;
  }

  /**
   * Objects that sweeps took from here. A sweep cannot tell whether the owner was faster, so it is
   * the owner's finding a place empty that counts, and what it will find so. Exact when the owner
   * is quiet.
   */
  long swept() {
    long found = foundSwept;
    int missing = (steps & TAKEN) == 0 && slot == null ? 1 : 0;
    for (int i = Math.min(queued, queue.length) - 1; i >= 0; i--) {
      missing += PLACE.getOpaque(queue, i) == null ? 1 : 0;
    }
    return found + Math.clamp(emptied - found, 0, missing);
  }

  /**
   * A sweep: the owner's objects go if nothing was done here since two sweeps; what the slot only
   * remembers goes if nothing was done by it. Sweep only: see the class for why this is safe.
   */
  void age(boolean all) {
    long others = otherAcquires + otherReleases;
    boolean slotUsed = hitSteps() != sweptSteps;
    boolean used = slotUsed || others != sweptOthers;
    sweptSteps = hitSteps();
    sweptOthers = others;
    idleSweeps = used ? 1 : idleSweeps + 1;
    slotIdleSweeps = slotUsed ? 1 : slotIdleSweeps + 1;
    if (all || idleSweeps > 1) {
      discard();
    } else if (slotIdleSweeps > 1 && !slotIdle()) {
      emptySlot();
    }
  }

  /** Discards what is here. Sweep only. */
  void discard() {
    emptySlot();
    for (int i = 0; i < queue.length; i++) {
      // Opaque: the owner reads plainly, and may see it late; it only ever finds less.
      if (PLACE.getOpaque(queue, i) != null) {
        emptied++;
        PLACE.setOpaque(queue, i, null);
      }
    }
  }

  private void emptySlot() {
    if (slot != null) {
      emptied++;
      slot = null;
    }
  }
}
