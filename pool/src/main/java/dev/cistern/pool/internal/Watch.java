package dev.cistern.pool.internal;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/** One object that is followed from a taking to its next taking; weakly, so that a leak shows. */
final class Watch extends WeakReference<@Nullable Object> {
  /** Follows nothing. */
  static final Watch NONE = new Watch(null);

  final long takenNanos = System.nanoTime();

  /** Whoever took it; only with the guard on. */
  @Nullable Throwable takenAt;

  /** Whoever gave it back; only with the guard on. */
  @Nullable Throwable givenBackAt;

  boolean released;
  long releasedNanos;

  /** Its content when it lay down; only with the guard on. */
  long digest;

  /** Samplings that found this watch still going on. */
  int outlasted;

  Watch(@Nullable Object object) {
    super(object);
  }
}
