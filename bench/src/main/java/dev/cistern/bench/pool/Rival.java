package dev.cistern.bench.pool;

/** A way to come by a holder and to give it back. */
interface Rival extends AutoCloseable {
  Holder take();

  void give(Holder holder);

  /** Takes, touches, gives back. */
  default void round() {
    Holder holder = take();
    Holder.touch(holder.bytes, 0);
    give(holder);
  }

  /** The first half of a round, for another thread to end. */
  default Object lend() {
    Holder holder = take();
    Holder.touch(holder.bytes, 0);
    return holder;
  }

  /** The other half. */
  default void giveBack(Object lent) {
    give((Holder) lent);
  }

  /** Holders made so far, where it is known; −1 otherwise. */
  default long misses() {
    return -1;
  }

  @Override
  default void close() {}
}
