package dev.cistern.bench.pool;

/** A way to come by a holder and to give it back. */
interface Rival extends AutoCloseable {
  Holder take();

  void give(Holder holder);

  /** Holders made so far, where it is known; −1 otherwise. */
  default long misses() {
    return -1;
  }

  @Override
  default void close() {}
}
