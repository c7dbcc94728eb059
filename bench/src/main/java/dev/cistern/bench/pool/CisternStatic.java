package dev.cistern.bench.pool;

import dev.cistern.pool.Pool;

/** Our own pool where most code has it: in a constant of a class. */
final class CisternStatic implements Rival {
  /** Bytes of a holder: a process has one size of them. */
  static final String SIZE = "cistern.bench.size";

  private static final Pool<Holder> POOL =
      CisternRival.builder(Integer.getInteger(SIZE, 1_024)).build();

  @Override
  public Holder take() {
    return POOL.acquire();
  }

  @Override
  public void give(Holder holder) {
    POOL.release(holder);
  }
}
