package dev.cistern.pool.internal;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.jetbrains.lincheck.datastructures.verifier.EpsilonVerifier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Interleavings of the shared part's operations, as Lincheck explores them.
 *
 * <p>The pool is no linearizable bag: who meets another one goes elsewhere, and an object may be
 * dropped. What must hold in every interleaving is that no object has two holders; Lincheck tells
 * the interleaving in which one had.
 */
public class InterleavingTest {
  private static final int OBJECTS_MAX = 64;

  private final Permits permits = new Permits(8);
  private final Stripes stripes = new Stripes(1, permits);
  private final AtomicInteger made = new AtomicInteger();
  private final AtomicIntegerArray holders = new AtomicIntegerArray(OBJECTS_MAX);

  /** Some object had two holders. */
  private volatile boolean twice;

  private void hold(Object object) {
    if (!holders.compareAndSet((Integer) object, 0, 1)) {
      twice = true;
    }
  }

  private void put(long id, Object object) {
    holders.set((Integer) object, 0);
    stripes.put(id, object);
  }

  private Integer taken(long id) {
    Object object = stripes.take(id, null);
    Integer number = object == null ? (Integer) made.getAndIncrement() : (Integer) object;
    hold(number);
    return number;
  }

  /** Takes one and gives it back elsewhere. */
  @Operation
  public void passOn() {
    Integer object = taken(0);
    put(1, object);
  }

  /** Takes two at once. */
  @Operation
  public void twoAtOnce() {
    Integer one = taken(0);
    Integer other = taken(0);
    put(0, one);
    put(0, other);
  }

  /** Takes a batch and hands it over again, as a platform thread does. */
  @Operation
  public void batch() {
    @Nullable Object[] queue = new Object[4];
    int count = stripes.takeBatch(0, queue);
    for (int i = 0; i < count; i++) {
      hold(java.util.Objects.requireNonNull(queue[i]));
    }
    for (int i = 0; i < count; i++) {
      holders.set((Integer) java.util.Objects.requireNonNull(queue[i]), 0);
    }
    stripes.putBatch(1, queue, count);
  }

  /** An old collection. */
  @Operation
  public void age() {
    stripes.age();
  }

  /** Looked at after each interleaving. */
  @Validate
  public void nothingIsHeldTwice() {
    if (twice) {
      throw new IllegalStateException("wanted one holder of an object, found two");
    }
  }

  @Test
  void no_object_has_two_holders_in_any_interleaving_explored() {
    new ModelCheckingOptions()
        .threads(2)
        .actorsPerThread(2)
        .actorsBefore(2)
        .actorsAfter(1)
        .iterations(8)
        .invocationsPerIteration(400)
        .verifier(EpsilonVerifier.class)
        .check(InterleavingTest.class);
  }
}
