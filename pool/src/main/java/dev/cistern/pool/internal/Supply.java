package dev.cistern.pool.internal;

import org.jspecify.annotations.Nullable;

/** Where a caller that left the hit path finds an idle object, and leaves one. */
final class Supply {
  private final Stripes stripes;

  Supply(Stripes stripes) {
    this.stripes = stripes;
  }

  /** Own slot, own queue, others, previous generation; null if all are empty. */
  @Nullable Object take(@Nullable Local local, long id, @Nullable Trace trace) {
    if (local == null) {
      return stripes.take(id, trace);
    }
    Object object = local.takeSlot();
    if (object != null) {
      return object;
    }
    object = local.popQueued();
    if (object != null) {
      local.queueHits++;
      return Trace.noted(trace, Stage.QUEUE, object);
    }
    local.queued = stripes.takeBatch(id, local.queue);
    object = local.popQueued();
    if (object != null) {
      local.stolenHits++;
      return Trace.noted(trace, Stage.STOLEN, object);
    }
    return stripes.steal(id, 0, trace);
  }

  /** Nothing was found, and the factory made one. */
  void missed(@Nullable Local local) {
    if (local != null) {
      local.misses++;
      stripes.wanted = Stripes.WANTED;
    } else {
      stripes.misses.increment();
    }
  }

  void countAcquire(@Nullable Local local, long id) {
    if (local != null) {
      local.otherAcquires++;
    } else {
      stripes.countAcquire(id, Integer.MAX_VALUE);
    }
  }

  void countRelease(@Nullable Local local, long id) {
    if (local != null) {
      local.otherReleases++;
    } else {
      stripes.countRelease(id);
    }
  }

  /** Keeps what came back; false if no place is left. */
  boolean keep(@Nullable Local local, long id, Object object) {
    return local == null ? stripes.put(id, object) : local.keep(stripes, id, object);
  }

  /** Puts one where others find it; false if no place is left. */
  boolean add(Object object) {
    return stripes.pushAnywhere(Thread.currentThread().threadId(), object);
  }
}
