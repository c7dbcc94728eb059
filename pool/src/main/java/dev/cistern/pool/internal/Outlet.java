package dev.cistern.pool.internal;

import org.jspecify.annotations.Nullable;

/** What becomes of an object before it is handed out: it is made, or looked at. */
final class Outlet<T> {
  private final Factory<T> factory;
  private final Types types;
  private final Sampler sampler;
  private final @Nullable Guard guard;
  private final Events events;
  private final Retention<T> retention;

  Outlet(
      Factory<T> factory,
      Types types,
      Sampler sampler,
      @Nullable Guard guard,
      Events events,
      Retention<T> retention) {
    this.factory = factory;
    this.types = types;
    this.sampler = sampler;
    this.guard = guard;
    this.events = events;
    this.retention = retention;
  }

  Object make(long id) {
    T object = factory.make(id);
    made(object);
    return object;
  }

  /** A new object, or one that is new to this pool. */
  void made(Object object) {
    types.learn(object.getClass());
    sampler.made(object);
    if (guard != null) {
      guard.made(object);
    }
  }

  /** Hands out, and tells those who asked for the stage. */
  T told(T object, @Nullable Trace trace) {
    if (trace != null) {
      events.acquired(object, retention.bytesOrZero(object), trace.stage());
    }
    return object;
  }

  /** Whether the guard lets it go; {@code due} to be sampled, it is followed from now on. */
  boolean mayBeHandedOut(Object object, boolean due) {
    if (guard != null && !guard.taken(object)) {
      return false;
    }
    if (sampler.watch().refersTo(object)) {
      return sampler.takenAgain(object);
    }
    if (due) {
      sampler.sample(object);
    }
    return true;
  }
}
