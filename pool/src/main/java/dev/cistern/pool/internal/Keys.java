package dev.cistern.pool.internal;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/** How a keyed pool holds its keys: strongly and by equality, or weakly and by identity. */
public final class Keys {
  private final @Nullable ReferenceQueue<Object> gone;

  /** Weak keys, or strong ones. */
  public Keys(boolean weak) {
    this.gone = weak ? new ReferenceQueue<>() : null;
  }

  /** The key to look for. */
  public Object probe(Object key) {
    return gone == null ? key : new Probe(key);
  }

  /** The key to keep. */
  public Object kept(Object key) {
    return gone == null ? key : new Weak(key, gone);
  }

  /** What was kept for a key that is no more; null if there is none. */
  public @Nullable Object pollGone() {
    return gone == null ? null : (Reference<?>) gone.poll();
  }

  private static final class Weak extends WeakReference<Object> {
    private final int hash;

    Weak(Object key, ReferenceQueue<Object> queue) {
      super(key, queue);
      this.hash = System.identityHashCode(key);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return this == other
          || (other instanceof Weak weak && weak.get() instanceof Object key && refersTo(key));
    }
  }

  private record Probe(Object key) {
    @Override
    public int hashCode() {
      return System.identityHashCode(key);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Weak weak && weak.refersTo(key);
    }
  }
}
