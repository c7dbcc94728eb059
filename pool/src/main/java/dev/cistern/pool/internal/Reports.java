package dev.cistern.pool.internal;

import dev.cistern.pool.Misuse;
import dev.cistern.pool.PoolException;
import dev.cistern.pool.PoolMisuseException;
import dev.cistern.pool.PoolResetException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells what went wrong: to the handlers of the builder, else to the log, ever more rarely. */
final class Reports {
  private final String pool;
  private final @Nullable Consumer<? super Misuse> onMisuse;
  private final @Nullable Consumer<? super PoolException> onProblem;
  private final AtomicLong logged = new AtomicLong();

  Reports(Settings<?> settings) {
    this.pool = settings.name();
    this.onMisuse = settings.onMisuse();
    this.onProblem = settings.onProblem();
  }

  PoolMisuseException releasedNull() {
    return new PoolMisuseException(pool, "release(null); give back what acquire() returned");
  }

  PoolMisuseException wrongClass(Set<Class<?>> made, Class<?> given) {
    String wanted =
        made.isEmpty()
            ? "an object taken from this pool (it has handed out none yet)"
            : made.stream().map(Class::getTypeName).sorted().collect(Collectors.joining(" or "));
    return new PoolMisuseException(
        pool,
        "wanted "
            + wanted
            + ", was given a "
            + given.getTypeName()
            + "; release it where it was taken");
  }

  PoolMisuseException plainlyTwice(Object object) {
    return new PoolMisuseException(
        pool,
        "a "
            + object.getClass().getTypeName()
            + "@"
            + identity(object)
            + " was given back twice; let one owner release it");
  }

  void resetFailed(Throwable cause) {
    problem(
        new PoolResetException(
            pool, "the reset threw; the object was dropped; mend the reset", cause));
  }

  Misuse misuse(
      Misuse.Kind kind,
      Object object,
      String what,
      @Nullable Throwable takenAt,
      @Nullable Throwable givenBackAt) {
    String message =
        kind + ": a " + object.getClass().getName() + "@" + identity(object) + " was " + what;
    return tell(kind, message, takenAt, givenBackAt);
  }

  Misuse usedAfterRelease(
      Object object, @Nullable Throwable takenAt, @Nullable Throwable givenBackAt) {
    return misuse(
        Misuse.Kind.USE_AFTER_RELEASE,
        object,
        "changed while it lay in the pool; let nobody keep a reference past release",
        takenAt,
        givenBackAt);
  }

  void dirty(Object object, @Nullable Throwable takenAt, @Nullable Throwable givenBackAt) {
    misuse(
        Misuse.Kind.DIRTY_HAND_OVER,
        object,
        "handed out with content that a new one does not have; let its reset clear what its users"
            + " change",
        takenAt,
        givenBackAt);
  }

  Misuse neverReleased(@Nullable Throwable takenAt) {
    return tell(
        Misuse.Kind.NEVER_RELEASED,
        "NEVER_RELEASED: an object became garbage without having been given back; release it in a"
            + " finally block, or use with() or lease()",
        takenAt,
        null);
  }

  private Misuse tell(
      Misuse.Kind kind,
      String message,
      @Nullable Throwable takenAt,
      @Nullable Throwable givenBackAt) {
    Misuse misuse =
        new Misuse(
            pool, kind, message, Optional.ofNullable(takenAt), Optional.ofNullable(givenBackAt));
    if (onMisuse == null) {
      log("pool '" + pool + "': " + message, takenAt != null ? takenAt : givenBackAt);
    } else {
      guarded(() -> onMisuse.accept(misuse));
    }
    return misuse;
  }

  void problem(PoolException problem) {
    if (onProblem == null) {
      log(String.valueOf(problem.getMessage()), problem);
    } else {
      guarded(() -> onProblem.accept(problem));
    }
  }

  /** A handler that throws hurts nobody but itself. */
  private void guarded(Runnable handler) {
    try {
      handler.run();
    } catch (RuntimeException e) {
      log("pool '" + pool + "': a handler threw", e);
    }
  }

  private void log(String message, @Nullable Throwable cause) {
    long times = logged.incrementAndGet();
    if (Long.bitCount(times) == 1) {
      System.getLogger("dev.cistern.pool")
          .log(System.Logger.Level.WARNING, message + " (time " + times + ")", cause);
    }
  }

  static String identity(Object object) {
    return Integer.toHexString(System.identityHashCode(object));
  }
}
