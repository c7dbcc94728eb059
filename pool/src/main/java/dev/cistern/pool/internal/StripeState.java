package dev.cistern.pool.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/** The fields of a {@link Stripe}, apart so that its padding encloses them. */
abstract class StripeState extends Padding {
  static final VarHandle SLOT;
  static final VarHandle LOCK;
  static final VarHandle ACQUIRES;
  static final VarHandle RELEASES;

  static {
    try {
      var lookup = MethodHandles.lookup();
      SLOT = lookup.findVarHandle(StripeState.class, "slot", Object.class);
      LOCK = lookup.findVarHandle(StripeState.class, "lock", int.class).withInvokeExactBehavior();
      ACQUIRES = lookup.findVarHandle(StripeState.class, "acquires", long.class);
      RELEASES = lookup.findVarHandle(StripeState.class, "releases", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  static final @Nullable Object[] NONE = {};

  @Nullable Object slot;
  int lock;
  long acquires;
  long releases;

  // Guarded by lock. Together no longer than places.
  @Nullable Object[] stack = NONE;
  int size;
  @Nullable Object[] victims = NONE;
  int victimSize;
  int places;
}
