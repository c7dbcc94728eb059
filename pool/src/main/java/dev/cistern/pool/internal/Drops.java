package dev.cistern.pool.internal;

import dev.cistern.pool.PoolStats;
import java.util.concurrent.atomic.LongAdder;

/** Counts what came back and was not kept. */
final class Drops {
  private final LongAdder full = new LongAdder();
  private final LongAdder resetFailed = new LongAdder();
  private final LongAdder closed = new LongAdder();
  private final LongAdder pressure = new LongAdder();

  void count(DropReason reason) {
    switch (reason) {
      case OVERSIZED -> {} // counted with its bytes by the retention
      case FULL -> full.increment();
      case RESET_FAILED -> resetFailed.increment();
      case CLOSED -> closed.increment();
      case PRESSURE -> pressure.increment();
    }
  }

  PoolStats.Drops stats(Retention<?> retention) {
    return new PoolStats.Drops(
        retention.oversized.sum(),
        retention.oversizedBytes.sum(),
        full.sum(),
        resetFailed.sum(),
        closed.sum(),
        pressure.sum());
  }
}
