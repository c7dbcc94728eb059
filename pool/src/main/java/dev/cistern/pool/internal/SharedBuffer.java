package dev.cistern.pool.internal;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A buffer with several holders, given back when the last one lets go. It is born with one.
 *
 * @param <B> the buffer's type
 */
public final class SharedBuffer<B> {
  private final B buffer;
  private final Consumer<? super B> giveBack;
  private final AtomicInteger holders = new AtomicInteger(1);

  /** A buffer that {@code giveBack} takes in the end. */
  public SharedBuffer(B buffer, Consumer<? super B> giveBack) {
    this.buffer = buffer;
    this.giveBack = giveBack;
  }

  /** The buffer; for holders only. */
  public B buffer() {
    return buffer;
  }

  /** One more holder; false if the buffer has been given back. */
  public boolean retain() {
    int now = holders.get();
    while (now > 0) {
      int seen = holders.compareAndExchange(now, now + 1);
      if (seen == now) {
        return true;
      }
      now = seen;
    }
    return false;
  }

  /** One holder less. A volatile decrement: the last one sees what all others did to the bytes. */
  public void release() {
    if (holders.decrementAndGet() == 0) {
      giveBack.accept(buffer);
    }
  }
}
