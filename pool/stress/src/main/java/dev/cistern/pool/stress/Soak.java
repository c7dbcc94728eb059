package dev.cistern.pool.stress;

import dev.cistern.pool.GuardMode;
import dev.cistern.pool.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * Many virtual threads on one pool while the heap fills and empties: no object is ever held by two,
 * memory pressure empties the pool and it fills again.
 */
public final class Soak {
  private static final int MIB = 1 << 20;
  private static final int BUFFER_BYTES = 1_024;

  private final Pool<byte[]> pool;
  private final AtomicLong marks = new AtomicLong();
  private final LongAdder rounds = new LongAdder();
  private final LongAdder faults = new LongAdder();
  private long pressures;

  private Soak() {
    pool =
        Pool.builder(() -> new byte[BUFFER_BYTES])
            .name("soak")
            .noReset("each holder writes its own mark first")
            .sizeBytes(b -> b.length)
            .guard(GuardMode.SAMPLED)
            .memoryLimitShare(0.8)
            .onMisuse(misuse -> faults.increment())
            .build();
  }

  /** Seconds and threads; the exit code is 1 if an object had two holders. */
  public static void main(String[] args) throws InterruptedException {
    int seconds = Integer.parseInt(args[0]);
    int threads = Integer.parseInt(args[1]);
    Soak soak = new Soak();
    soak.run(seconds, threads);
    System.out.println(soak.told(seconds, threads));
    if (soak.faults.sum() > 0) {
      System.exit(1);
    }
  }

  private void run(int seconds, int threads) throws InterruptedException {
    long endNanos = System.nanoTime() + seconds * 1_000_000_000L;
    Semaphore alive = new Semaphore(threads);
    Thread ballast = Thread.ofPlatform().start(() -> ballast(endNanos));
    while (System.nanoTime() < endNanos) {
      alive.acquire();
      Thread.startVirtualThread(() -> {
        try {
          hold();
        } finally {
          alive.release();
        }
      });
    }
    alive.acquire(threads);
    ballast.join();
  }

  /** Marks the object, waits, and looks whether the mark is still its own. */
  private void hold() {
    byte[] buffer = pool.acquire();
    long mark = marks.incrementAndGet();
    for (int i = 0; i < Long.BYTES; i++) {
      buffer[i] = (byte) (mark >>> (8 * i));
    }
    if (mark % 8 == 0) {
      LockSupport.parkNanos(mark % 5_000_000);
    } else {
      Thread.yield();
    }
    long seen = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      seen |= (buffer[i] & 0xFFL) << (8 * i);
    }
    if (seen != mark) {
      faults.increment();
    }
    rounds.increment();
    pool.release(buffer);
  }

  /** Fills most of the heap, lets go, and again: what is left to the pool shrinks and grows. */
  private void ballast(long endNanos) {
    List<byte[]> held = new ArrayList<>();
    while (System.nanoTime() < endNanos) {
      Runtime runtime = Runtime.getRuntime();
      long used = runtime.totalMemory() - runtime.freeMemory();
      if (used < 0.75 * runtime.maxMemory() && !pool.stats().underPressure()) {
        held.add(new byte[MIB]);
      } else {
        System.gc();
        LockSupport.parkNanos(200_000_000); // the pool is told a while after
        pressures += pool.stats().underPressure() ? 1 : 0;
        held.clear();
        System.gc();
      }
      LockSupport.parkNanos(2_000_000);
    }
  }

  private String told(int seconds, int threads) {
    var stats = pool.stats();
    return String.format(
        "%,d s, up to %,d virtual threads: %,d rounds, %.2f %% reused, %,d let go, %,d times under"
            + " pressure, %,d idle, %,d faults",
        seconds,
        threads,
        rounds.sum(),
        100 * stats.reuseRate(),
        stats.trimmed() + stats.drops().pressure(),
        pressures,
        stats.idle(),
        faults.sum());
  }
}
