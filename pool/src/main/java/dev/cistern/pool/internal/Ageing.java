package dev.cistern.pool.internal;

/** What wants to hear of old collections. */
interface Ageing {
  /** An old collection has passed, and left so much of the heap in use. */
  void collected(long heapUsedBytes);
}
